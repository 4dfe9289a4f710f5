using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Brokering;

/// <summary>A band of a factor: from a value on, so many percent.</summary>
public readonly record struct AcceptanceBand(int From, int Percent);

/// <summary>How one thing moves a yes.</summary>
/// <param name="Bands">In rising order, the first from 0.</param>
/// <param name="UnknownPercent">What stands where the thing is not known.</param>
public sealed record AcceptanceFactor(ImmutableArray<AcceptanceBand> Bands, int UnknownPercent)
{
    /// <summary>The percent of a value; less than 0 is as 0.</summary>
    public int PercentOf(int? value) => value is { } known ? Bands.Last(band => band.From <= Math.Max(0, known)).Percent : UnknownPercent;
}

/// <summary>
/// A stated model of a yes to an offer of care elsewhere, an assumption that measured answers replace. It foresees how many will say yes
/// and how many to call. It never ranks anybody: nothing in the need or in the matching knows of it.
/// </summary>
/// <param name="Id">Its identity in the rules.</param>
/// <param name="From">The first day it holds for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="LeastPermille">A yes is never less likely, in thousandths.</param>
/// <param name="MostPermille">A yes where nothing speaks against it, in thousandths.</param>
/// <param name="Distance">By kilometres from home.</param>
/// <param name="DaysSaved">By days against the date at home.</param>
/// <param name="Age">By years of age.</param>
/// <param name="Sources">What it was made from, that of the most and of the least first.</param>
/// <param name="Assumption">What is assumed.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record AcceptanceModel(
    string Id, DateOnly From, Bilingual Name, int LeastPermille, int MostPermille, AcceptanceFactor Distance, AcceptanceFactor DaysSaved, AcceptanceFactor Age,
    ImmutableArray<Source> Sources, Bilingual Assumption, RuleOrigin Origin)
{
    /// <summary>The model that holds on a day: the latest that had begun; null when none had.</summary>
    public static AcceptanceModel? On(DateOnly day, IEnumerable<AcceptanceModel> models) => models.Where(m => m.From <= day).MaxBy(m => m.From);

    /// <summary>How likely a yes is, in thousandths; null is what is not known.</summary>
    /// <param name="kilometres">From home.</param>
    /// <param name="daysSaved">Against the date at home.</param>
    /// <param name="age">In years.</param>
    public int PermilleOf(int? kilometres, int? daysSaved, int? age)
    {
        var exact = MostPermille * Distance.PercentOf(kilometres) * (long)DaysSaved.PercentOf(daysSaved) * Age.PercentOf(age);
        return Math.Max(LeastPermille, (int)((exact + 500_000) / 1_000_000));
    }
}

/// <summary>How many will say yes, if the model is right: a sum of answers that do not depend on each other.</summary>
/// <param name="Offers">How many are asked.</param>
/// <param name="Expected">How many say yes in the mean.</param>
/// <param name="Lower">The lower end of what chance alone leaves likely (95 %, normal), never under 0.</param>
/// <param name="Upper">The upper end, never over the number asked.</param>
public sealed record YesForecast(int Offers, decimal Expected, decimal Lower, decimal Upper)
{
    private const decimal Z = 1.96m;

    /// <summary>Foresees the answers of those who are asked, each with how likely a yes is in thousandths.</summary>
    public static YesForecast Of(IEnumerable<int> permilles)
    {
        var (offers, sum, variance) = (0, 0L, 0L);
        foreach (var permille in permilles)
        {
            (offers, sum, variance) = (offers + 1, sum + permille, variance + ((long)permille * (1000 - permille)));
        }

        var (expected, half) = (sum / 1000m, Z * Proportions.Root(variance / 1_000_000m));
        return new(offers, expected, Math.Max(0, expected - half), Math.Min(offers, expected + half));
    }

    /// <summary>How many to ask, in the order given, until so many say yes in the mean; null when all of them are too few.</summary>
    public static int? OffersFor(int wanted, IEnumerable<int> permilles)
    {
        var (offers, sum) = (0, 0L);
        foreach (var permille in permilles)
        {
            if (sum >= wanted * 1000L)
            {
                break;
            }

            (offers, sum) = (offers + 1, sum + permille);
        }

        return sum >= wanted * 1000L ? offers : null;
    }
}
