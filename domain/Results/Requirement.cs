using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>
/// What must be shown to earn: a closed set of forms, each giving a part between nothing and all. Every form gives as much or
/// more when an indicator moves the way that is better, so that nobody gets less by doing better.
/// </summary>
public abstract record Requirement
{
    /// <summary>
    /// All of what can be earned. Parts are counted in so many that every percent with four decimals and every n-th up to the
    /// sixteenth is a whole number of them (the least common multiple of 1–16, a million times): a third of nine is three.
    /// </summary>
    public const long All = 720_720_000_000;

    /// <summary>The months that a month is compared with.</summary>
    public abstract IEnumerable<Month> BaseMonths(Month month);

    /// <summary>The indicators it reads.</summary>
    public abstract IEnumerable<string> Reads { get; }

    /// <summary>The indicators that it holds against a level of all or nothing.</summary>
    public IEnumerable<string> LevelsOf => this switch
    {
        Reaches r => [r.Indicator],
        MadeOf r => r.Of.SelectMany(one => one.LevelsOf),
        _ => [],
    };
}

/// <summary>A requirement on one indicator.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Place">Where it stands among the scheme's indicators.</param>
public abstract record OnIndicator(string Indicator, int Place) : Requirement
{
    /// <inheritdoc/>
    public override IEnumerable<Month> BaseMonths(Month month) => [];

    /// <inheritdoc/>
    public override IEnumerable<string> Reads => [Indicator];
}

/// <summary>All or nothing: the level is reached (at least it where higher is better, at most where lower is).</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Place">Where it stands among the scheme's indicators.</param>
/// <param name="Level">In millionths: a share of 71 percent is 710 000, a number of 150 is 150 000 000.</param>
public sealed record Reaches(string Indicator, int Place, long Level) : OnIndicator(Indicator, Place);

/// <summary>All or nothing: better than so many months before, strictly, or by at least so much.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Place">Where it stands among the scheme's indicators.</param>
/// <param name="MonthsBefore">How many months before; 12 is the same month a year earlier. Zero when <paramref name="Against"/> says which.</param>
/// <param name="Against">One month to compare every month with, or null.</param>
/// <param name="By">In millionths, as a level; zero for any improvement at all.</param>
public sealed record Improves(string Indicator, int Place, int MonthsBefore, Month? Against, long By) : OnIndicator(Indicator, Place)
{
    /// <inheritdoc/>
    public override IEnumerable<Month> BaseMonths(Month month) => [Against ?? month.Plus(-MonthsBefore)];
}

/// <summary>Steps: the last one whose level is reached says the part.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Place">Where it stands among the scheme's indicators.</param>
/// <param name="Ladder">From the lowest demand to the highest.</param>
public sealed record Steps(string Indicator, int Place, ImmutableArray<Step> Ladder) : OnIndicator(Indicator, Place);

/// <summary>A step.</summary>
/// <param name="Level">In millionths, as a level.</param>
/// <param name="Part">What it earns, of <see cref="Requirement.All"/>.</param>
public readonly record struct Step(long Level, long Part);

/// <summary>A straight line: nothing at the threshold, all at the benchmark.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Place">Where it stands among the scheme's indicators.</param>
/// <param name="Threshold">In millionths, as a level.</param>
/// <param name="Benchmark">In millionths, as a level.</param>
public sealed record Between(string Indicator, int Place, long Threshold, long Benchmark) : OnIndicator(Indicator, Place);

/// <summary>A requirement made of others.</summary>
/// <param name="Of">The others.</param>
public abstract record MadeOf(ImmutableArray<Requirement> Of) : Requirement
{
    /// <inheritdoc/>
    public override IEnumerable<Month> BaseMonths(Month month) => Of.SelectMany(r => r.BaseMonths(month));

    /// <inheritdoc/>
    public override IEnumerable<string> Reads => Of.SelectMany(r => r.Reads);
}

/// <summary>The best of them counts.</summary>
/// <param name="Of">The others.</param>
public sealed record AnyOf(ImmutableArray<Requirement> Of) : MadeOf(Of);

/// <summary>The least of them counts.</summary>
/// <param name="Of">The others.</param>
public sealed record AllOf(ImmutableArray<Requirement> Of) : MadeOf(Of);

/// <summary>How many of them are wholly met says the part.</summary>
/// <param name="Of">The others.</param>
/// <param name="Ladder">Levels are numbers of met requirements, rising.</param>
public sealed record NumberMet(ImmutableArray<Requirement> Of, ImmutableArray<Step> Ladder) : MadeOf(Of);

/// <summary>Weighted points: each part times its weight, over all weights.</summary>
/// <param name="Of">The others.</param>
/// <param name="Weights">A whole weight above zero each.</param>
public sealed record Points(ImmutableArray<Requirement> Of, ImmutableArray<long> Weights) : MadeOf(Of);
