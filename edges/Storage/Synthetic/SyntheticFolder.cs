using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Synthetic;

/// <summary>Writes the synthetic nation to a folder of its own: a region at a time, a month at a time.</summary>
public static class SyntheticFolder
{
    /// <summary>The note that stands beside the files.</summary>
    public const string NoteFile = "SYNTETISKT-SYNTHETIC.txt";

    /// <summary>Writes the files and counts what was made in the last month.</summary>
    /// <param name="nation">What it is made to look like.</param>
    /// <param name="order">What was asked for.</param>
    /// <param name="regions">Places of the regions to write, in order.</param>
    /// <param name="folder">Where to: empty or not there yet.</param>
    /// <param name="done">Told after each region.</param>
    /// <returns>One count a region, or a refusal: the folder holds something (VB2152) or cannot be written (VB5002).</returns>
    public static Outcome<ImmutableArray<SyntheticCount>> Write(
        SyntheticNation nation, SyntheticOrder order, ImmutableArray<int> regions, string folder, Action<SyntheticRegion> done)
    {
        try
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                var held = File.Exists(folder) ? Path.GetFileName(folder) : Path.GetFileName(Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).First());
                return Refusal.Of(RefusalCode.SyntheticFolderNotEmpty, folder, held);
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, NoteFile), Note(order), new UTF8Encoding(false));
            var targets = SyntheticYear.Targets(nation, order);
            var counts = ImmutableArray.CreateBuilder<SyntheticCount>();
            foreach (var place in regions)
            {
                counts.Add(Region(new(nation, order.Seed, place), order, targets, folder));
                done(nation.Regions[place]);
            }

            return counts.ToImmutable();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.OutputNotWritable, folder, trouble.Message);
        }
    }

    private static SyntheticCount Region(
        SyntheticPeople people, SyntheticOrder order, ImmutableArray<ImmutableArray<RegionTarget>> targets, string folder)
    {
        var (nation, places) = (people.Nation, new Places(people.Nation, people.Region));
        var (register, operational) = (new RegisterRows(people, places), new OperationalRows(people, places));
        var first = nation.Course[nation.Course.Length - order.Months].Month;
        foreach (var month in SyntheticYear.Of(people, targets))
        {
            if (month.Month.CompareTo(first) >= 0)
            {
                Save(folder, $"register-{places.Region.Id}-{month.Month}.csv.gz", order, to => register.Write(month, to));
            }

            if (month.Month == nation.Course[^1].Month)
            {
                Save(folder, $"waits-{places.Region.Id}-{month.Month.Last:yyyy-MM-dd}.csv.gz", order, to => operational.Write(month, to));
                return SyntheticCount.Of(people, month);
            }
        }

        throw new InvalidOperationException("A course has at least one month: rules are checked first.");
    }

    private static void Save(string folder, string name, SyntheticOrder order, Action<PlainGzip> write)
    {
        using var file = File.Create(Path.Combine(folder, name), 1 << 16);
        using var gzip = new PlainGzip(file, $"SYNTHETIC: no real person. Seed {order.Seed}, scale {order.ScaleMillionths} millionths.");
        write(gzip);
    }

    private static string Note(SyntheticOrder order) => $"""
        SYNTETISKT. Alla personer, väntor, enheter och sjukhus i dessa filer är påhittade; ingen nyckel är eller liknar ett personnummer.
        SYNTHETIC. All persons, waits, units and hospitals in these files are invented; no key is or looks like a personal number.
        vardbro synth, frö/seed {order.Seed}, skala/scale {order.ScaleMillionths}/1000000.

        """.ReplaceLineEndings("\n");
}
