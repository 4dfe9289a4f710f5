using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Synthetic;

/// <summary>What the synthetic nation is made to look like: rules/synthetic/, with what it points at looked up.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Assumption">What is assumed of all of it.</param>
/// <param name="Regions">The regions in order of id.</param>
/// <param name="Kinds">What is waited for, each with its targets.</param>
/// <param name="Deviations">Who deviate, in permille of all who wait.</param>
/// <param name="Course">The year, month by month; the last is the one the targets are met in.</param>
/// <param name="Ages">Inhabitants by age and sex, with the weight of a person of that age.</param>
/// <param name="Habits">What else is assumed of waits.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SyntheticNation(
    Bilingual Name,
    Bilingual Assumption,
    ImmutableArray<SyntheticRegion> Regions,
    ImmutableArray<SyntheticKind> Kinds,
    ImmutableArray<SyntheticDeviation> Deviations,
    ImmutableArray<CourseMonth> Course,
    ImmutableArray<AgeGroup> Ages,
    SyntheticHabits Habits,
    RuleOrigin Origin)
{
    /// <summary>Where a region stands in <see cref="Regions"/>, or −1.</summary>
    public int PlaceOf(RegionId region)
    {
        for (var i = 0; i < Regions.Length; i++)
        {
            if (Regions[i].Id == region)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A region of the synthetic nation.</summary>
/// <param name="Id">Four digits.</param>
/// <param name="County">The county's two digits, which the register writes.</param>
/// <param name="Inhabitants">Its population.</param>
/// <param name="Municipalities">Codes of its municipalities.</param>
public sealed record SyntheticRegion(RegionId Id, string County, long Inhabitants, ImmutableArray<string> Municipalities);

/// <summary>One kind of wait and what it is to amount to in the last month.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="ContactType">The register's contact type (vardkontakttyp).</param>
/// <param name="Guarantee">The register's word for covered or not (vardgaranti).</param>
/// <param name="Waiting">How many wait in the nation without deviating.</param>
/// <param name="Beyond">How many of them beyond 90 days, where somebody has said so.</param>
/// <param name="WaitingWithin">The share of them within 90 days.</param>
/// <param name="CompletedWithin">The share of those cared for that had it within 90 days.</param>
/// <param name="Turnover">Completed in a month per thousand who have waited at most 90 days.</param>
/// <param name="Services">Where they wait.</param>
public sealed record SyntheticKind(
    WaitKind Kind,
    string ContactType,
    string Guarantee,
    long Waiting,
    long? Beyond,
    ShareTarget WaitingWithin,
    ShareTarget CompletedWithin,
    int Turnover,
    ImmutableArray<ServiceWeight> Services);

/// <summary>A share to meet, in permille.</summary>
/// <param name="Nation">The nation's.</param>
/// <param name="Regions">Each region's, in order of id.</param>
/// <param name="CarriedFrom">The year a region's value is from, where it lacks one for the year meant; else null.</param>
/// <param name="Source">Who says so; null when assumed.</param>
public sealed record ShareTarget(int Nation, ImmutableArray<int> Regions, ImmutableArray<int?> CarriedFrom, Source? Source);

/// <summary>How often a service is what is waited for.</summary>
/// <param name="Code">Its code (mvo).</param>
/// <param name="Weight">Its weight among the services of the kind.</param>
/// <param name="WomenOnly">Whether only women wait there.</param>
/// <param name="Activity">An activity that some of its contacts are coded with, if any.</param>
public sealed record ServiceWeight(string Code, int Weight, bool WomenOnly, ServiceActivity? Activity);

/// <summary>An activity within a service.</summary>
/// <param name="Code">Its code among activities (aktivitetskod).</param>
/// <param name="Kva">The procedure (KVÅ).</param>
/// <param name="Permille">How many of the service's contacts.</param>
public sealed record ServiceActivity(string Code, string Kva, int Permille);

/// <summary>A deviation and how many it befalls.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Permille">Of all who wait.</param>
public sealed record SyntheticDeviation(DeviationKind Kind, int Permille);

/// <summary>How a month stands to the last one.</summary>
/// <param name="Month">The month.</param>
/// <param name="Waiting">Who wait, permille of the last month.</param>
/// <param name="Completed">Who are cared for, permille of the last month.</param>
/// <param name="Within">Added to the share of the waiting within 90 days, permille.</param>
public sealed record CourseMonth(Month Month, int Waiting, int Completed, int Within);

/// <summary>Inhabitants of one age.</summary>
/// <param name="Age">Whole years.</param>
/// <param name="Men">How many men.</param>
/// <param name="Women">How many women.</param>
/// <param name="Weight">How much a person of this age waits.</param>
public sealed record AgeGroup(int Age, long Men, long Women, int Weight);

/// <summary>What else is assumed of waits.</summary>
/// <param name="Leaving">Permille of those waiting who leave without care in a month.</param>
/// <param name="Booked">Permille of those waiting who have a date at home.</param>
/// <param name="InhabitantsPerHospital">Inhabitants to each hospital.</param>
/// <param name="ExitReasons">Why people leave, with weights.</param>
/// <param name="TargetDays">Days to the medical target date, null for none, with weights.</param>
public sealed record SyntheticHabits(
    int Leaving, int Booked, int InhabitantsPerHospital,
    ImmutableArray<(string Reason, int Weight)> ExitReasons, ImmutableArray<(int? Days, int Weight)> TargetDays);

/// <summary>What was asked to be made.</summary>
/// <param name="Seed">The seed: the same seed gives the same bytes.</param>
/// <param name="ScaleMillionths">How large, in millionths of the nation.</param>
/// <param name="Months">How many of the last months to write.</param>
public sealed record SyntheticOrder(ulong Seed, long ScaleMillionths, int Months)
{
    /// <summary>The smallest scale, in millionths.</summary>
    public const long LeastScale = 100;

    /// <summary>The largest scale, in millionths.</summary>
    public const long MostScale = 2_000_000;

    /// <summary>The largest seed: eighteen digits, so that it is written the same everywhere.</summary>
    public const ulong MostSeed = 999_999_999_999_999_999;

    /// <summary>An order, or a refusal of a seed (VB2150), a scale (VB2151) or a number of months (VB2154) that cannot be.</summary>
    public static Outcome<SyntheticOrder> Of(SyntheticNation nation, string seed, string scale, int months) =>
        !ulong.TryParse(seed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number > MostSeed
            ? Refusal.Of(RefusalCode.SyntheticSeedWrong, Short(seed), $"{MostSeed}")
        : Millionths(scale) is not { } millionths
            ? Refusal.Of(RefusalCode.SyntheticScaleWrong, Short(scale))
        : months < 1 || months > nation.Course.Length
            ? Refusal.Of(RefusalCode.SyntheticMonthsWrong, $"{months}", $"{nation.Course.Length}")
        : new SyntheticOrder(number, millionths, months);

    private static long? Millionths(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var scale) &&
        scale is >= 0 and <= 2 && decimal.IsInteger(scale * 1_000_000) && (long)(scale * 1_000_000) is >= LeastScale and <= MostScale and var millionths
            ? millionths
            : null;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
