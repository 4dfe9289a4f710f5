using Microsoft.Data.Sqlite;
using Vardbro.Storage;
using Vardbro.Storage.Operational;

namespace Vardbro.Tests;

/// <summary>A small synthetic nation of three regions, two of them with a basis, taken in; its free slots; copied for each test.</summary>
public sealed class NightGround : IDisposable
{
    private readonly Folder folder = new();

    public static readonly string[] Regions = ["0001", "0009", "0014"];

    public NightGround()
    {
        Assert.Equal(0, Here("synth", "--scale", "0.01", "--months", "1", "--regions", string.Join(',', Regions), "--capacity", "--out", Files).Code);
        foreach (var region in Regions)
        {
            if (region != "0009")
                Assert.Equal(0, Here("waits", "basis", "record", "--region", region, "--kind", "agreement", "--reference", "RS 1", "--from", "2024-01-01", "--number", $"B-{region}", "--by", "Anna Ek", "--and", "Bo Al").Code);
            Assert.Equal(0, Here("waits", "import", Waits(region), "--region", region, "--date", "2024-12-31", "--synthetic").Code);
        }
    }

    public static DateTimeOffset Now { get; } = new(2025, 1, 2, 8, 0, 0, TimeSpan.Zero);

    public string Files => folder["files"];

    public string Data => folder["data"];

    public string Capacity => Path.Combine(Files, "SYNTETISKT-capacity.csv");

    public string Agreements => Path.Combine(Files, "SYNTETISKT-agreements.csv");

    public string Waits(string region) => Path.Combine(Files, $"waits-{region}-2024-12-31.csv.gz");

    private Ran Here(params string[] arguments) => TheProgram.RunHere(Now, arguments[0] == "synth" ? arguments : [.. arguments, "--data", Data, "--lang", "en"]);

    public void Dispose() => folder.Dispose();
}

/// <summary>A night through the front door: the real program, a real store, the engine in a process of its own.</summary>
public sealed partial class NightVerbTests : IClassFixture<NightGround>, IDisposable
{
    private readonly Folder folder = new();
    private readonly NightGround ground;

    public NightVerbTests(NightGround ground)
    {
        this.ground = ground;
        foreach (var file in Directory.EnumerateFiles(ground.Data))
        {
            Directory.CreateDirectory(Data);
            File.Copy(file, Path.Combine(Data, Path.GetFileName(file)));
        }
    }

    private string Data => folder["data"];

    public void Dispose() => folder.Dispose();

    private Ran Run(params string[] arguments) => RunAt(NightGround.Now, arguments);

    private Ran RunAt(DateTimeOffset now, params string[] arguments) => TheProgram.RunHere(now, [.. arguments, "--data", Data, "--lang", "en"]);

    private Ran Night(params string[] options) => Run(["night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, .. options]);

    private long Count(string sql, string database = "operational.db") => (long)Ask(sql, database)!;

    private object? Ask(string sql, string database)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, database)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private long Offered() => Count("SELECT count(*) FROM offer");

    [Fact]
    public void A_night_places_those_with_a_basis_and_no_others_and_says_what_it_came_to()
    {
        var night = Night();
        Assert.Equal((0, ""), (night.Code, night.Error));
        Assert.StartsWith("SYNTHETIC: persons, waits, free slots and agreements are invented; the hospitals exist.\nNight 1, 2024-12-31: ", night.Out, StringComparison.Ordinal);
        Assert.Contains("The plan is proven. Rules ", night.Out, StringComparison.Ordinal);
        Assert.Contains("Not in the run, the guarantee does not cover the wait: ", night.Out, StringComparison.Ordinal);
        Assert.Contains("(NOT announced before the run)", night.Out, StringComparison.Ordinal);
        var waits = Count("SELECT count(*) FROM wait");
        waits = waits / 20 * 20;
        Assert.Contains($"of {waits.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', ' ')} waiting are in the run", night.Out, StringComparison.Ordinal);
        Assert.True(Offered() > 50);
        Assert.Equal(0, Count("SELECT count(*) FROM offer WHERE region = '0009'"));
        var content = (string)Ask("SELECT content FROM night", "nights.db")!;
        Assert.Contains("\"regions\":{\"0001\":\"2024-12-31\",\"0014\":\"2024-12-31\"}", content, StringComparison.Ordinal);
        Assert.DoesNotContain("\"group\":\"0009\"", content, StringComparison.Ordinal);
        Assert.Equal(night.Out, Run("night", "status").Out);
        Assert.Contains($"Nights: 1, the figures are what was written; {Offered()} offers of the latest can be read", Run("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_places_as_many_of_each_need()
    {
        string[] Plan(string name, string seed)
        {
            Assert.Equal(0, Night("--seed", seed, "--out", folder[name]).Code);
            return ["patients.csv", "plan/assignments.csv", "plan/unplaced.csv"];
        }

        foreach (var file in Plan("a", "7").Zip(Plan("b", "7")))
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file.First)), File.ReadAllBytes(Path.Combine(folder["b"], file.Second)));
        Plan("c", "8");
        Assert.NotEqual(File.ReadAllBytes(folder["a/patients.csv"]), File.ReadAllBytes(folder["c/patients.csv"]));
        string[] Placed(string name) => [.. File.ReadAllLines(folder[$"{name}/plan/summary.json"]).Where(l => l.Contains("\"placed\"", StringComparison.Ordinal))];
        Assert.Equal(Placed("a"), Placed("c"));
    }

    [Fact]
    public void A_night_offers_no_more_than_can_be_reached_and_foresees_how_many_say_yes()
    {
        var night = Night("--contacts", "40");
        Assert.Equal((0, ""), (night.Code, night.Error));
        Assert.Equal(40, Offered());
        Assert.Contains("are in the run, 40 are offered a slot.", night.Out, StringComparison.Ordinal);
        Assert.Contains("At most 40 can be reached.", night.Out, StringComparison.Ordinal);
        Assert.Contains("more than can be reached tomorrow", night.Out, StringComparison.Ordinal);
        Assert.Matches("Yes expected, if the model of a yes is right: [1-3]?[0-9] of 40 ", night.Out);
        Assert.Contains("VB5004", Night("--contacts", "0").Error, StringComparison.Ordinal);
        Assert.Equal(40, Offered());
    }

    [Fact]
    public void Invented_examples_say_why_there_and_what_another_slot_would_do()
    {
        Assert.Equal(0, Night().Code);
        using var content = System.Text.Json.JsonDocument.Parse((string)Ask("SELECT content FROM night", "nights.db")!);
        var examples = content.RootElement.GetProperty("examples").EnumerateArray().ToList();
        string[] Plan(System.Text.Json.JsonElement example) => [.. example.GetProperty("plan").EnumerateArray().Select(s => s.GetProperty("en").GetString()!)];
        var offered = examples.First(e => e.GetProperty("offer").ValueKind == System.Text.Json.JsonValueKind.Object);
        Assert.Contains(Plan(offered), s => s.StartsWith("Offered ", StringComparison.Ordinal) && s.Contains("the week from 2025-", StringComparison.Ordinal));
        Assert.Contains(examples.Where(e => e.GetProperty("nothing").ValueKind == System.Text.Json.JsonValueKind.String).SelectMany(Plan), s => s.StartsWith("Every slot in reach goes to patients", StringComparison.Ordinal));
        Assert.All(examples.Where(e => e.GetProperty("left-out").ValueKind == System.Text.Json.JsonValueKind.String), e => Assert.Empty(Plan(e)));
    }

    [Fact]
    public void A_shorter_run_leaves_later_slots_alone_and_a_refused_one_leaves_nothing()
    {
        Assert.Equal((0, ""), (Night("--weeks", "10").Code, Night("--weeks", "10").Error));
        var wrong = folder["wrong.csv"];
        File.WriteAllText(wrong, File.ReadAllText(ground.Capacity) + "no-such-hospital,511-operation,2025-01-27,1\n");
        var refused = Run("night", "--capacity", wrong, "--agreements", ground.Agreements, "--out", folder["left"]);
        Assert.StartsWith("VB3121", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["left"]));
    }

    [Fact]
    public void A_region_without_agreements_in_the_file_is_refused_not_sent_anywhere()
    {
        var few = folder["SYNTETISKT-few.csv"];
        File.WriteAllLines(few, File.ReadLines(ground.Agreements).Where(l => !l.StartsWith("0014,", StringComparison.Ordinal)));
        Assert.StartsWith("VB3135 Region 0014 has no agreements", Run("night", "--capacity", ground.Capacity, "--agreements", few).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_night_that_was_cut_off_left_is_taken_away_by_the_next_and_by_erasing()
    {
        var left = Path.Combine(Data, "night-run");
        void Leave()
        {
            Directory.CreateDirectory(left);
            File.WriteAllText(Path.Combine(left, "patients.csv"), "x");
        }

        Leave();
        Assert.NotEqual(0, Run("night", "--capacity", folder["none.csv"], "--agreements", ground.Agreements).Code);
        Assert.False(Directory.Exists(left));
        Leave();
        Assert.Equal(0, Run("waits", "erase", "--region", "0001", "--reason", "test", "--confirm").Code);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public void A_night_that_cannot_be_kept_leaves_the_offers_of_the_one_before()
    {
        Assert.Equal(0, Night().Code);
        var before = Count("SELECT count(*) FROM offer WHERE night = 1");
        using (var other = new SqliteConnection($"Data Source={Path.Combine(Data, "nights.db")};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            Assert.StartsWith("VB4006 ", Night("--seed", "7").Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, Count("SELECT count(*) FROM offer WHERE night = 1"));
        Assert.Equal(before, Offered());
        Assert.Equal(0, Night("--seed", "7").Code);
    }

    [Fact]
    public void Two_nights_at_once_on_the_same_data_are_refused()
    {
        using (new FileStream(Path.Combine(Data, "night.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.StartsWith("VB3125", Night().Error, StringComparison.Ordinal);
        Assert.Equal(0, Night().Code);
    }

    [Fact]
    public void No_file_that_stays_names_a_wait_or_a_person()
    {
        Assert.Equal(0, Night("--out", folder["run"]).Code);
        var names = new HashSet<string>();
        Assert.Null(OperationalStore.Open(Data).Value.Waiting(Store.Read(Data).Value, new(2025, 1, 2), null, w => names.UnionWith([w.Id, w.Person.Key])).Refusal);
        Assert.True(names.Count > 1000);
        var written = Directory.EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories).Append(Path.Combine(Data, "nights.db")).ToList();
        Assert.Equal(9, written.Count);
        Assert.All(written, file =>
        {
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.DoesNotContain("SYNW", text, StringComparison.Ordinal);
            Assert.DoesNotContain(names.Take(200), name => text.Contains(name, StringComparison.Ordinal));
        });
        Assert.False(Directory.Exists(Path.Combine(Data, "night-run")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["run"]));
    }

    [Fact]
    public void Erasing_a_person_erases_the_offer_and_erasing_a_region_all_of_its()
    {
        Assert.Equal(0, Night().Code);
        var keys = new List<string>();
        Assert.Null(OperationalStore.Open(Data).Value.Waiting(Store.Read(Data).Value, new(2025, 1, 2), TheProgramRegion("0014"), w => keys.Add(w.Person.Key)).Refusal);
        var (offers, erased) = (Offered(), 0);
        foreach (var key in keys)
        {
            Assert.Equal(0, Run("waits", "erase", "--region", "0014", "--person", key, "--confirm").Code);
            erased++;
            if (Offered() < offers)
                break;
        }

        Assert.Equal(offers - 1, Offered());
        Assert.Contains($"{offers - 1} offers of the latest can be read", Run("verify").Out, StringComparison.Ordinal);
        Assert.Equal(0, Run("waits", "erase", "--region", "0014", "--confirm", "--reason", "x").Code);
        Assert.Equal((0, true), (Count("SELECT count(*) FROM offer WHERE region = '0014'"), Offered() > 0));
    }

    private static Kernel.RegionId? TheProgramRegion(string id) => Kernel.RegionId.TryParse(id);

    [Fact]
    public void The_next_day_s_file_takes_the_offers_of_its_region_away_and_the_next_night_replaces_all()
    {
        Assert.Equal(0, Night().Code);
        var others = Count("SELECT count(*) FROM offer WHERE region <> '0014'");
        Assert.Equal(0, Run("waits", "import", ground.Waits("0014"), "--region", "0014", "--date", "2025-01-01", "--synthetic").Code);
        Assert.Equal(others, Offered());
        var second = Night();
        Assert.Contains("Night 2, 2025-01-01: ", second.Out, StringComparison.Ordinal);
        Assert.Contains("Region 0001 takes part as it was on 2024-12-31.", second.Out, StringComparison.Ordinal);
        Assert.Equal(2, Count("SELECT DISTINCT night FROM offer"));
        Assert.Contains("Nights: 2,", Run("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_basis_that_has_ended_takes_the_region_out_of_the_run()
    {
        Assert.Equal(0, Run("waits", "basis", "end", "--region", "0014", "--last-day", "2025-01-01", "--reason", "x", "--number", "B-2", "--by", "Anna Ek", "--and", "Bo Al").Code);
        Assert.Equal(0, Night().Code);
        Assert.Equal((0, true), (Count("SELECT count(*) FROM offer WHERE region = '0014'"), Offered() > 0));
    }

    [Fact]
    public void The_seed_is_announced_before_used_once_and_replaced_by_the_next()
    {
        string SeedOf(Ran ran) => ran.Lines[^1].Split("seed: ")[1].Split(',')[0];
        var announced = SeedOf(Run("night", "seed"));
        Assert.Equal(announced, SeedOf(Run("night", "seed")));
        var replay = Night("--seed", "3");
        Assert.Contains("seed 3 (NOT announced before the run)", replay.Out, StringComparison.Ordinal);
        Assert.Equal(announced, SeedOf(replay));
        var night = Night();
        Assert.Contains($"seed {announced} (announced before the run)", night.Out, StringComparison.Ordinal);
        Assert.NotEqual(announced, SeedOf(night));
        Assert.Equal(SeedOf(night), SeedOf(Run("night", "status")));
    }

    [Fact]
    public void What_cannot_be_run_is_refused_and_nothing_is_kept()
    {
        File.WriteAllText(folder["bad.csv"], "provider,service,monday,slots\nno-such-hospital,511-operation,2025-01-13,3\n");
        Directory.CreateDirectory(folder["full"]);
        File.WriteAllText(folder["full/x"], "");
        (string, string[])[] refused =
        [
            ("VB3119 ", ["night"]),
            ("VB3119 ", ["night", "--capacity", ground.Capacity]),
            ("VB3120 The run cannot be of 2024-12-30: the latest file is of 2024-12-31", ["night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, "--day", "2024-12-30"]),
            ("VB2022 ", ["night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, "--day", "2025-01-03"]),
            ("VB3121 ", ["night", "--capacity", folder["bad.csv"], "--agreements", ground.Agreements]),
            ("VB3110 ", ["night", "--capacity", ground.Capacity, "--agreements", ground.Agreements, "--out", folder["full"]]),
            ("VB5", ["night", "--weeks", "65"]),
            ("VB5", ["night", "--day", "today"]),
            ("VB5006 A value after --out is missing", ["night", "--out", ""]),
            ("VB5006 A value after --capacity is missing", ["night", "--capacity", "", "--agreements", ground.Agreements]),
            ("VB5006 A value after --agreements is missing", ["night", "--capacity", ground.Capacity, "--agreements", ""]),
            ("VB5006 FILE is missing", ["waits", "import", "", "--region", "0001", "--date", "2024-12-31"]),
            ("VB3124 ", ["night", "status"]),
        ];
        foreach (var (number, arguments) in refused)
        {
            var ran = Run(arguments);
            Assert.StartsWith(number, ran.Error, StringComparison.Ordinal);
            Assert.Equal("", ran.Out);
            Assert.NotEqual(0, ran.Code);
        }

        Assert.Equal(0, Offered());
        Assert.False(File.Exists(Path.Combine(Data, "nights.db")));
        Assert.False(Directory.Exists(Path.Combine(Data, "night-run")));
    }

    [Theory]
    [InlineData("en", "VB3121 The matching could not be done: VB3104 ", "This would be right: a provider that has a distance.")]
    [InlineData("sv", "VB3121 Matchningen gick inte att göra: VB3104 ", "Rätt vore en vårdgivare som har ett avstånd.")]
    public void What_the_engine_refuses_is_said_in_the_language_that_was_asked_for(string language, string begins, string right)
    {
        File.WriteAllText(folder["bad.csv"], "provider,service,monday,slots\nno-such-hospital,511-operation,2025-01-13,3\n");
        var error = TheProgram.RunHere(NightGround.Now, "night", "--capacity", folder["bad.csv"], "--agreements", ground.Agreements, "--data", Data, "--lang", language).Error;
        Assert.StartsWith(begins, error, StringComparison.Ordinal);
        Assert.Contains(right, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_to_run_for_is_refused() => Assert.StartsWith(
        "VB3118 Nobody waits in a region whose legal basis holds on 2023-01-01",
        RunAt(new(2023, 1, 1, 10, 0, 0, TimeSpan.Zero), "night", "--capacity", ground.Capacity, "--agreements", ground.Agreements).Error, StringComparison.Ordinal);

    [Fact]
    public void Real_waits_are_not_run_with_invented_slots_nor_beside_invented_waits()
    {
        Assert.Equal(0, Run("waits", "erase", "--region", "0014", "--confirm", "--reason", "x").Code);
        Assert.Equal(0, Run("waits", "import", ground.Waits("0014"), "--region", "0014", "--date", "2025-01-01").Code);
        Assert.StartsWith("VB3122 Invented and real data are not mixed in a run: the waits of 0001 are invented, of 0014 real.", Night().Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("waits", "erase", "--region", "0001", "--confirm", "--reason", "x").Code);
        Assert.StartsWith("VB3122 Invented and real data are not mixed in a run: the waits are real, the free slots or the agreements invented.", Night().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE night SET seed = '4'", "VB3123 Night 1 is not what was written")]
    [InlineData("UPDATE night SET content = replace(content, '2024', '2025')", "VB3123 Night 1 is not what was written")]
    [InlineData("DELETE FROM night WHERE night_no = 1", "VB3123 Night 1 is not what was written")]
    [InlineData("PRAGMA user_version = 2", "VB4003 ")]
    public void A_night_that_was_changed_afterwards_is_found(string sql, string refusal)
    {
        Assert.Equal(0, Night("--seed", "3").Code);
        Assert.Equal(0, Night("--seed", "3").Code);
        Ask(sql, "nights.db");
        Assert.StartsWith(refusal, Run("verify").Error, StringComparison.Ordinal);
        Assert.StartsWith(refusal[..6], Run("night", "status").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_that_was_changed_is_found()
    {
        Assert.Equal(0, Night().Code);
        Ask("UPDATE offer SET content = (SELECT o.content FROM offer o WHERE o.id <> offer.id LIMIT 1) WHERE id = (SELECT min(id) FROM offer)", "operational.db");
        var ran = Run("verify");
        Assert.Equal(4, ran.Code);
        Assert.StartsWith("VB4001 ", ran.Error, StringComparison.Ordinal);
    }
}
