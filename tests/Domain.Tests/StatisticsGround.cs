using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

/// <summary>A contact with its texts, as a file would have it.</summary>
internal sealed record Row(string Region, string Service, string Unit, Contact Contact);

/// <summary>Made-up months, and the statistics of them counted the slow way: from single contacts, with the clock's own limits.</summary>
internal static class StatisticsGround
{
    public static readonly Month October = new(2024, 10);

    public static readonly StatisticsRules Rules = Ground.Waiting.Statistics;

    private static readonly string[] Regions = ["0001", "0003", "0014"];
    private static readonly string[] Services = ["511", "301", "211"];

    /// <summary>So many contacts, always the same for a seed; small waits are as likely as those around the limit.</summary>
    public static List<Row> Month(int seed, int count, bool deviations = true)
    {
        var dice = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var completed = dice.Next(2) == 0;
            var days = dice.Next(4) switch { 0 => dice.Next(5), 1 => 88 + dice.Next(5), 2 => dice.Next(400), _ => dice.Next(6000) };
            var end = completed ? October.First.AddDays(dice.Next(31)) : October.Last;
            var from = end.AddDays(-days);
            var region = Regions[dice.Next(Regions.Length)];
            return new Row(region, Services[dice.Next(Services.Length)], $"{region}-{dice.Next(3)}", new(
                (WaitKind)dice.Next(7), 0, 0, 0, (Sex)dice.Next(3), 1930 + dice.Next(96),
                deviations && dice.Next(3) == 0 ? (DeviationKind)dice.Next(3) : null, dice.Next(5) > 0,
                from, completed ? end : null, null));
        })];
    }

    public static ContactBatch Batch(string region, IEnumerable<Row> rows)
    {
        var (services, units, builder) = (new List<string>(), new List<string>(), new BatchBuilder(Ground.Region(region), October));
        int PlaceOf(List<string> texts, string text)
        {
            if (!texts.Contains(text))
                texts.Add(text);
            return texts.IndexOf(text);
        }

        foreach (var row in rows)
            builder.Add(row.Contact with { Service = PlaceOf(services, row.Service), Unit = PlaceOf(units, row.Unit) });
        return builder.Build(new([.. services], [.. units], [""]));
    }

    public static List<ContactBatch> Batches(IEnumerable<Row> rows) => [.. rows.GroupBy(r => r.Region).Select(g => Batch(g.Key, g))];

    public static Cube Cube(IEnumerable<Row> rows, Dimensions by) => BuildCubes.OfMonth(Ground.Waiting, October, Batches(rows), [by]).Value.Single();

    /// <summary>Where a row belongs when cells are told apart by some dimensions.</summary>
    public static CellKey KeyOf(Row row, Dimensions by) => new(
        by.HasFlag(Dimensions.Region) ? Ground.Region(row.Region) : RegionId.Nation, row.Contact.Kind,
        by.HasFlag(Dimensions.Service) ? row.Service : null, by.HasFlag(Dimensions.Unit) ? row.Unit : null,
        by.HasFlag(Dimensions.Sex) ? row.Contact.Sex : null,
        by.HasFlag(Dimensions.Age) ? AgeGroup(October.Year - row.Contact.BirthYear) : null);

    /// <summary>Whether a row counts, as DOMAIN says it and without the rules' data.</summary>
    public static bool Counts(Row row, CountingRule rule, Phase phase) =>
        row.Contact.Guaranteed && (row.Contact.To is null) == (phase == Phase.Waiting) && (row.Contact.Deviation switch
        {
            null => true,
            DeviationKind.PatientChosen => rule == CountingRule.Socialstyrelsen && phase == Phase.Waiting,
            _ => phase == Phase.Completed,
        });

    public static bool Within(Row row) =>
        row.Contact.DaysOn(October.Last) <= Ground.Waiting.For(row.Contact.Kind, null, row.Contact.From)?.Days;

    /// <summary>The figures of a list of rows, each by its textbook definition.</summary>
    public static WaitFigures Figures(IReadOnlyCollection<Row> group, CountingRule rule, Phase phase)
    {
        var counted = group.Where(r => Counts(r, rule, phase)).ToList();
        var days = counted.Select(r => r.Contact.DaysOn(October.Last)).Order().ToList();
        int[] firsts = [0, 31, 61, 91, 121, 181, 366, int.MaxValue];
        return new(
            days.Count, counted.Count(Within), days.Count == 0 ? null : days.Sum(d => (decimal)d) / days.Count,
            days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2m,
            days.Count == 0 ? null : days[(int)Math.Ceiling(0.9m * days.Count) - 1],
            [.. firsts.Zip(firsts.Skip(1), (from, next) => days.Count(d => d >= from && d < next))],
            group.Count(r => r.Contact is { Guaranteed: true, Deviation: DeviationKind.PatientChosen } && (r.Contact.To is null) == (phase == Phase.Waiting)));
    }

    private static int AgeGroup(int age) => age switch { <= 17 => 0, <= 64 => 1, <= 79 => 2, _ => 3 };
}
