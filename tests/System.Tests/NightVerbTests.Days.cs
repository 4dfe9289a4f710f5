using Microsoft.Data.Sqlite;

namespace Vardbro.Tests;

/// <summary>A night on another day than the one before, and one that fails where it is kept.</summary>
public sealed partial class NightVerbTests
{
    // The same file on another day: what lay in week 1 of a run on 31 December lies in week 0 of one a week later.
    [Fact]
    public void Free_slots_lie_in_calendar_weeks_whichever_day_the_night_is_of()
    {
        (string, int)[] Slots(string name, int earlier) =>
        [
            .. File.ReadLines(folder[$"{name}/capacity.csv"]).Skip(1).Select(row => row.Split(',')).Select(f => ($"{f[0]},{f[1]},{f[3]}", int.Parse(f[2], System.Globalization.CultureInfo.InvariantCulture) - earlier)).Where(s => s.Item2 >= 0),
        ];
        Assert.StartsWith("provider,service,monday,slots\n", File.ReadAllText(ground.Capacity), StringComparison.Ordinal);
        Assert.Equal("", Night("--out", folder["first"]).Error);
        var later = RunAt(new(2025, 1, 8, 8, 0, 0, TimeSpan.Zero), "night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, "--day", "2025-01-07", "--out", folder["later"]);
        Assert.Equal("", later.Error);
        Assert.Equal(Slots("first", 1), Slots("later", 0));
        Assert.True(Slots("first", 0).Length > Slots("later", 0).Length);

        var gone = RunAt(new(2026, 1, 8, 8, 0, 0, TimeSpan.Zero), "night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, "--day", "2026-01-07");
        Assert.Matches("^VB3136 No free slot in .* lies in the run's weeks, 2026-01-12 to 2026-07-12", gone.Error);
        File.WriteAllText(folder["tuesday.csv"], "provider,service,monday,slots\nx,511-operation,2025-01-07,3\n");
        Assert.Matches("^VB3104 .*tuesday.csv:2: monday is \"2025-01-07\". This would be right: a Monday", Run("night", "--capacity", folder["tuesday.csv"], "--agreements", ground.Agreements).Error);
        File.WriteAllText(folder["weeks.csv"], "provider,service,week,slots\nx,511-operation,1,3\n");
        Assert.StartsWith("VB3101 ", Run("night", "--capacity", folder["weeks.csv"], "--agreements", ground.Agreements).Error, StringComparison.Ordinal);
    }

    // The night fails where it is written, or only when all of it is written to its end: a rule that is asked about last.
    [Theory]
    [InlineData("CREATE TRIGGER fails AFTER INSERT ON night BEGIN SELECT RAISE(ABORT, 'no'); END")]
    [InlineData("CREATE TABLE a (x INTEGER PRIMARY KEY); CREATE TABLE b (x INTEGER REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED); CREATE TRIGGER fails AFTER INSERT ON night BEGIN INSERT INTO b VALUES (1); END")]
    public void A_night_and_its_offers_are_kept_together_or_not_at_all(string fails)
    {
        Assert.Equal(0, Night().Code);
        var before = Offered();
        using (var nights = new SqliteConnection($"Data Source={Path.Combine(Data, "nights.db")};Pooling=False"))
        {
            nights.Open();
            using var add = nights.CreateCommand();
            add.CommandText = fails;
            add.ExecuteNonQuery();
        }

        Assert.StartsWith("VB4006 ", Night("--seed", "7").Error, StringComparison.Ordinal);
        Assert.Equal((1, before, before), (Count("SELECT count(*) FROM night", "nights.db"), Count("SELECT count(*) FROM offer WHERE night = 1"), Offered()));
        Assert.Contains($"{before} offers of the latest can be read", Run("verify").Out, StringComparison.Ordinal);
    }

    // A day's file in which region 0014 has set a target date for everyone.
    [Fact]
    public void Target_dates_are_held_against_an_earlier_day_also_when_the_night_is_run_again()
    {
        Assert.Equal(0, Night().Code);
        string text;
        using (var packed = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(ground.Waits("0014")), System.IO.Compression.CompressionMode.Decompress)))
            text = packed.ReadToEnd();
        var lines = text.Split('\n');
        var columns = lines[0].Split(',').ToList();
        var (target, start) = (columns.IndexOf("target_date"), columns.IndexOf("referral_date"));
        File.WriteAllLines(folder["more.csv"], lines.Where(l => l.Length > 0).Select((line, i) =>
        {
            var fields = line.Split(',');
            if (i > 0 && fields[target].Length == 0 && fields[start].Length > 0)
                fields[target] = "2025-03-01";
            return string.Join(',', fields);
        }));
        Assert.Equal("", Run("waits", "import", folder["more.csv"], "--region", "0014", "--date", "2025-01-01", "--synthetic").Error);
        const string Sign = "more have a target date than the night before";
        Assert.Contains(Sign, Night().Out, StringComparison.Ordinal);
        Assert.Contains(Sign, Night().Out, StringComparison.Ordinal);
    }
}
