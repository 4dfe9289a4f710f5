using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>A programme: money from the state with a purpose (statsbidrag, satsning).</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Purpose">What the money is for, as the documents say it.</param>
/// <param name="Appropriation">The appropriation (anslag) it is paid from, such as 1:6; null when not known.</param>
/// <param name="Agreement">The agreement (överenskommelse) it is part of, if any.</param>
/// <param name="FollowUp">What the documents say shall be followed up, if they do.</param>
/// <param name="Recipients">Who receives the money.</param>
/// <param name="Statements">Everything said about its money.</param>
/// <param name="Conditions">What must be done or shown.</param>
/// <param name="Dates">Dates to keep.</param>
/// <param name="Allotments">How amounts become amounts per region.</param>
/// <param name="Commitment">The commitment authorisation, if any.</param>
/// <param name="Within">The larger programme whose money this is a part of, if any, so that nothing is counted twice.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Programme(
    string Id,
    Bilingual Name,
    Bilingual Purpose,
    string? Appropriation,
    Bilingual? Agreement,
    Bilingual? FollowUp,
    ImmutableArray<Recipient> Recipients,
    ImmutableArray<Statement> Statements,
    ImmutableArray<Condition> Conditions,
    ImmutableArray<KeyDate> Dates,
    ImmutableArray<AllotmentRule> Allotments,
    CommitmentAuthorisation? Commitment,
    ProgrammeFrame? Within,
    RuleOrigin Origin)
{
    /// <summary>The years that anything is said about.</summary>
    public IEnumerable<int> Years => Statements.Select(s => s.Subject.Year).Distinct().Order();

    /// <summary>The conditions known at the end of a day, of one budget year or of all.</summary>
    public ImmutableArray<Condition> ConditionsOn(DateOnly asOf, int? year = null) =>
        [.. Conditions.Where(c => c.Known <= asOf && (year is null || c.Years.Contains(year.Value)))];

    /// <summary>The dates to keep known at the end of a day, of one budget year or of all, in order.</summary>
    public ImmutableArray<KeyDate> DatesOn(DateOnly asOf, int? year = null) =>
        [.. Dates.Where(d => d.Known <= asOf && (year is null || d.Year == year)).OrderBy(d => d.Date)];

    /// <summary>Whether anything to compute with, and for the regions, was said about a year by the end of a day.</summary>
    public bool ConcernsRegions(int year, DateOnly asOf) => Recipients.Contains(Recipient.Regions) && Statements.Any(s =>
        s.Subject.Year == year && s.Known <= asOf && s.Beside is null && s.Recipient is null or Recipient.Regions);
}

/// <summary>The larger programme whose money a programme is a part of.</summary>
/// <param name="Programme">The larger programme's id.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
public sealed record ProgrammeFrame(string Programme, Bilingual? Assumption);

/// <summary>What kind of condition the money has.</summary>
public enum ConditionKind
{
    /// <summary>May be used only for the purpose.</summary>
    Purpose,

    /// <summary>Results must be shown.</summary>
    Performance,

    /// <summary>An agreement must be signed.</summary>
    Agreement,

    /// <summary>Must be applied for or requisitioned.</summary>
    Application,

    /// <summary>The use must be reported.</summary>
    Report,

    /// <summary>A plan must be handed in.</summary>
    Plan,
}

/// <summary>A condition on a programme's money in some years.</summary>
/// <param name="Years">The budget years it applies to.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Text">The condition for people.</param>
/// <param name="Known">The day from which it was public.</param>
/// <param name="Source">Who set it.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Condition(
    ImmutableArray<int> Years, ConditionKind Kind, Bilingual Text, DateOnly Known, Source Source, Bilingual? Assumption, RuleOrigin Origin);

/// <summary>What happens on a date to keep.</summary>
public enum KeyDateKind
{
    /// <summary>The agreement is signed.</summary>
    Agreement,

    /// <summary>First day to apply (ansöka).</summary>
    ApplicationFrom,

    /// <summary>Last day to apply.</summary>
    ApplicationTo,

    /// <summary>First day to requisition (rekvirera).</summary>
    RequisitionFrom,

    /// <summary>Last day to requisition.</summary>
    RequisitionTo,

    /// <summary>Payment.</summary>
    Payment,

    /// <summary>Last day to report the use.</summary>
    Report,
}

/// <summary>A date that a recipient has to keep.</summary>
/// <param name="Year">The budget year of the money.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Date">When.</param>
/// <param name="Known">The day from which it was public.</param>
/// <param name="Source">Who set it.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record KeyDate(
    int Year, KeyDateKind Kind, DateOnly Date, DateOnly Known, Source Source, Bilingual? Assumption, RuleOrigin Origin);

/// <summary>How a programme's money for a year is allotted to the regions.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">Budget year.</param>
/// <param name="InNotice">Whether it is part of the notice to the regions (besked) for the year.</param>
/// <param name="Rounding">The unit that the amounts are stated in.</param>
/// <param name="Parts">What is allotted by which key.</param>
/// <param name="Source">Who says so, if anybody.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record AllotmentRule(
    string Programme,
    int Year,
    bool InNotice,
    Rounding Rounding,
    ImmutableArray<AllotmentPart> Parts,
    Source? Source,
    Bilingual? Assumption,
    RuleOrigin Origin);

/// <summary>One amount and the key that splits it.</summary>
/// <param name="Subject">Which statement's amount.</param>
/// <param name="Less">Parts that are taken out first because they have a key of their own.</param>
/// <param name="Certain">
/// The parts of it that do not hang on results: the least that can be expected is theirs. Empty when all of it is as certain
/// as the statement.
/// </param>
/// <param name="Key">The distribution key's id.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record AllotmentPart(Subject Subject, ImmutableArray<Subject> Less, ImmutableArray<Subject> Certain, string Key, RuleOrigin Origin);

/// <summary>
/// The right to commit the state to payments in later years (beställningsbemyndigande; budgetlagen 2011:203 ch. 6).
/// </summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">The year of the authorisation.</param>
/// <param name="Size">The most that may be outstanding.</param>
/// <param name="Payments">The most that may fall due in each later year.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record CommitmentAuthorisation(
    string Programme,
    int Year,
    Money Size,
    ImmutableSortedDictionary<int, Money> Payments,
    Source Source,
    Bilingual? Assumption,
    RuleOrigin Origin);
