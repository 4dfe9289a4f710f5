using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A scheme that pays regions for results (prestationsbunden ersättning): what must be shown, and what it earns.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Programme">The programme whose money it pays out; null for a scheme that is not one of ours.</param>
/// <param name="Year">The budget year.</param>
/// <param name="Total">All of its money; the pots add up to it.</param>
/// <param name="Rounding">The unit that amounts are stated in.</param>
/// <param name="OwnRegions">True when the regions are those of the figures, and not the ones in the rules.</param>
/// <param name="CareGivenOnly">True when an indicator counts those who left the queue without known care as still waiting too long.</param>
/// <param name="Indicators">What is measured.</param>
/// <param name="Conditions">What must be in place before anything is earned.</param>
/// <param name="Components">What is paid for, in order.</param>
/// <param name="Consequences">What follows when figures are late, missing or revised.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Scheme(
    string Id, Bilingual Name, string? Programme, int Year, Money Total, Rounding Rounding, bool OwnRegions, bool CareGivenOnly,
    ImmutableArray<SchemeIndicator> Indicators,
    ImmutableArray<SchemeCondition> Conditions,
    ImmutableArray<SchemeComponent> Components,
    Consequences Consequences,
    Source Source, Bilingual? Assumption, RuleOrigin Origin)
{
    /// <summary>The first and last month that any figure is read for, base months too; null when no component has months.</summary>
    public (Month First, Month Last)? Span
    {
        get
        {
            var months = Components.Where(c => !c.Months.IsEmpty)
                .SelectMany(c => c.Months.SelectMany(m => c.Requirement?.BaseMonths(m).Append(m) ?? [m])).ToList();
            return months.Count == 0 ? null : (months.Min(), months.Max());
        }
    }

    /// <summary>Every indicator, by its place, and month that a region is judged on, base months too.</summary>
    public IEnumerable<(int Indicator, Month Month)> Judged =>
        (from component in Components
         where component.Requirement is not null
         from month in component.Months.SelectMany(m => component.Requirement!.BaseMonths(m).Append(m))
         from indicator in component.Requirement!.Reads
         select (PlaceOf(indicator), month)).Distinct();

    /// <summary>Where an indicator stands in <see cref="Indicators"/>, or -1.</summary>
    public int PlaceOf(string indicator)
    {
        for (var i = 0; i < Indicators.Length; i++)
        {
            if (Indicators[i].Id == indicator)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Everything assumed in it, each with what it is of.</summary>
    public IEnumerable<(Bilingual Of, Bilingual Assumption)> Assumptions =>
        new[] { (Name, Assumption) }.Concat(Indicators.Select(i => (i.Name, i.Assumption))).Concat(Conditions.Select(c => (c.Text, c.Assumption)))
            .Concat(Components.Select(c => (c.Name, c.Assumption))).Append((Name, Consequences.Assumption))
            .Where(a => a.Item2 is not null).Select(a => (a.Item1, a.Item2!));
}

/// <summary>What an indicator is made of.</summary>
public enum IndicatorKind
{
    /// <summary>A numerator of a denominator.</summary>
    Share,

    /// <summary>A number that stands by itself; its denominator is one.</summary>
    Number,
}

/// <summary>Something a scheme measures.</summary>
/// <param name="Id">Kebab-case identity, as the figures name it.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">Share or number.</param>
/// <param name="HigherIsBetter">Which way is better; a requirement is always met by going that way.</param>
/// <param name="MayExceedWhole">Whether a numerator may be above its denominator.</param>
/// <param name="Exits">The indicator that counts who left the queue without known care in the month, if the figures have one.</param>
/// <param name="Published">Which published figures it is read from, if any.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SchemeIndicator(
    string Id, Bilingual Name, IndicatorKind Kind, bool HigherIsBetter, bool MayExceedWhole, string? Exits, PublishedFigure? Published,
    Bilingual? Assumption, RuleOrigin Origin);

/// <summary>The published figure that an indicator is read from (a month's publication; see Waiting/Publication).</summary>
/// <param name="Kind">The kind of wait, as in rules/guarantee: first-visit or treatment.</param>
/// <param name="Phase">waiting, completed or exits (who left without known care).</param>
/// <param name="WithinDays">The share within so many days; null for the number itself.</param>
public sealed record PublishedFigure(string Kind, string Phase, int? WithinDays);

/// <summary>What must be in place before a region earns anything: an agreement signed, a plan handed in, data delivered.</summary>
/// <param name="Id">Kebab-case identity, as the figures name it: numerator 1 of 1 when it is met, 0 of 1 when it is not.</param>
/// <param name="Text">The condition for people.</param>
/// <param name="MetUnlessStated">Whether a region that nothing is stated of meets it.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SchemeCondition(string Id, Bilingual Text, bool MetUnlessStated, Bilingual? Assumption, RuleOrigin Origin);

/// <summary>A pot and what earns from it.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">For people.</param>
/// <param name="Pot">All of its money.</param>
/// <param name="Months">The months it looks at, in order; empty for a pot that hangs on conditions alone.</param>
/// <param name="Together">True when the months are judged as one; otherwise the pot is split equally and each month stands by itself.</param>
/// <param name="Share">How the pot is split into what each region can at most earn, or into weights when <paramref name="BudgetNeutral"/>.</param>
/// <param name="Requirement">What must be shown; null when the conditions are all there is.</param>
/// <param name="BudgetNeutral">True when the whole pot is paid, in proportion to weight times part earned.</param>
/// <param name="Unearned">What happens to what is not earned.</param>
/// <param name="InNotice">Whether what can at most be earned already stands in the year's notice to the regions: then only the difference is new.</param>
/// <param name="Source">Who says so, if another than the scheme's.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SchemeComponent(
    string Id, Bilingual Name, Money Pot, ImmutableArray<Month> Months, bool Together, Weight Share, Requirement? Requirement, bool BudgetNeutral,
    Unearned Unearned, bool InNotice, Source? Source, Bilingual? Assumption, RuleOrigin Origin)
{
    /// <summary>How many times it is judged: once a month, or once.</summary>
    public int Periods => Months.IsEmpty || Together ? 1 : Months.Length;

    /// <summary>The months of one judgement.</summary>
    public ImmutableArray<Month> MonthsOf(int period) => Months.IsEmpty || Together ? Months : [Months[period]];

    /// <summary><c>2019-09</c>, <c>2025-01/2025-12</c>, or empty when it has no months.</summary>
    public string PeriodText(int period) =>
        Months.IsEmpty ? "" : !Together || Months.Length == 1 ? Months[period].ToString() : $"{Months[0]}/{Months[^1]}";
}

/// <summary>Whole figures above or at zero, one a region, that money is split by: a distribution key or an indicator's numerators.</summary>
/// <param name="Key">A distribution key's id, or null.</param>
/// <param name="Indicator">An indicator's id, or null.</param>
public sealed record Weight(string? Key, string? Indicator);

/// <summary>What happens to money that is not earned.</summary>
public abstract record Unearned;

/// <summary>The state keeps it.</summary>
public sealed record KeptByState : Unearned;

/// <summary>It is split between the regions, or those of them that earned something, by the component's own weights.</summary>
/// <param name="EarnersOnly">True when only who earned something gets a part.</param>
public sealed record SharedOut(bool EarnersOnly) : Unearned;

/// <summary>It goes to the best, by an indicator's numerators per weight; a tie on the last place lets all who tie in.</summary>
/// <param name="Number">How many.</param>
/// <param name="Indicator">What they are best in.</param>
/// <param name="Per">Per what.</param>
public sealed record ToTheBest(int Number, string Indicator, Weight Per) : Unearned;

/// <summary>It is added to another component's pot.</summary>
/// <param name="Component">Its id.</param>
public sealed record ToComponent(string Component) : Unearned;

/// <summary>What follows when figures are late, missing or revised (each scheme says; none is passed over in silence).</summary>
/// <param name="Late">When figures come after the settlement was decided.</param>
/// <param name="Missing">When a region has no figures.</param>
/// <param name="Revised">When a month is revised after it was settled.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
public sealed record Consequences(LateFigures Late, MissingFigures Missing, RevisedFigures Revised, Bilingual? Assumption = null);

/// <summary>When figures come after the settlement was decided.</summary>
public enum LateFigures
{
    /// <summary>What was not shown in time is not earned.</summary>
    NotEarned,

    /// <summary>An amendment may be decided.</summary>
    Amend,
}

/// <summary>When a region has no figures for a month.</summary>
public enum MissingFigures
{
    /// <summary>Nothing is earned.</summary>
    NotEarned,

    /// <summary>The settlement cannot be decided.</summary>
    Stops,
}

/// <summary>When a month is revised after it was settled.</summary>
public enum RevisedFigures
{
    /// <summary>What was settled stands.</summary>
    Stands,

    /// <summary>The difference is to be decided as an amendment.</summary>
    Amend,
}
