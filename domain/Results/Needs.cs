using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>What one requirement would take of one indicator: the least change that is enough, all else as it last was.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Months">The month or months that are still open.</param>
/// <param name="Last">The last known month's figure.</param>
/// <param name="Change">How much the numerator has to change; zero when it is enough to stay as it is. Never against the better way.</param>
/// <param name="AddedUp">Whether numbers of several months are added up, so that what is added counts from what has been reached.</param>
public sealed record Need(SchemeIndicator Indicator, ImmutableArray<Month> Months, Figure Last, long Change, bool AddedUp = false)
{
    /// <summary>For people: "14 more hip operations in 2025-11".</summary>
    public Bilingual Words
    {
        get
        {
            var months = Months.Length == 1 ? Months[0].ToString() : $"{Months[0]}–{Months[^1]}";
            if (Change == 0)
            {
                return AddedUp
                    ? Indicator.HigherIsBetter
                        ? new($"{Indicator.Name.Sv}: redan nått", $"{Indicator.Name.En}: already reached")
                        : new($"{Indicator.Name.Sv}: räcker om inget tillkommer, {months}", $"{Indicator.Name.En}: enough if nothing is added, {months}")
                    : new($"{Indicator.Name.Sv}: räcker som senast, {months}", $"{Indicator.Name.En}: as last is enough, {months}");
            }

            var number = Math.Abs(Change).ToString("#,##0", CultureInfo.InvariantCulture);
            var (sv, en) = Change > 0 ? ("fler", "more") : ("färre", "fewer");
            return new($"{number.Replace(',', '\u00a0')} {sv}, {months}: {Indicator.Name.Sv}", $"{number} {en}, {months}: {Indicator.Name.En}");
        }
    }
}

/// <summary>One way to earn in an open period.</summary>
/// <param name="Needs">What has to be shown together.</param>
/// <param name="Part">What it earns, of <see cref="Requirement.All"/>.</param>
/// <param name="Gradual">Whether a smaller improvement may earn a part as well (points, a straight line).</param>
public sealed record Way(ImmutableArray<Need> Needs, long Part, bool Gradual);

/// <summary>
/// Works out what a region's open periods would take. The least change is found by trying, with the scheme's own judgement: what is
/// said to be enough is enough, and one less is not, all else as it last was.
/// </summary>
public static class Needs
{
    /// <summary>The ways to earn in an open period: as it last was, if that earns anything, and the next part above that.</summary>
    /// <returns>No way when the figures do not say.</returns>
    public static ImmutableArray<Way> Of(
        Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, Month known, int region)
    {
        ImmutableArray<Month> open = [.. months.Where(m => m.CompareTo(known) > 0)];
        return open.IsEmpty ? [] : new NeedTrial(requirement, scheme, values, months, open, known, region).Ways();
    }

    /// <summary>The last known figure at or before a month.</summary>
    internal static Figure LastOf(IndicatorValues values, int indicator, Month known, int region) =>
        values[indicator, values.LastPlace(indicator, known, region), region];
}
