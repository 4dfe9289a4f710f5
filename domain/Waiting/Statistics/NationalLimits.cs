using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>
/// The nation's limit for every kind of wait and every day it may have started, laid out for whole columns: the same answer as
/// <see cref="WaitingRules.For"/> without a region. A wait that started when no limit was in force is never within it.
/// </summary>
public sealed class NationalLimits
{
    private const int NoLimit = -1;

    private readonly int[][] limits; // by kind, then by days from the start of the wait to the month's last day

    private NationalLimits(Month month, int[][] limits) => (Month, this.limits) = (month, limits);

    /// <summary>The month whose last day the days are counted back from.</summary>
    public Month Month { get; }

    /// <summary>The limits seen from a month.</summary>
    public static NationalLimits Of(WaitingRules rules, Month month) => new(
        month, [.. Enum.GetValues<WaitKind>().Select(kind => OfKind(rules, kind, month.Last))]);

    /// <summary>Whether a wait lies within its limit.</summary>
    /// <param name="kind">What is or was waited for.</param>
    /// <param name="startedBefore">Days from the start of the wait to the month's last day.</param>
    /// <param name="days">Days waited.</param>
    public bool Within(WaitKind kind, int startedBefore, int days) => days <= limits[(int)kind][startedBefore];

    // Between two days on which a limit begins or ends, the answer is one and the same.
    private static int[] OfKind(WaitingRules rules, WaitKind kind, DateOnly last)
    {
        var limits = new int[ContactBatch.LongestWait + 2];
        Array.Fill(limits, NoLimit);
        var national = rules.Guarantees.Where(g => g.Kind == kind && g.Region is null).ToList();
        var turns = national.Select(g => g.From).Concat(national.Where(g => g.To is not null).Select(g => g.To!.Value.AddDays(1)))
            .Distinct().Order().ToList();
        for (var i = 0; i < turns.Count; i++)
        {
            var limit = rules.For(kind, null, turns[i])?.Days ?? NoLimit;
            var oldest = Math.Min(last.DayNumber - turns[i].DayNumber, limits.Length - 1);
            var newest = i + 1 < turns.Count ? last.DayNumber - turns[i + 1].DayNumber + 1 : 0;
            for (var before = Math.Max(newest, 0); before <= oldest; before++)
            {
                limits[before] = limit;
            }
        }

        return limits;
    }
}
