using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>Something that happened to a scheme's settlement.</summary>
/// <param name="At">The instant it was recorded, from the command.</param>
public abstract record SettlementEvent(DateTimeOffset At);

/// <summary>A settlement was computed and sent to the regions as preliminary.</summary>
/// <param name="Content">What it says.</param>
/// <param name="At">When.</param>
public sealed record SettlementProposed(SettlementContent Content, DateTimeOffset At) : SettlementEvent(At);

/// <summary>A region objected to the preliminary settlement.</summary>
/// <param name="Region">The region.</param>
/// <param name="Date">The civil date of the objection.</param>
/// <param name="By">Who signed it for the region.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When.</param>
public sealed record SettlementObjected(RegionId Region, DateOnly Date, string By, string Text, DateTimeOffset At) : SettlementEvent(At);

/// <summary>An objection was answered.</summary>
/// <param name="Objection">Its number, counted from 1.</param>
/// <param name="Upheld">Whether the region was right; then a new proposal must come before the decision.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">When.</param>
public sealed record ObjectionAnswered(int Objection, bool Upheld, string Answer, Signature Signature, DateTimeOffset At) : SettlementEvent(At);

/// <summary>The preliminary settlement was decided.</summary>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">When.</param>
public sealed record SettlementDecided(Signature Signature, DateTimeOffset At) : SettlementEvent(At);

/// <summary>A decision of its own about one region's settled money.</summary>
/// <param name="Change">What it does.</param>
/// <param name="At">When.</param>
public sealed record SettlementChanged(SettlementChange Change, DateTimeOffset At) : SettlementEvent(At);

/// <summary>What a decision of its own does.</summary>
public enum SettlementChangeKind
{
    /// <summary>A demand is waived (efterges): the region gets what it did not earn.</summary>
    Waived,

    /// <summary>The amount is changed (ändras), up or down.</summary>
    Amended,

    /// <summary>Payments are suspended (hålls inne).</summary>
    Suspended,

    /// <summary>Suspended payments may be made again (återupptas).</summary>
    Restored,
}

/// <summary>A decision of its own about one region's settled money.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Region">The region.</param>
/// <param name="Amount">What is added, or taken away when negative; zero for what suspends and restores.</param>
/// <param name="Rule">The rule that allows it.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="Signature">Number, date and persons.</param>
public sealed record SettlementChange(SettlementChangeKind Kind, RegionId Region, Money Amount, string Rule, string Evidence, Signature Signature);
