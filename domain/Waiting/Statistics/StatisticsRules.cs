using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Statistics;

/// <summary>Whose way of counting a figure follows. It is shown with every figure.</summary>
public enum CountingRule
{
    /// <summary>SKR's: waits chosen by the patient never count.</summary>
    Skr,

    /// <summary>Socialstyrelsen's: waits chosen by the patient sometimes count.</summary>
    Socialstyrelsen,
}

/// <summary>Whether somebody waits still or has had care.</summary>
public enum Phase
{
    /// <summary>Waits on the month's last day.</summary>
    Waiting,

    /// <summary>Had care in the month.</summary>
    Completed,
}

/// <summary>A range of whole numbers: years of age, or days waited.</summary>
/// <param name="From">The first, itself included.</param>
/// <param name="To">The last, itself included; null when it has no end.</param>
public sealed record Span(int From, int? To)
{
    /// <summary>Whether a number lies within.</summary>
    public bool Covers(int number) => From <= number && !(To < number);

    /// <summary><c>0-17</c> or <c>80+</c>.</summary>
    public override string ToString() => To is { } to ? $"{From}-{to}" : $"{From}+";
}

/// <summary>Whether waits with one kind of deviation count under a rule.</summary>
/// <param name="Kind">Which deviation.</param>
/// <param name="AmongWaiting">Whether they count among the waiting.</param>
/// <param name="AmongCompleted">Whether they count among the completed.</param>
public sealed record DeviationCounting(DeviationKind Kind, bool AmongWaiting, bool AmongCompleted);

/// <summary>One way of counting.</summary>
/// <param name="Rule">Whose.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="CoveredOnly">Whether only contacts that the care guarantee covers count.</param>
/// <param name="Deviations">What counts of each deviation, all three.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Place">Where in the source.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Counting(
    CountingRule Rule,
    Bilingual Name,
    bool CoveredOnly,
    ImmutableArray<DeviationCounting> Deviations,
    Source Source,
    string Place,
    Bilingual? Assumption,
    RuleOrigin Origin)
{
    /// <summary>Whether contacts of a class count.</summary>
    public bool Counts(ContactClass contact)
    {
        if (CoveredOnly && !contact.Covered)
        {
            return false;
        }

        return contact.Deviation is not { } kind ||
            Deviations.Any(d => d.Kind == kind && (contact.Phase == Phase.Waiting ? d.AmongWaiting : d.AmongCompleted));
    }
}

/// <summary>What decides under which rule a contact counts, and among whom.</summary>
/// <param name="Phase">Whether it waits or has had care.</param>
/// <param name="Deviation">Its deviation, if any.</param>
/// <param name="Covered">Whether the care guarantee covers it.</param>
public readonly record struct ContactClass(Phase Phase, DeviationKind? Deviation, bool Covered)
{
    /// <summary>How many classes there are.</summary>
    public const int Most = 16;

    /// <summary>Every class, in order of <see cref="Place"/>.</summary>
    public static ImmutableArray<ContactClass> All { get; } =
    [
        .. from place in Enumerable.Range(0, Most)
           select new ContactClass((Phase)(place >> 3), (place & 3) == 0 ? null : (DeviationKind)((place & 3) - 1), (place & 4) != 0),
    ];

    /// <summary>Its place among all classes: phase, then covered, then deviation.</summary>
    public int Place => ((int)Phase << 3) | (Covered ? 4 : 0) | (Deviation is { } deviation ? (int)deviation + 1 : 0);
}

/// <summary>How waits are counted: the rules side by side and what they share (<c>rules/statistics/rules.yaml</c>).</summary>
/// <param name="Rules">The ways of counting, in order of <see cref="CountingRule"/>.</param>
/// <param name="AgeGroups">Age groups from 0 on, without gaps, the last without an end. Age is the month's year less the birth year.</param>
/// <param name="Intervals">Intervals of days waited from 0 on, without gaps, the last without an end.</param>
/// <param name="Bound">Nothing is shown on fewer contacts than this.</param>
/// <param name="LimitAssumption">Why every wait is held against the nation's limit.</param>
/// <param name="BoundAssumption">What the bound assumes.</param>
public sealed record StatisticsRules(
    ImmutableArray<Counting> Rules,
    ImmutableArray<Span> AgeGroups,
    ImmutableArray<Span> Intervals,
    int Bound,
    Bilingual? LimitAssumption,
    Bilingual? BoundAssumption)
{
    /// <summary>What stands where no rules of statistics were read: nothing can be counted by them.</summary>
    public static readonly StatisticsRules None = new([], [], [], 0, null, null);

    /// <summary>One way of counting.</summary>
    public Counting Of(CountingRule rule) => Rules.First(r => r.Rule == rule);

    /// <summary>The place of the age group of a person who turns a number of years in the year; a birth year in the future counts as 0.</summary>
    public int AgeGroupOf(int age)
    {
        var place = AgeGroups.Length - 1;
        while (place > 0 && AgeGroups[place].From > age)
        {
            place--;
        }

        return place;
    }

    /// <summary>The rules' names as files and the command line write them.</summary>
    public static string NameOf(CountingRule rule) => rule switch
    {
        CountingRule.Skr => "skr",
        CountingRule.Socialstyrelsen => "socialstyrelsen",
    };
}
