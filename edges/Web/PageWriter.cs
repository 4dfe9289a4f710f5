using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Web.Pages;
using Vardbro.Web.Parts;

namespace Vardbro.Web;

/// <summary>
/// Turns outcomes into answers: a page, a file, or the refusal with its number and the right status. The only place where
/// a refusal becomes a status. A page is rendered whole before a byte is sent, so nobody gets half of one.
/// </summary>
internal sealed class PageWriter(WebSettings settings, IServiceProvider services)
{
    private readonly ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();

    /// <summary>Answers with a page that shows what was read.</summary>
    public RequestDelegate Page<TPage, TModel>(Func<Visit, Outcome<TModel>> read)
        where TPage : Page<TModel> => context =>
    {
        var (visit, trouble) = Visit.Of(context, settings);
        return trouble is not null ? Refuse(context, visit, trouble)
            : !read(visit).Succeeded(out var model, out var refusal) ? Refuse(context, visit, refusal)
            : Send<TPage>(context, visit, StatusCodes.Status200OK, model);
    };

    /// <summary>Answers with a table to take away.</summary>
    public RequestDelegate Table(Func<Visit, Outcome<ExportTable>> read) => context =>
    {
        var (visit, trouble) = Visit.Of(context, settings);
        return FormatOf(visit.Route("format")) is not { } format ? Refuse(context, visit, Unknown(context))
            : trouble is not null ? Refuse(context, visit, trouble)
            : !read(visit).Succeeded(out var table, out var refusal) ? Refuse(context, visit, refusal)
            : Send(context, table, format);
    };

    /// <summary>Answers with a file to take away.</summary>
    public RequestDelegate Download(string type, Func<Visit, Outcome<(string Name, byte[] Bytes)>> read) => context =>
    {
        var (visit, trouble) = Visit.Of(context, settings);
        if (trouble is not null || !read(visit).Succeeded(out var made, out trouble))
        {
            return Refuse(context, visit, trouble);
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{made.Name}\"";
        return Send(context, StatusCodes.Status200OK, type, made.Bytes);
    };

    /// <summary>Answers with a file that is the same for everybody.</summary>
    public static RequestDelegate File(string type, Func<byte[]> bytes) => context => Send(context, StatusCodes.Status200OK, type, bytes());

    /// <summary>Answers an unknown address, and anything unforeseen, with a page that says so.</summary>
    public async Task CatchTrouble(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound } && context.GetEndpoint() is null)
            {
                await Refuse(context, Visit.Of(context, settings).Visit, Unknown(context));
            }
        }
        catch (Exception unforeseen) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            loggers.CreateLogger<PageWriter>().LogError(unforeseen, "A page could not be made.");
            await Send<TroublePage>(context, Visit.Of(context, settings).Visit, StatusCodes.Status500InternalServerError, (Refusal?)null);
        }
    }

    private Task Refuse(HttpContext context, Visit visit, Refusal refusal) =>
        Send<TroublePage>(context, visit, StatusOf(refusal.Code), refusal);

    private async Task Send<TPage>(HttpContext context, Visit visit, int status, object? model)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(new VisitServices(visit, services), loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Page<>.Model)] = model });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
        if (context.Request.Query.ContainsKey(Visit.LanguageField))
        {
            context.Response.Cookies.Append(Visit.LanguageField, visit.T("sv", "en"), new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
        }

        context.Response.Headers.Vary = "Cookie";
        await Send(context, status, "text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(html));
    }

    private static Task Send(HttpContext context, ExportTable table, ExportFormat format)
    {
        using var file = new MemoryStream();
        table.Write(file, format);
        var (ending, type) = format switch
        {
            ExportFormat.Csv => ("csv", "text/csv; charset=utf-8"),
            ExportFormat.Json => ("json", "application/json; charset=utf-8"),
            ExportFormat.Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        };
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{ending}\"";
        return Send(context, StatusCodes.Status200OK, type, file.ToArray());
    }

    // The tag is of the very bytes, so a reader who has them already gets none.
    private static Task Send(HttpContext context, int status, string type, byte[] bytes)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (status == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static ExportFormat? FormatOf(string ending) => ending switch
    {
        "csv" => ExportFormat.Csv,
        "json" => ExportFormat.Json,
        "xlsx" => ExportFormat.Xlsx,
        _ => null,
    };

    private static Refusal Unknown(HttpContext context) => Refusal.Of(RefusalCode.PageUnknown, context.Request.Path.ToString());

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.PageUnknown or RefusalCode.RegionUnknown or RefusalCode.ProgrammeUnknown or RefusalCode.YearWithoutNotice or
            RefusalCode.YearWithoutMoney or RefusalCode.NothingToCompare or RefusalCode.NotPublishedYet or RefusalCode.DecisionVersionUnknown or
            RefusalCode.IndicatorUnknown or RefusalCode.MonthNotPublished or RefusalCode.MunicipalityUnknown or RefusalCode.ServiceUnknown or
            RefusalCode.UnitUnknown or RefusalCode.NightNone or RefusalCode.LedgerYearEmpty or
            RefusalCode.SchemeUnknown or RefusalCode.SchemeHasNoPublished or RefusalCode.FiguresUnreadable => StatusCodes.Status404NotFound,
        RefusalCode.DateMalformed or RefusalCode.ArgumentWrong or RefusalCode.RuleReferenceUnknown or RefusalCode.OptionMissing => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    // What a component may ask for: the visit it speaks to. Everything else is the framework's own business.
    private sealed class VisitServices(Visit visit, IServiceProvider rest) : IServiceProvider
    {
        public object? GetService(Type type) => type == typeof(Visit) ? visit : rest.GetService(type);
    }
}
