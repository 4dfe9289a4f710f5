using System.Text;
using Vardbro.Brokering.Matching;

namespace Vardbro.Bench;

/// <summary>
/// An invented run of any size, from a seed: 290 municipalities, 140 providers, 60 services of very different size, 26 weeks, slots
/// for 60 % of the patients, most kilometres 50 for 30 %, 200 for 40 %, none for the others, tiers 8/77/15 %, 120 ranks. The form
/// national also has a last week for 70 % and a first for 30 %, and 21 groups (a municipality's region) with half of the providers
/// each and penalties.
/// </summary>
internal sealed class MatchNation(int patients, bool national, ulong seed)
{
    private const int Municipalities = 290, Providers = 140, Services = 60, Weeks = 26, Groups = 21, Ranks = 120;

    private readonly Draw dice = new(seed);
    private ulong thrown;

    /// <summary>Writes the four files (<c>allowed.csv</c> in the form national only).</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var map = new (int X, int Y)[Municipalities + Providers];
        for (var i = 0; i < map.Length; i++)
        {
            // People live closer together in the south.
            map[i] = (Next(400), 1500 * Next(1000) / 1000 * (200 + Next(800)) / 1000);
        }

        using (var distances = File(folder, "distances.csv", "municipality,provider,km"))
        {
            for (var m = 0; m < Municipalities; m++)
            {
                for (var p = 0; p < Providers; p++)
                {
                    distances.WriteLine($"M{m:000},P{p:000},{Kilometres(map[m], map[Municipalities + p])}");
                }
            }
        }

        var shares = Enumerable.Range(1, Services).Select(s => 1.0 / s).ToArray();
        var ends = shares.Select((_, i) => shares[..(i + 1)].Sum() / shares.Sum()).ToArray();
        Capacity(folder, ends);
        Patients(folder, ends);
        if (national)
        {
            Allowed(folder);
        }
    }

    private void Capacity(string folder, double[] ends)
    {
        var slots = new SortedDictionary<(int, int, int), int>();
        for (var i = 0; i < patients * 6L / 10; i++)
        {
            var cell = (Next(Providers), Service(ends), Next(Weeks));
            slots[cell] = slots.GetValueOrDefault(cell) + 1;
        }

        using var file = File(folder, "capacity.csv", "provider,service,week,slots");
        foreach (var ((provider, service, week), count) in slots)
        {
            file.WriteLine($"P{provider:000},S{service:00},{week},{count}");
        }
    }

    private void Patients(string folder, double[] ends)
    {
        using var file = File(folder, "patients.csv", "patient,service,municipality,group,tier,rank,max_km,first_week,last_week");
        for (var i = 0; i < patients; i++)
        {
            var (service, municipality, most, tier) = (Service(ends), Next(Municipalities), Next(10), Next(100));
            var last = national && Next(10) < 7 ? Next(Weeks) : -1;
            var first = national && Next(10) < 3 ? Next(last < 0 ? Weeks : last + 1) : -1;
            file.WriteLine(string.Join(
                ',', $"W{i:00000000}", $"S{service:00}", $"M{municipality:000}", national ? $"G{municipality % Groups:00}" : "",
                tier < 8 ? 1 : tier < 85 ? 2 : 3, Next(Ranks), most < 3 ? "50" : most < 7 ? "200" : "", first < 0 ? "" : $"{first}", last < 0 ? "" : $"{last}"));
        }
    }

    private void Allowed(string folder)
    {
        using var file = File(folder, "allowed.csv", "group,provider,penalty_km");
        for (var group = 0; group < Groups; group++)
        {
            for (var provider = 0; provider < Providers; provider++)
            {
                if (Next(2) == 0)
                {
                    file.WriteLine($"G{group:00},P{provider:000},{(Next(3) == 0 ? 20 * Next(6) : 0)}");
                }
            }
        }
    }

    private static int Kilometres((int X, int Y) from, (int X, int Y) to)
    {
        var (x, y) = (from.X - to.X, from.Y - to.Y);
        return (int)Math.Sqrt((x * x) + (y * y));
    }

    private int Service(double[] ends)
    {
        var at = Array.BinarySearch(ends, Next(1 << 30) / (double)(1 << 30));
        return Math.Min(at < 0 ? ~at : at, Services - 1);
    }

    private int Next(int below)
    {
        Span<byte> number = stackalloc byte[8];
        BitConverter.TryWriteBytes(number, thrown++);
        return (int)(dice.Of(number) % (ulong)below);
    }

    private static StreamWriter File(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        file.WriteLine(header);
        return file;
    }
}
