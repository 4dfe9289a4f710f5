using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>What is followed up.</summary>
public enum FollowUpKind
{
    /// <summary>Something that the documents want to know or reach.</summary>
    Goal,

    /// <summary>An agreement (överenskommelse) between the state and the regions' association.</summary>
    Agreement,

    /// <summary>A programme.</summary>
    Programme,
}

/// <summary>An indicator chosen for a purpose.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Why">Why this one, and what it does not show.</param>
public sealed record ChosenIndicator(Indicator Indicator, Bilingual Why);

/// <summary>What cannot be measured yet.</summary>
/// <param name="Why">What is lacking.</param>
/// <param name="WouldTake">What would make it measurable.</param>
public sealed record NotMeasurable(Bilingual Why, Bilingual WouldTake);

/// <summary>What somebody else says that cannot be held against the values, only beside them.</summary>
/// <param name="Text">What they say.</param>
/// <param name="Source">Who.</param>
public sealed record SaidBeside(Bilingual Text, Source Source);

/// <summary>An effect that somebody has shown. It cannot be stated without what it was held against.</summary>
/// <param name="Text">The effect.</param>
/// <param name="Comparison">What it was held against: those who did not get the money, or the time before it.</param>
/// <param name="Source">Who showed it.</param>
public sealed record ShownEffect(Bilingual Text, Bilingual Comparison, Source Source);

/// <summary>A purpose with what follows it up: indicators, or why there are none yet, or both.</summary>
/// <param name="Kind">What it is the follow-up of.</param>
/// <param name="Id">Kebab-case identity; of a programme, the programme's.</param>
/// <param name="Name">What it is called; null for a programme, which has a name of its own.</param>
/// <param name="Programmes">Ids of the programmes that serve the purpose.</param>
/// <param name="Purpose">What the money or the goal is for.</param>
/// <param name="Source">The document that says so.</param>
/// <param name="Quote">The document's own sentence, if there is one.</param>
/// <param name="Indicators">The indicators, the nearest to the purpose first.</param>
/// <param name="Lacking">What cannot be measured yet, if anything.</param>
/// <param name="Beside">What others say that cannot be compared directly.</param>
/// <param name="Effect">An effect that was shown with a comparison; null, the usual case, when none has been.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record FollowUpItem(
    FollowUpKind Kind,
    string Id,
    Bilingual? Name,
    ImmutableArray<string> Programmes,
    Bilingual Purpose,
    Source Source,
    string? Quote,
    ImmutableArray<ChosenIndicator> Indicators,
    NotMeasurable? Lacking,
    ImmutableArray<SaidBeside> Beside,
    ShownEffect? Effect,
    RuleOrigin Origin)
{
    /// <summary>Whether anything at all can be measured.</summary>
    public bool IsMeasured => !Indicators.IsEmpty;

    /// <summary>A purpose with neither an indicator nor a reason why not is no follow-up (VB2181).</summary>
    public Refusal? Problem => Indicators.IsEmpty && Lacking is null
        ? Refusal.Of(RefusalCode.FollowUpEmpty, Id).Located(Origin)
        : null;
}

/// <summary>Everything that is followed up, and every indicator it is followed up by.</summary>
/// <param name="Indicators">Every indicator by id.</param>
/// <param name="Items">Every follow-up: goals, agreements, programmes, each kind in the order of the rules.</param>
public sealed record FollowUpBook(ImmutableSortedDictionary<string, Indicator> Indicators, ImmutableArray<FollowUpItem> Items)
{
    /// <summary>The indicator with this id or the source's code, or VB2180.</summary>
    public Outcome<Indicator> FindIndicator(string id) =>
        Indicators.Values.FirstOrDefault(i => i.Id == id || string.Equals(i.Code, id, StringComparison.OrdinalIgnoreCase)) is { } indicator
            ? indicator
            : Refusal.Of(RefusalCode.IndicatorUnknown, id, string.Join(", ", Indicators.Keys));

    /// <summary>What was asked for by the end of a day: the follow-ups whose document was public.</summary>
    public ImmutableArray<FollowUpItem> ItemsOn(DateOnly asOf) => [.. Items.Where(i => i.Source.Published <= asOf)];

    /// <summary>A programme's own follow-up; null when nobody has stated one.</summary>
    public FollowUpItem? OfProgramme(string programme) => Items.FirstOrDefault(i => i.Kind is FollowUpKind.Programme && i.Id == programme);

    /// <summary>The goals and agreements that a programme serves.</summary>
    public IEnumerable<FollowUpItem> ServedBy(string programme) =>
        Items.Where(i => i.Kind is not FollowUpKind.Programme && i.Programmes.Contains(programme));

    /// <summary>What an indicator follows up.</summary>
    public IEnumerable<FollowUpItem> FollowedUpBy(Indicator indicator) => Items.Where(i => i.Indicators.Any(c => c.Indicator.Id == indicator.Id));

    /// <summary>What cannot stand in an indicator or a follow-up.</summary>
    public IEnumerable<Refusal> Problems() =>
        Indicators.Values.SelectMany(i => i.Problems()).Concat(Items.Select(i => i.Problem).OfType<Refusal>());
}
