using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Operational;

/// <summary>How many of a region wait or have ended, and how many beyond the limit: all that is kept of a region without a legal basis.</summary>
/// <param name="Service">Code of the service (mvo); empty when not known.</param>
/// <param name="Kind">What is waited for.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="Waits">How many.</param>
/// <param name="Beyond">Of them, how many in breach of the guarantee on the day.</param>
public sealed record OperationalFigure(string Service, WaitKind Kind, WaitStatus Status, long Waits, long Beyond)
{
    /// <summary>The figures of a day's waits, in order of service, kind and status.</summary>
    /// <param name="rules">By which limits.</param>
    /// <param name="waits">The waits.</param>
    /// <param name="day">The day.</param>
    public static ImmutableArray<OperationalFigure> Of(WaitingRules rules, IEnumerable<OperationalWait> waits, DateOnly day) =>
    [
        .. waits.GroupBy(w => (w.Care.Service, w.Care.Kind, w.Status))
            .Select(g => new OperationalFigure(
                g.Key.Service, g.Key.Kind, g.Key.Status, g.LongCount(), g.LongCount(w => Clock.Read(rules, w.Wait, day).Value.Breached)))
            .OrderBy(f => f.Service, StringComparer.Ordinal).ThenBy(f => f.Kind).ThenBy(f => f.Status),
    ];
}

/// <summary>A wait that went on at the last count: what is needed to see that it is gone.</summary>
/// <param name="Service">Code of the service.</param>
/// <param name="Kind">What was waited for.</param>
public readonly record struct OpenWait(string Service, WaitKind Kind);

/// <summary>How many left the list of a service in a way, between two successive daily files.</summary>
/// <param name="Service">Code of the service (mvo); empty when not known.</param>
/// <param name="Kind">What was waited for.</param>
/// <param name="Reason"><c>cared</c>, a reason of the rules, <c>unknown</c> (closed without a known reason) or <c>vanished</c> (no word at all).</param>
/// <param name="Waits">How many.</param>
public sealed record OperationalExit(string Service, WaitKind Kind, string Reason, long Waits)
{
    /// <summary>Had the care.</summary>
    public const string CaredFor = "cared";

    /// <summary>Closed, but nobody said why.</summary>
    public const string UnknownReason = "unknown";

    /// <summary>Was on the list and is in no row.</summary>
    public const string Vanished = "vanished";

    /// <summary>
    /// Who left between two files: who was on the list and is cared for, closed or gone, and who came and left in between (an exit
    /// after the earlier file's day by somebody who was not on the list). In order of service, kind and reason.
    /// </summary>
    /// <param name="beforeDay">The earlier file's day.</param>
    /// <param name="before">
    /// Who was on the list then, by wait id; null when only figures were kept. Then nobody can be seen to vanish, and an exit counts by its date.
    /// </param>
    /// <param name="now">Every wait of the later file.</param>
    public static ImmutableArray<OperationalExit> Between(
        DateOnly beforeDay, IReadOnlyDictionary<string, OpenWait>? before, IReadOnlyCollection<OperationalWait> now)
    {
        var left = now.Where(w => !w.IsOpen && (before?.ContainsKey(w.Id) == true || w.Dates.Exit > beforeDay))
            .Select(w => (w.Care.Service, w.Care.Kind, Reason: w.Status == WaitStatus.Cared ? CaredFor : w.ExitReason ?? UnknownReason));
        var seen = now.Select(w => w.Id).ToHashSet(StringComparer.Ordinal);
        var gone = (before ?? ImmutableDictionary<string, OpenWait>.Empty).Where(w => !seen.Contains(w.Key))
            .Select(w => (w.Value.Service, w.Value.Kind, Reason: Vanished));
        return
        [
            .. left.Concat(gone).GroupBy(e => e)
                .Select(g => new OperationalExit(g.Key.Service, g.Key.Kind, g.Key.Reason, g.LongCount()))
                .OrderBy(e => e.Service, StringComparer.Ordinal).ThenBy(e => e.Kind).ThenBy(e => e.Reason, StringComparer.Ordinal),
        ];
    }

    /// <summary>A reason for people.</summary>
    public static Bilingual ReasonName(string reason, OperationalCodes codes) => reason switch
    {
        CaredFor => new("vårdad", "cared for"),
        UnknownReason => new("avslutad utan känt skäl", "closed without a known reason"),
        Vanished => new("försvunnen utan ord", "vanished without a word"),
        _ => codes.Reason(reason)?.Name ?? (Bilingual)reason,
    };
}

/// <summary>What may be shown outside the region of counts of persons that are read from one file (offentlighets- och sekretesslagen 2009:400 ch. 25 § 1).</summary>
public static class ShownCounts
{
    /// <summary>
    /// The counts with those below the bound hidden (null). What is hidden must not come out as a total less what is shown: while the
    /// hidden are one alone, or together below the bound, the smallest of the shown is hidden with them.
    /// </summary>
    public static ImmutableArray<long?> Of(ImmutableArray<long> counts, int bound)
    {
        var hidden = counts.Select(c => c > 0 && c < bound).ToArray();
        while (hidden.Contains(true) && (hidden.Count(h => h) == 1 || counts.Where((_, i) => hidden[i]).Sum() < bound) && Smallest(counts, hidden) is { } next)
        {
            hidden[next] = true;
        }

        return [.. counts.Select((c, i) => hidden[i] ? (long?)null : c)];
    }

    private static int? Smallest(ImmutableArray<long> counts, bool[] hidden)
    {
        var shown = Enumerable.Range(0, counts.Length).Where(i => !hidden[i] && counts[i] > 0).ToList();
        return shown.Count == 0 ? null : shown.MinBy(i => counts[i]);
    }
}
