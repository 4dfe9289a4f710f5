using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Console;
using Vardbro.Brokering;
using Vardbro.Brokering.Need;
using Vardbro.Funding;
using Vardbro.Results;
using Vardbro.Storage;
using Vardbro.Storage.Night;
using Vardbro.Waiting;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Register;

namespace Vardbro.Web;

/// <summary>What the pages need to run.</summary>
/// <param name="Rules">The rules that every figure comes from.</param>
/// <param name="Store">The decisions; null shows that nothing is decided yet.</param>
/// <param name="Clock">What day it is.</param>
/// <param name="Port">Port on the loopback address; 0 takes any free one.</param>
public sealed record WebSettings(RuleBook Rules, Store? Store, TimeProvider Clock, int Port)
{
    /// <summary>What is followed up, by which indicators.</summary>
    public required FollowUpBook FollowUp { get; init; }

    /// <summary>The rules that waits are counted by.</summary>
    public required WaitingRules Waiting { get; init; }

    /// <summary>Where municipalities, hospitals and units lie.</summary>
    public PlaceBook Places { get; init; } = PlaceBook.None;

    /// <summary>The rules of brokering: who goes first.</summary>
    public BrokeringRules Brokering { get; init; } = BrokeringRules.None;

    /// <summary>The nights that were run; null shows that none was.</summary>
    public NightStore? Nights { get; init; }

    /// <summary>The services of care that have a name, by code.</summary>
    public ImmutableArray<CareService> Services { get; init; } = [];

    /// <summary>The schemes that pay for results.</summary>
    public ImmutableArray<Scheme> Schemes { get; init; } = [];

    /// <summary>Where the rules were read from.</summary>
    public string RulesFolder { get; init; } = "";

    /// <summary>Where data are kept; empty without a store.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>How likely a yes to an offer is.</summary>
    public ImmutableArray<AcceptanceModel> Acceptances { get; init; } = [];
}

/// <summary>
/// The pages: HTML made on the server, read-only, on this machine's own address only. Who wants them on a network puts a
/// server with certificates and sign-in in front.
/// </summary>
public static class WebHost
{
    /// <summary>Builds the web application; the caller starts and stops it.</summary>
    public static WebApplication Build(WebSettings settings)
    {
        // The empty builder reads no configuration, so that nothing in the surroundings can open another address, and it
        // starts fastest. Files stand beside the program, wherever it was started from.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "vardbro",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, settings.Port);
            server.AddServerHeader = false;
            server.Limits.MaxConcurrentConnections = 256;
            server.Limits.MaxRequestBodySize = 0; // nothing is sent in
        });
        builder.Services.AddRoutingCore();

        // Warnings and errors only: no request is logged, so no address, name or search text ends in a log.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Disabled);

        // What stops the start is thrown to whoever starts, who says it once, with a number and without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

        var app = builder.Build();
        var pages = new PageWriter(settings, app.Services);
        app.Use(SecurityHeaders);
        app.Use(pages.CatchTrouble);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
        Addresses.Map(app, pages, settings);
        return app;
    }

    // Scripts and styles only from files of our own, never from the page itself. The design system draws its small icons
    // from data: addresses inside its style sheet, so images may come from there too.
    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }
}
