using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Synthetic;

/// <summary>Everything the files say of one wait.</summary>
/// <param name="Number">Its number within the region.</param>
/// <param name="Sex">Sex.</param>
/// <param name="BirthYear">Birth year.</param>
/// <param name="Service">Place of the service among the kind's.</param>
/// <param name="Hospital">Which hospital of the region, from 1.</param>
/// <param name="Municipality">Place of the home municipality among the region's.</param>
/// <param name="Coded">Whether it is coded with the service's activity.</param>
/// <param name="Referral">The referral was written.</param>
/// <param name="Arrival">The referral arrived.</param>
/// <param name="Decision">It was decided to treat; null for what is not a treatment.</param>
/// <param name="Target">Medical target date, if any.</param>
public readonly record struct SyntheticContact(
    long Number, Sex Sex, int BirthYear, int Service, int Hospital, int Municipality, bool Coded,
    DateOnly Referral, DateOnly Arrival, DateOnly? Decision, DateOnly? Target);

/// <summary>How a wait stands in the daily file of the home unit.</summary>
/// <param name="HomeDate">The date at home, when there is one.</param>
/// <param name="DeviationFrom">The first day of the deviation.</param>
/// <param name="DeviationTo">The last day of the deviation; null while it goes on.</param>
/// <param name="ExitReason">Why it was closed, when it was.</param>
public readonly record struct SyntheticStanding(DateOnly? HomeDate, DateOnly? DeviationFrom, DateOnly? DeviationTo, string? ExitReason);

/// <summary>
/// The people of one region. What is known of a wait follows from the seed, the region and the wait's number alone, so that it
/// is the same in every month and file without being kept.
/// </summary>
public sealed class SyntheticPeople
{
    // Purposes of chance; two that share a number would follow one another.
    private const ulong Facts = 1, Standings = 2, Persons = 3, Pseudonyms = 4, Places = 5, Flows = 6;

    private const int Hospitals = 9;
    private const int LongestPost = 5;

    private readonly ulong seed;
    private readonly ulong region;
    private readonly int hospitals;
    private readonly int[] people;
    private readonly int[][] services;
    private readonly int[] targets;
    private readonly int[] reasons;

    /// <summary>The people of a region.</summary>
    /// <param name="nation">The nation.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="region">Place of the region.</param>
    public SyntheticPeople(SyntheticNation nation, ulong seed, int region)
    {
        (Nation, Region, this.seed) = (nation, region, seed);
        this.region = ulong.Parse(nation.Regions[region].Id.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        hospitals = int.Clamp((int)(nation.Regions[region].Inhabitants / nation.Habits.InhabitantsPerHospital), 1, Hospitals);

        // Tenths are kept of the weights: the sums stay within 31 bits.
        people = Sums(nation.Ages.SelectMany(a => new[] { a.Men * a.Weight / 10, a.Women * a.Weight / 10 }));
        services = [.. nation.Kinds.SelectMany(k => new[] { Sums(Weights(k, men: true)), Sums(Weights(k, men: false)) })];
        targets = Sums(nation.Habits.TargetDays.Select(t => (long)t.Weight));
        reasons = Sums(nation.Habits.ExitReasons.Select(r => (long)r.Weight));
    }

    /// <summary>The nation.</summary>
    public SyntheticNation Nation { get; }

    /// <summary>Place of the region.</summary>
    public int Region { get; }

    /// <summary>A random key of the person, for the operational file.</summary>
    public ulong PersonOf(long number) => Dice.Of(seed, region, (ulong)number, Persons).Next();

    /// <summary>Another random key of the same person, for the register, which is pseudonymised.</summary>
    public ulong PseudonymOf(long number) => Dice.Of(seed, region, (ulong)number, Pseudonyms).Next();

    /// <summary>What the files say of a wait.</summary>
    /// <param name="strand">Its strand.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="end">The day it ended, when it has.</param>
    public SyntheticContact ContactOf(Strand strand, Held wait, int? end = null)
    {
        var dice = Dice.Of(seed, region, (ulong)wait.Number, Facts);
        var (person, service, hospital) = Place(strand, ref dice);
        var kind = Nation.Kinds[strand.Kind];
        var municipality = dice.Below(Nation.Regions[Region].Municipalities.Length);
        var coded = kind.Services[service].Activity is { } activity && dice.Below(1000) < activity.Permille;
        var target = Nation.Habits.TargetDays[dice.Among(targets)].Days;

        // A referral is in the post for some days, but is there before care and before the first month it is reported in ends.
        var treatment = kind.Kind == WaitKind.Treatment;
        var referral = treatment ? wait.Start - dice.Between(20, 200) : wait.Start;
        var post = dice.Below(LongestPost + 1);
        var known = int.Min(Month.Of(DateOnly.FromDayNumber(wait.Start)).Last.DayNumber, end ?? int.MaxValue);
        var written = DateOnly.FromDayNumber(referral);
        return new(
            wait.Number, person % 2 == 0 ? Sex.Male : Sex.Female,
            int.Min(Nation.Course[^1].Month.Year - Nation.Ages[person / 2].Age, written.Year),
            service, hospital, municipality, coded, written,
            DateOnly.FromDayNumber(int.Min(referral + post, known)),
            treatment ? DateOnly.FromDayNumber(wait.Start) : null,
            target is { } days ? DateOnly.FromDayNumber(wait.Start + days) : null);
    }

    /// <summary>How a wait stands on a day in the home unit's file.</summary>
    /// <param name="strand">Its strand.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="day">The day of the file.</param>
    /// <param name="end">The day it ended, when it has.</param>
    public SyntheticStanding StandingOf(Strand strand, Held wait, DateOnly day, int? end = null)
    {
        var dice = Dice.Of(seed, region, (ulong)wait.Number, Standings);
        var booked = dice.Below(1000) < Nation.Habits.Booked;
        var home = dice.Weekday(day.DayNumber + 1, day.DayNumber + 90);
        var reason = Nation.Habits.ExitReasons[dice.Among(reasons)].Reason;
        var from = dice.Between(wait.Start, end ?? day.DayNumber);
        return new(
            end is null && booked ? DateOnly.FromDayNumber(home) : null,
            strand.Deviation is null ? null : DateOnly.FromDayNumber(from),
            strand.Deviation is null || end is null ? null : DateOnly.FromDayNumber(end.Value),
            reason);
    }

    internal Dice DiceOf(Strand strand) => Dice.Of(seed, region, (ulong)strand.Place, Flows);

    // Between 700 and 1 300: some units and services have longer queues than others, whatever the region's whole.
    internal int SlownessOf(Strand strand, long number)
    {
        var dice = Dice.Of(seed, region, (ulong)number, Facts);
        var (_, service, hospital) = Place(strand, ref dice);
        var code = ulong.Parse(Nation.Kinds[strand.Kind].Services[service].Code, System.Globalization.CultureInfo.InvariantCulture);
        return 700 + Dice.Of(seed, region, (code * Hospitals) + (ulong)hospital, Places).Below(601);
    }

    private (int Person, int Service, int Hospital) Place(Strand strand, ref Dice dice)
    {
        var person = dice.Among(people);
        var service = dice.Among(services[(strand.Kind * 2) + (person % 2)]);
        return (person, service, 1 + dice.Below(hospitals));
    }

    // Where only women wait, women wait twice as often, and elsewhere as much more seldom: the kind's whole stays as it was.
    private static IEnumerable<long> Weights(SyntheticKind kind, bool men)
    {
        var all = kind.Services.Sum(s => (long)s.Weight);
        var ofWomen = kind.Services.Where(s => s.WomenOnly).Sum(s => (long)s.Weight);
        return kind.Services.Select(s => (s.WomenOnly, men) switch
        {
            (true, true) => 0,
            (true, false) => s.Weight * 2 * (all - ofWomen),
            (false, true) => s.Weight * (all - ofWomen),
            (false, false) => s.Weight * (all - (2 * ofWomen)),
        });
    }

    private static int[] Sums(IEnumerable<long> weights)
    {
        var sum = 0;
        return [.. weights.Select(w => sum += (int)w)];
    }
}
