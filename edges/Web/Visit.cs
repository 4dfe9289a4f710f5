using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Vardbro.Brokering;
using Vardbro.Brokering.Need;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Results;
using Vardbro.Storage.Night;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Results;
using Vardbro.Waiting;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Register;

namespace Vardbro.Web;

/// <summary>One visitor's question: the language, the day whose knowledge is asked for, and what is known to answer from.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Decided">What has been decided, read when the visit began.</param>
/// <param name="Store">The store; null without one.</param>
/// <param name="Language">The visitor's language.</param>
/// <param name="Today">Today's civil date in Sweden.</param>
/// <param name="AsOfAsked">The knowledge date asked for; null when none was.</param>
/// <param name="Request">The address with its values.</param>
public sealed record Visit(
    RuleBook Rules,
    DecisionBook Decided,
    Store? Store,
    Language Language,
    DateOnly Today,
    DateOnly? AsOfAsked,
    HttpRequest Request)
{
    /// <summary>The name of the query field, and of the cookie, that choose the language.</summary>
    public const string LanguageField = "lang";

    /// <summary>The name of the query field with the knowledge date.</summary>
    public const string AsOfField = "as-of";

    /// <summary>What is followed up, by which indicators.</summary>
    public required FollowUpBook FollowUp { get; init; }

    /// <summary>Where municipalities, hospitals and units lie.</summary>
    public PlaceBook Places { get; init; } = PlaceBook.None;

    /// <summary>How likely a yes to an offer is.</summary>
    public ImmutableArray<AcceptanceModel> Acceptances { get; init; } = [];

    /// <summary>The services of care that have a name, by code.</summary>
    public ImmutableArray<CareService> Services { get; init; } = [];

    /// <summary>The schemes that pay for results.</summary>
    public ImmutableArray<Scheme> Schemes { get; init; } = [];

    /// <summary>Where the rules were read from.</summary>
    public string RulesFolder { get; init; } = "";

    /// <summary>Where data are kept; empty without a store.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>The rules of brokering: who goes first.</summary>
    public BrokeringRules Brokering { get; init; } = BrokeringRules.None;

    /// <summary>The nights that were run; null without a store.</summary>
    public NightStore? Nights { get; init; }

    /// <summary>The rules that waits are counted by.</summary>
    public required WaitingRules Waiting { get; init; }

    /// <summary>The newest commit of the journal; null without a store.</summary>
    public JournalHead? Head => Store?.Head;

    /// <summary>The day whose knowledge is used, to its end: the one asked for, else today.</summary>
    public DateOnly AsOf => AsOfAsked ?? Today;

    /// <summary>The year that the start page and the menu speak of.</summary>
    public int MainYear => Rules.MainYear ?? Today.Year;

    /// <summary>Reads a request. What is wrong with it comes beside a visit that can still say so in the right language.</summary>
    public static (Visit Visit, Refusal? Trouble) Of(HttpContext context, WebSettings settings)
    {
        var request = context.Request;
        var visit = new Visit(
            settings.Rules, DecisionBook.Empty, settings.Store, LanguageOf(request), SwedishDate.Today(settings.Clock), null, request)
        {
            Brokering = settings.Brokering, Nights = settings.Nights,
            FollowUp = settings.FollowUp, Waiting = settings.Waiting, Services = settings.Services, Places = settings.Places, Acceptances = settings.Acceptances, Schemes = settings.Schemes, DataFolder = settings.DataFolder, RulesFolder = settings.RulesFolder,
        };
        var asked = request.Query[AsOfField].ToString();
        if (asked.Length > 0)
        {
            if (!DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return (visit, Refusal.Of(RefusalCode.DateMalformed, asked));
            }

            visit = visit with { AsOfAsked = date };
        }

        return settings.Store is null ? (visit, null)
            : settings.Store.Book().Succeeded(out var book, out var refusal) ? (visit with { Decided = book }, null)
            : (visit, refusal);
    }

    /// <summary>The commit of the journal that holds a version; null without a store.</summary>
    public JournalHead? CommitOf(NoticeVersion version) => Store?.CommitOf(version.Content.Year, version.Version);

    /// <summary>What chains and settlements are read from, as it was known at the end of the day asked for.</summary>
    public Outcome<ChainSources> ChainSources()
    {
        var decided = Store is null ? Storage.Decided.Nothing : AsOfAsked is { } day ? Store.Decided(day) : Store.Decided();
        return decided.Then<ChainSources>(known => new ChainSources(
            Rules, Waiting, FollowUp, Schemes, known, Store?.Figures ?? PublishedStore.In(DataFolder), DataFolder, AsOf));
    }

    /// <summary>One of two texts, in the visitor's language.</summary>
    public string T(string sv, string en) => Language == Language.Swedish ? sv : en;

    /// <summary>A text in the visitor's language.</summary>
    public string T(Bilingual text) => text.In(Language);

    /// <summary>A service's name; a code that the rules do not name stands as it is.</summary>
    public string NameOfService(string code) => Services.FirstOrDefault(s => s.Code == code) is { } service ? T(service.Name) : code;

    /// <summary>A unit's name: the hospital that it stands at, where that is known. An invented one says that it is.</summary>
    public string NameOfUnit(string unit) => Places.HospitalOf(unit) is not { } hospital ? unit
        : PlaceBook.IsSynthetic(unit) ? T($"{unit}, påhittad, utlagd vid {hospital.Name}", $"{unit}, invented, laid at {hospital.Name}")
        : $"{hospital.Name}, {unit}";

    /// <summary>A value of the path.</summary>
    public string Route(string name) => Request.RouteValues[name]?.ToString() ?? "";

    /// <summary>A year in the path; the address table lets nothing else than a whole number through.</summary>
    public int RouteYear => int.Parse(Route("year"), CultureInfo.InvariantCulture);

    /// <summary>A field of the query; null when it is missing or empty.</summary>
    public string? Field(string name) => Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number in the query, null when it is missing, or why it cannot be read.</summary>
    public Outcome<int?> NumberField(string name) =>
        Field(name) is not { } text ? (int?)null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Refusal.Of(RefusalCode.ArgumentWrong, text, name, new("ett heltal", "a whole number"));

    /// <summary>An address on this site that keeps the knowledge date.</summary>
    public string To(string path) =>
        AsOfAsked is { } date ? QueryHelpers.AddQueryString(path, AsOfField, $"{date:yyyy-MM-dd}") : path;

    /// <summary>This page with one field changed; null takes the field away.</summary>
    public string Same(string name, string? value) => Same(Request.Path.ToString(), name, value);

    /// <summary>Another path with this page's fields, one of them changed.</summary>
    public string Same(string path, string name, string? value)
    {
        var fields = Request.Query.Where(f => f.Key != name && f.Key != LanguageField)
            .Select(f => KeyValuePair.Create(f.Key, (string?)f.Value.ToString()));
        return QueryHelpers.AddQueryString(path, value is null ? fields : fields.Append(new(name, value)));
    }

    private static Language LanguageOf(HttpRequest request) =>
        (request.Query[LanguageField].ToString() is { Length: > 0 } asked ? asked : request.Cookies[LanguageField]) == "en"
            ? Language.English
            : Language.Swedish;
}
