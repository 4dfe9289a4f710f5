using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>What an amount measures. Totals, additions and parts are never compared with each other.</summary>
public enum Measure
{
    /// <summary>All of a programme's money for the year.</summary>
    Total,

    /// <summary>What was added to earlier money.</summary>
    Addition,

    /// <summary>A named part of the programme's money.</summary>
    Part,
}

/// <summary>How far the money has come, in order.</summary>
public enum Stage
{
    /// <summary>Announced (aviserat): an intention.</summary>
    Announced,

    /// <summary>Proposed to the Riksdag (föreslaget), usually in the budget bill.</summary>
    Proposed,

    /// <summary>Decided by the Riksdag (beslutat).</summary>
    Decided,

    /// <summary>Allotted to an agency (tilldelat) by letter of appropriation or government decision.</summary>
    Allotted,

    /// <summary>Agreed with or decided for the recipients (myndighetsbeslut, överenskommelse).</summary>
    AgencyDecision,

    /// <summary>Paid (utbetalat).</summary>
    Paid,
}

/// <summary>How exact the source was.</summary>
public enum Precision
{
    /// <summary>To the unit it is stated in.</summary>
    Exact,

    /// <summary>"About" in the source.</summary>
    Approximate,

    /// <summary>Called preliminary by the source.</summary>
    Preliminary,
}

/// <summary>Who receives money. Recipients are not only regions.</summary>
public enum Recipient
{
    /// <summary>The 21 regions.</summary>
    Regions,

    /// <summary>The municipalities.</summary>
    Municipalities,

    /// <summary>Sveriges Kommuner och Regioner, the association.</summary>
    Skr,

    /// <summary>The six regional cancer centres.</summary>
    CancerCentres,

    /// <summary>Principals and boards of the national quality registers.</summary>
    Registers,

    /// <summary>State agencies.</summary>
    Agencies,

    /// <summary>Others.</summary>
    Others,
}

/// <summary>What is being spoken of: only statements on the same subject can supersede each other.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Measure">Total, addition or part.</param>
/// <param name="Part">The part's id; empty unless the measure is a part.</param>
public readonly record struct Subject(string Programme, int Year, Measure Measure, string Part);

/// <summary>What somebody said about money, when, and where it can be read.</summary>
/// <param name="Subject">Programme, year and measure.</param>
/// <param name="Stage">How far the money had come.</param>
/// <param name="Amount">The amount; null when the source names none.</param>
/// <param name="Precision">How exact the source was.</param>
/// <param name="Known">The day from which it was public; it holds from the end of that day.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Recipient">Whom it is for, when the source says so.</param>
/// <param name="Quote">The sentence in its own language.</param>
/// <param name="Note">What to know when reading it.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Beside">Why it only stands beside and is never computed with; null for an ordinary statement.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Statement(
    Subject Subject,
    Stage Stage,
    Money? Amount,
    Precision Precision,
    DateOnly Known,
    Source Source,
    Recipient? Recipient,
    string? Quote,
    Bilingual? Note,
    Bilingual? Assumption,
    Bilingual? Beside,
    RuleOrigin Origin);

/// <summary>How a statement stands on a given day.</summary>
public enum Standing
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It holds beside another that says something else.</summary>
    Beside,

    /// <summary>The same publisher has said something later about the same thing.</summary>
    Superseded,

    /// <summary>It was not public yet.</summary>
    NotYetKnown,
}
