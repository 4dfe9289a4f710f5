using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Operational;

/// <summary>One region's day as it is read: rows are judged, counted and held until the whole file has been seen.</summary>
internal sealed class DayBuilder(OperationalJudge judge)
{
    private readonly Dictionary<string, (long Row, OperationalWait Wait, ImmutableArray<OperationalRule> Findings)> waits = new(StringComparer.Ordinal);
    private readonly ImmutableArray<OperationalFinding>.Builder findings = ImmutableArray.CreateBuilder<OperationalFinding>();
    private OperationalCount leftOutRows = OperationalCount.None;
    private long findingsLeftOut;
    private long rows;

    /// <summary>The count of what was taken.</summary>
    public OperationalCount Count => waits.Values.Aggregate(leftOutRows, (count, w) => count.With(new(w.Wait, w.Findings)));

    public OperationalReport Report => new([.. findings.OrderBy(f => f.Row).ThenBy(f => f.Rule)], findingsLeftOut);

    /// <summary>Every wait that counts, each once.</summary>
    public IReadOnlyCollection<OperationalWait> Waits => [.. waits.Values.Select(w => w.Wait)];

    /// <summary>Takes a row; a refusal when it shows that the file as a whole is not what it should be.</summary>
    public Refusal? Add(in OperationalRow row, long number)
    {
        if (judge.Misplaced(row, number) is { } misplaced)
        {
            return misplaced;
        }

        if (rows++ == OperationalImport.MostRows)
        {
            return Refusal.Of(RefusalCode.RegisterRowsTooMany, $"{OperationalImport.MostRows}");
        }

        var judged = judge.Judge(row);
        foreach (var rule in judged.Findings)
        {
            Find(number, rule, OperationalText.Of(OperationalRules.FieldOf(rule), row[OperationalRules.FieldOf(rule)]));
        }

        if (judged.Wait is not { } wait)
        {
            leftOutRows = leftOutRows.With(judged);
        }
        else if (!waits.TryGetValue(wait.Id, out var other))
        {
            waits.Add(wait.Id, (number, wait, judged.Findings));
        }
        else
        {
            Settle(other, (number, wait, judged.Findings));
        }

        return null;
    }

    // The row changed last holds. Of two changed at once, that which is later in every other way, so that the order of rows says nothing.
    private void Settle(
        (long Row, OperationalWait Wait, ImmutableArray<OperationalRule> Findings) one,
        (long Row, OperationalWait Wait, ImmutableArray<OperationalRule> Findings) other)
    {
        var (holds, falls) = Compare(one.Wait, other.Wait) >= 0 ? (one, other) : (other, one);
        waits[holds.Wait.Id] = holds;
        leftOutRows = leftOutRows.With(new(null, [OperationalRule.WaitIdRepeated]));
        Find(falls.Row, OperationalRule.WaitIdRepeated, OperationalText.Of(OperationalField.WaitId, Encoding.UTF8.GetBytes(falls.Wait.Id)));
    }

    private static int Compare(OperationalWait one, OperationalWait other) =>
        one.UpdatedAt != other.UpdatedAt ? one.UpdatedAt.CompareTo(other.UpdatedAt) : string.CompareOrdinal(AllOf(one), AllOf(other));

    private static string AllOf(OperationalWait w) => string.Join('\n',
        (int)w.Status, w.Dates.Exit?.DayNumber, w.ExitReason, w.Dates.Home?.DayNumber, w.Dates.Decision?.DayNumber, w.Dates.Referral?.DayNumber, w.Dates.Target?.DayNumber,
        w.Deviation?.Kind, w.Deviation?.From.DayNumber, w.Deviation?.To?.DayNumber, w.Care.Kind, w.Care.Service, w.Care.Unit, w.Care.Profile,
        w.Person.Key, w.Person.Sex, w.Person.BirthYear, w.Person.Municipality);

    private void Find(long row, OperationalRule rule, string value)
    {
        if (findings.Count == OperationalReport.Most)
        {
            findingsLeftOut++;
        }
        else
        {
            findings.Add(new(row, rule, value));
        }
    }
}
