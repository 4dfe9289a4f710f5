using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Vardbro.Tests;

/// <summary>Schemes settled through the front door, and every file that is refused.</summary>
public sealed class SettleVerbTests : IDisposable
{
    private const string Header = "indicator,region_id,month,numerator,denominator\n";
    private const string Columns = "scheme,component,month,region_id,earned_sek,reason";

    // A scheme with every kind of part, in nobody's folder.
    private const string Scheme = """
        scheme: own
        name: {sv: Egen, en: Own}
        year: 2025
        total: 300 kr
        regions: figures
        source: own-source
        sources:
          - {id: own-source, title: Own, publisher: nobody, kind: assumption, published: 2024-12-01}
        indicators:
          - {id: within, name: {sv: Inom, en: Within}}
          - {id: done, name: {sv: Utförda, en: Done}, kind: number}
        conditions:
          - {id: signed, text: {sv: Undertecknad, en: Signed}, unless-stated: met}
        components:
          - id: first
            name: {sv: Första, en: First}
            pot: 100 kr
            months: [2025-01, 2025-02]
            share: {key: equal}
            earns: {steps: {indicator: within, steps: [{percent: 60, earns: 33}, {percent: 80, earns: 100}]}}
            unearned: {to: component, component: second}
          - id: second
            name: {sv: Andra, en: Second}
            pot: 200 kr
            months: [2025-02]
            share: {indicator: done}
            earns: {any: [{improves: {indicator: within, months-before: 1}}, {reaches: {indicator: done, number: 50}}]}
            unearned: {to: best, number: 2, by: done, per: {key: equal}}
        consequences: {late: amend, missing: stops, revised: amend}
        """;

    private const string Figures = Header +
        "within,0101,2025-01,60,100\nwithin,0101,2025-02,80,100\ndone,0101,2025-02,30,\n" +
        "within,0102,2025-01,59,100\nwithin,0102,2025-02,59,100\ndone,0102,2025-02,10,1\n" +
        "within,0103,2025-01,90,100\nwithin,0103,2025-02,79,100\ndone,0103,2025-02,20,\nsigned,0103,,0,1\n";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    private Ran Settle(string scheme, string figures, params string[] more) =>
        TheProgram.RunHere(["settle", "--scheme", scheme, "--indicators", figures, "--lang", "en", .. more]);

    private string[] Csv(string scheme, string figures, params string[] more)
    {
        var file = folder[$"{Guid.NewGuid():N}.csv"];
        var ran = Settle(scheme, figures, ["--out", file, .. more]);
        Assert.Equal((0, $"Wrote {file}\n"), (ran.Code, ran.Error));
        return File.ReadAllLines(file);
    }

    // Number, what the English and the Swedish sentence begin with; the file that is asked for is not there afterwards.
    private void Refused(string scheme, string figures, int code, string english, string swedish)
    {
        var file = folder["out.csv"];
        var ran = Settle(scheme, figures, "--out", file);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.Contains(english, ran.FirstError.Replace('\u00a0', ' '), StringComparison.Ordinal);
        var svenska = TheProgram.RunHere("settle", "--scheme", scheme, "--indicators", figures, "--out", file);
        Assert.Equal((code, ""), (svenska.Code, svenska.Out));
        Assert.Contains(swedish, svenska.FirstError.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.False(File.Exists(file) || File.Exists(file + ".part"));
    }

    [Fact]
    public void A_scheme_in_a_file_of_its_own_settles_and_prints_every_row_the_empty_ones_too()
    {
        var rows = Csv(Write("own.yaml", Scheme), Write("f.csv", Figures));

        // First: 50 a month in thirds 17, 17, 16. January: 33 % of 17 is 5; 0; the third has signed nothing. February: 17, 0, 0. 78 of 100 pass on.
        // Second: 278 by 30, 10 and 20 done: 139, 46, 93. Improved: the first. 139 are left for the two best that have signed, by 30 and 10: 104 and 35.
        Assert.Equal(
            [
                Columns,
                "own,first,2025-01,0101,5.00,", "own,first,2025-01,0102,0.00,", "own,first,2025-01,0103,0.00,",
                "own,first,2025-02,0101,17.00,", "own,first,2025-02,0102,0.00,", "own,first,2025-02,0103,0.00,",
                "own,second,2025-02,0101,139.00,", "own,second,2025-02,0102,0.00,", "own,second,2025-02,0103,0.00,",
                "own,second-redistributed,2025-02,0101,104.00,", "own,second-redistributed,2025-02,0102,35.00,", "own,second-redistributed,2025-02,0103,0.00,",
            ],
            rows.Select((row, i) => i == 0 ? row : string.Join(',', row.Split(',').Take(5)) + ","));
        Assert.Contains("0103,0.00,the condition is not met: Signed", rows[3], StringComparison.Ordinal);
        Assert.All(rows.Skip(1), row => Assert.Matches(@"^own,[a-z-]+,2025-0[12],010[123],\d+\.00,""?[a-zA-Z].+$", row));
    }

    [Fact]
    public void The_table_says_what_was_earned_kept_missing_and_assumed()
    {
        var ran = Settle("komiljard-2019", Write("f.csv", Header + "first-visit-within-60,0014,2019-09,71,100\nsomething-else,0014,2019-09,1,2\n"));
        Assert.Equal((0, "Not read by the scheme: something-else, 1 rows.\n"), (ran.Code, ran.Error));
        Assert.StartsWith("The queue billion 2019 (komiljard-2019, 2019)\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("kept by the state SEK\u00a01,252,059,004.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Figures are missing or hidden for: 0001, 0003,", ran.Out, StringComparison.Ordinal);
        Assert.Contains("ASSUMPTION (The queue billion 2019): The population of 2018", ran.Out, StringComparison.Ordinal);
        Assert.Contains("unknown", ran.Out, StringComparison.Ordinal);
        Assert.Matches("(?m)^0014 +Västra Götaland +53[ ,]911[ ,]493 +35[ ,]940[ ,]996 +0 +", ran.Out.Replace('\u00a0', ' '));
    }

    [Fact]
    public void Rows_in_any_order_give_the_same_bytes_in_every_format()
    {
        var rows = Figures.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        var dice = new Random(5);
        var scheme = Write("own.yaml", Scheme);
        var before = Csv(scheme, Write("f.csv", Figures));
        for (var time = 0; time < 5; time++)
        {
            dice.Shuffle(rows);
            Assert.Equal(before, Csv(scheme, Write("g.csv", Header + string.Join('\n', rows) + "\n")));
        }

        foreach (var format in new[] { "json", "xlsx" })
        {
            foreach (var figures in new[] { "f", "g" })
                Assert.Equal(0, Settle(scheme, folder[figures + ".csv"], "--out", folder[$"{figures}.{format}"]).Code);
            Assert.Equal(File.ReadAllBytes(folder["f." + format]), File.ReadAllBytes(folder["g." + format]));
        }

        using var json = JsonDocument.Parse(File.ReadAllText(folder["f.json"]));
        Assert.Equal(12, json.RootElement.GetArrayLength());
        Assert.Equal(Columns.Split(','), json.RootElement[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(5.00m, json.RootElement[0].GetProperty("earned_sek").GetDecimal());
        using var workbook = ZipFile.OpenRead(folder["f.xlsx"]);
        Assert.Contains(workbook.Entries, e => e.Name == "sheet.xml" || e.FullName.Contains("sheet", StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_itself_writes_csv_to_standard_output()
    {
        var ran = TheProgram.Run("settle", "--scheme", Write("own.yaml", Scheme), "--indicators", Write("f.csv", Figures), "--format", "csv", "--lang", "en");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal(Csv(folder["own.yaml"], folder["f.csv"]), ran.Lines);
    }

    // komiljard-2019 worked out again, in the test: populations read from the rules' text, shares compared as fractions, exact remainders.
    [Fact]
    public void The_queue_billion_of_2019_is_what_an_independent_calculation_gives()
    {
        var people = File.ReadAllLines(Path.Combine(TheProgram.RulesFolder, "facts", "population.yaml"))
            .SkipWhile(l => !l.Contains("date: 2023-11-01", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.Contains("date:", StringComparison.Ordinal))
            .Where(l => l.TrimStart().StartsWith('"')).Select(l => l.Trim().Split(' ')).ToDictionary(l => l[0].Trim('"', ':'), l => decimal.Parse(l[1], CultureInfo.InvariantCulture));
        Assert.Equal((21, 10_557_682m), (people.Count, people.Values.Sum()));
        var dice = new Random(2019);
        var (text, figures) = (new StringBuilder(Header), new Dictionary<string, (long N, long D)>());
        foreach (var region in people.Keys)
            foreach (var kind in new[] { "first-visit", "operation" })
                foreach (var year in new[] { 2018, 2019 })
                    foreach (var month in new[] { 9, 10, 11 })
                    {
                        var waiting = dice.Next(200, 3_000);
                        var within60 = waiting * dice.Next(64, 75) / 100;
                        var within90 = within60 + dice.Next(waiting - within60);
                        foreach (var (days, within) in new[] { (60, within60), (90, within90) }.Where(_ => dice.Next(20) > 0))
                        {
                            figures[$"{kind} {days} {region} {year} {month}"] = (within, waiting);
                            text.Append(CultureInfo.InvariantCulture, $"{kind}-within-{days},{region},{year}-{month:00},{within},{waiting}\n");
                        }
                    }

        Dictionary<string, decimal> Ceilings(decimal kronor)
        {
            var exact = people.ToDictionary(p => p.Key, p => kronor * p.Value / people.Values.Sum());
            var over = exact.OrderByDescending(e => (kronor * people[e.Key]) % people.Values.Sum()).ThenBy(e => e.Key, StringComparer.Ordinal)
                .Take((int)(kronor - exact.Values.Sum(Math.Floor))).Select(e => e.Key).ToHashSet();
            return exact.ToDictionary(e => e.Key, e => Math.Floor(e.Value) + (over.Contains(e.Key) ? 1 : 0));
        }

        bool Earns(string kind, string region, int month)
        {
            (long N, long D)? At(int days, int year) => figures.TryGetValue($"{kind} {days} {region} {year} {month}", out var f) ? f : null;
            return (At(60, 2019) is { } now && now.N * 100 >= 71 * now.D) || (At(90, 2019) is { } a && At(90, 2018) is { } b && a.N * b.D > b.N * a.D);
        }

        List<string> expected = [.. Ceilings(322_000_000).Select(p => $"komiljard-2019,population,,{p.Key},{p.Value}.00")];
        decimal earned = 322_000_000;
        foreach (var kind in new[] { "first-visit", "operation" })
            foreach (var (month, pot) in new[] { (9, 214_666_667m), (10, 214_666_667m), (11, 214_666_666m) })
                foreach (var (region, most) in Ceilings(pot))
                {
                    var amount = Earns(kind, region, month) ? most : 0;
                    earned += amount;
                    expected.Add(string.Create(CultureInfo.InvariantCulture, $"komiljard-2019,{kind},2019-{month:00},{region},{amount}.00"));
                }

        var rows = Csv("komiljard-2019", Write("f.csv", text.ToString()));
        Assert.Equal(expected, rows.Skip(1).Select(r => string.Join(',', r.Split(',').Take(5))));
        Assert.InRange(earned, 400_000_000, 1_600_000_000);
        Assert.Contains(earned.ToString("#,##0", CultureInfo.InvariantCulture), Settle("komiljard-2019", folder["f.csv"]).Out, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> BadFigures => new()
    {
        { "within,0101,2025-01,0,0\n", "VB2403 Row 2: the denominator of within, 0101, 2025-01 is 0", "VB2403 Rad 2: nämnaren för within, 0101, 2025-01 är 0" },
        { "within,0101,2025-01,1461,1000\n", "VB2404 Row 2: within is 146.1 per cent for 0101 2025-01, and above 100 it cannot be.", "VB2404 Rad 2: within är 146.1 procent" },
        { "within,0101,2025-01,1,2\nwithin,0101,2025-02,1,2\nwithin,0101,2025-01,1,2\n", "VB2405 Row 4: within is already there for 0101 2025-01.", "VB2405 Rad 4: within står redan för 0101 2025-01." },
        { "signed,0101,,1,1\nsigned,0101,2025-01,1,1\n", "VB2405 Row 3: signed is already there for 0101", "VB2405 Rad 3: signed står redan för 0101" },
        { "within,14,2025-01,1,2\n", "VB2402 Row 2: \"14\" cannot stand for region_id.", "VB2402 Rad 2: \"14\" kan inte stå för region_id." },
        { "within,0000,2025-01,1,2\n", "VB2402 Row 2: \"0000\" cannot stand for region_id.", "VB2402 Rad 2" },
        { "within,0101,2025-13,1,2\n", "VB2402 Row 2: \"2025-13\" cannot stand for month. This would be right: YYYY-MM.", "VB2402 Rad 2: \"2025-13\" kan inte stå för month. Rätt vore ÅÅÅÅ-MM." },
        { "within,0101,2025-1,1,2\n", "VB2402 Row 2: \"2025-1\" cannot stand for month.", "VB2402 Rad 2" },
        { "within,0101,,1,2\n", "VB2402 Row 2: \"\" cannot stand for month.", "VB2402 Rad 2" },
        { "within,0101,2025-01,-1,2\n", "VB2402 Row 2: \"-1\" cannot stand for numerator. This would be right: a whole number from 0", "VB2402 Rad 2: \"-1\" kan inte stå för numerator. Rätt vore ett heltal från 0" },
        { "within,0101,2025-01,1.5,2\n", "VB2402 Row 2: \"1.5\" cannot stand for numerator.", "VB2402 Rad 2" },
        { "within,0101,2025-01,1,many\n", "VB2402 Row 2: \"many\" cannot stand for denominator.", "VB2402 Rad 2" },
        { "within,0101,2025-01,1,\n", "VB2402 Row 2: \"\" cannot stand for denominator.", "VB2402 Rad 2" },
        { "within,0101,2025-01,1,1000000000001\n", "VB2402 Row 2: \"1000000000001\" cannot stand for denominator.", "VB2402 Rad 2" },
        { "done,0101,2025-02,1,2\n", "VB2402 Row 2: \"2\" cannot stand for denominator. This would be right: 1 or empty, for a number.", "VB2402 Rad 2: \"2\" kan inte stå för denominator." },
        { "signed,0101,,2,1\n", "VB2404 Row 2: signed is 200.0 per cent", "VB2404 Rad 2: signed är 200.0 procent" },
        { "within,0101,2025-01,1\n", "VB2402 Row 2: \"within,0101,2025-01,1\" cannot stand for a row.", "VB2402 Rad 2: \"within,0101,2025-01,1\" kan inte stå för en rad." },
        { "within,0101,2025-01,1,2,3\n", "VB2402 Row 2: ", "VB2402 Rad 2: " },
        { "\"within\",0101,2025-01,1,2\n", "VB2402 Row 2: ", "VB2402 Rad 2: " },
        { "other,0101,2025-01,1,2\n", "VB2406 No row of f.csv is anything that the scheme own reads. It reads: within, done, signed.", "VB2406 Ingen rad i f.csv är något som ordningen own läser." },
        { "", "VB2406 No row of f.csv", "VB2406 Ingen rad i f.csv" },
        { "within,0101,2025-01,1,2\n", "VB2409 Second is split by done, but the figures have no number above 0 for it.", "VB2409 Andra delas efter done, men siffrorna har inget tal över 0 för det." },
        { "done,0101,2025-02,5,\n", "VB2407 Second: what is not earned is to go to the best 2, but only 1 regions have figures.", "VB2407 Andra: det som inte intjänas ska gå till de 2 bästa, men bara 1 regioner har uppgifter." },
    };

    [Theory]
    [MemberData(nameof(BadFigures))]
    public void Bad_figures_are_refused_by_row_in_both_languages_and_nothing_is_written(string rows, string english, string swedish) =>
        Refused(Write("own.yaml", Scheme), Write("f.csv", Header + rows), 1, english, swedish);

    [Fact]
    public void A_file_without_the_header_empty_not_text_or_not_there_is_refused()
    {
        var scheme = Write("own.yaml", Scheme);
        Refused(scheme, Write("a.csv", "indicator;region_id;month;numerator;denominator\n"), 1, "VB2401 The file begins with \"indicator;region_id;month", "VB2401 Filen börjar med");
        Refused(scheme, Write("b.csv", ""), 1, "VB2401 The file begins with \"\"", "VB2401 Filen börjar med \"\"");
        File.WriteAllBytes(folder["c.csv"], [.. Encoding.UTF8.GetBytes(Header), 0x77, 0xE5, 0x2C, 0x0A]);
        Refused(scheme, folder["c.csv"], 1, "VB2411 The figures " + folder["c.csv"] + " cannot be read: the file is not UTF-8.", "filen är inte UTF-8");
        Refused(scheme, folder["none.csv"], 1, "VB2411 The figures ", "VB2411 Siffrorna ");
        Refused(scheme, folder.Path, 1, "VB2411 The figures ", "VB2411 Siffrorna ");
        Refused("komiljard-2091", Write("f.csv", Figures), 1, "VB2400 The scheme \"komiljard-2091\" is unknown. Known are: accessibility-2023, accessibility-2024, beds-2023", "VB2400 Ordningen \"komiljard-2091\" är okänd.");
        Refused("komiljard-2019", Write("g.csv", Header + "operation-within-60,0101,2019-09,1,2\n"), 1, "VB2402 Row 2: \"0101\" cannot stand for region_id. This would be right: 0001, 0003", "VB2402 Rad 2: \"0101\" kan inte stå för region_id.");
        var conditions = Scheme[..Scheme.IndexOf("indicators:", StringComparison.Ordinal)].Replace("300 kr", "1 kr", StringComparison.Ordinal) + """
            conditions: [{id: signed, text: {sv: Undertecknad, en: Signed}}]
            components: [{id: all, name: {sv: Allt, en: All}, pot: 1 kr, share: {key: equal}}]
            consequences: {late: amend, missing: stops, revised: amend}
            """;
        Refused(Write("nobody.yaml", conditions), Write("h.csv", Header), 1, "VB2406 No row of h.csv is anything that the scheme own reads. It reads: signed.", "VB2406 Ingen rad i h.csv");
        Refused(folder["none.yaml"], folder["f.csv"], 3, "none.yaml:1: VB1003 ", "none.yaml:1: VB1003 ");
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_say_nothing_and_months_outside_are_not_used()
    {
        var scheme = Write("own.yaml", Scheme);
        var before = Csv(scheme, Write("f.csv", Figures));
        File.WriteAllText(folder["g.csv"], (Figures + "within,0101,2031-01,1,2\n").Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true));
        Assert.Equal(before, Csv(scheme, folder["g.csv"]));
    }

    [Fact]
    public void A_share_may_be_above_the_whole_only_where_the_scheme_says_so()
    {
        var figures = Write("f.csv", Figures + "within,0104,2025-01,1461,1000\n");
        Refused(Write("own.yaml", Scheme), figures, 1, "VB2404 Row 12: within is 146.1 per cent", "VB2404 Rad 12");
        Assert.Contains(
            "own,first,2025-01,0104,12.00,Within: 146.1\u00a0%",
            Csv(Write("own.yaml", Scheme.Replace("en: Within}}", "en: Within}, above-whole: allowed}", StringComparison.Ordinal)), figures));
    }

    // What is changed, to what, the refusal in English and in Swedish.
    public static TheoryData<string, string, string, string> BadSchemes => new()
    {
        { "total: 300 kr", "total: 301 kr", "own.yaml:1: VB1023 The pots add up to SEK 300 but the scheme's amount is SEK 301.", "own.yaml:1: VB1023 Potterna blir 300 kr men ordningens belopp är 301 kr." },
        { "unearned: {to: best, number: 2, by: done, per: {key: equal}}", "unearned: {to: component, component: first}", "VB1022 Money not earned in the component first would go round in a circle.", "VB1022 Pengar som inte intjänas i komponenten first" },
        { "component: second}", "component: third}", "VB1010 \"third\" is not among the scheme's components.", "VB1010 \"third\" finns inte bland ordningens komponenter." },
        { "percent: 60, earns: 33}, {percent: 80", "percent: 80, earns: 33}, {percent: 60", "VB1024 The steps of steps do not go one way.", "VB1024 Stegen i steps går inte åt ett håll." },
        { "earns: 33}, {percent: 80, earns: 100}", "earns: 33}, {percent: 80, earns: 20}", "VB1024 ", "VB1024 " },
        { "steps: [{percent: 60, earns: 33}, {percent: 80, earns: 100}]", "steps: []", "VB1024 ", "VB1024 " },
        { "steps: {indicator: within, steps", "steps: {indicator: withn, steps", "VB1010 \"withn\" is not among the scheme's indicators.", "VB1010 \"withn\" finns inte bland ordningens mått." },
        { "{improves: {indicator: within, months-before: 1}}", "{betters: {indicator: within}}", "VB1007 The field \"reaches | improves | steps | between | any | all | met | points\" is missing.", "VB1007 " },
        { "months-before: 1}", "month-before: 1}", "VB1006 There is no field \"month-before\" here.", "VB1006 Fältet \"month-before\" finns inte här." },
        { "pot: 100 kr", "pott: 100 kr", "VB1007 The field \"pot\" is missing.", "VB1007 Fältet \"pot\" saknas." },
        { "pot: 100 kr", "pot: 99.5 kr", "VB1026 The pot SEK 99.50 is not a whole number of the rounding SEK 1.", "VB1026 Potten 99,50 kr går inte jämnt upp i avrundningen 1 kr." },
        { "[2025-01, 2025-02]", "[2025-02, 2025-01]", "cannot stand in the field months. This would be right: months in order, each once.", "månader i ordning, var och en en gång" },
        { "[2025-01, 2025-02]", "[2025-01, 2025-01]", "cannot stand in the field months.", "months" },
        { "[2025-01, 2025-02]", "[0001-01]", "VB1008 \"0001-01\" cannot stand in the field months. This would be right: YYYY-MM, 1990–2100.", "VB1008 \"0001-01\" kan inte stå i fältet months." },
        { "    months: [2025-02]\n", "", "VB1007 The field \"months\" is missing.", "VB1007 Fältet \"months\" saknas." },
        { "to: best, number: 2", "to: best, number: 0", "VB1008 \"0\" cannot stand in the field number.", "VB1008 \"0\" kan inte stå i fältet number." },
        { "to: best", "to: worst", "VB1008 \"worst\" cannot stand in the field to. This would be right: state, all, earners, best, component.", "VB1008 \"worst\" kan inte stå i fältet to." },
        { "by: done", "by: undone", "VB1010 \"undone\" is not among the scheme's indicators.", "VB1010 \"undone\"" },
        { "share: {indicator: done}", "share: {indicator: done, key: equal}", "either key or indicator", "antingen key eller indicator" },
        { "share: {key: equal}", "share: {key: fair}", "VB1010 \"fair\" is not among the keys.", "VB1010 \"fair\" finns inte bland nycklarna." },
        { "unearned: {to: component", "pays: whole-pot\n    unearned: {to: component", "VB1027 The component first pays its whole pot, so nothing is left over.", "VB1027 Komponenten first betalar ut hela potten, så inget blir över." },
        { "en: Within}}", "en: Within}, exits: gone}", "VB1010 \"gone\" is not among the scheme's indicators.", "VB1010 \"gone\"" },
        { "en: Done}, kind: number}", "en: Done}, kind: number, exits: within}", "VB1028 The indicator done counts exits of within.", "VB1028 Måttet done räknar in avgångna ur within." },
        { "{id: signed,", "{id: within,", "VB1009 \"within\" is already taken", "VB1009 \"within\" är redan taget" },
        { "scheme: own", "scheme: komiljard-2019", "VB1009 \"komiljard-2019\" is already taken", "VB1009 \"komiljard-2019\" är redan taget" },
        { "consequences: {late: amend, missing: stops, revised: amend}", "consequences: {late: amend, missing: stops}", "VB1007 The field \"revised\" is missing.", "VB1007 Fältet \"revised\" saknas." },
        { "source: own-source", "source: no-source", "VB1010 \"no-source\" is not among the sources.", "VB1010 \"no-source\" finns inte bland källorna." },
        { "year: 2025", "year: 2025\nprogramme: komiljrd", "VB1010 \"komiljrd\" is not among the programmes.", "VB1010 \"komiljrd\" finns inte bland programmen." },
        { "year: 2025", "year: 2025\ncolour: red", "VB1006 There is no field \"colour\" here.", "VB1006 Fältet \"colour\" finns inte här." },
        { "improves: {indicator: within, months-before: 1}", "between: {indicator: within, threshold: 90, benchmark: 60}", "VB1024 The steps of within do not go one way.", "VB1024 Stegen i within går inte åt ett håll." },
        { "reaches: {indicator: done, number: 50}", "reaches: {indicator: done, percent: 50}", "VB1007 The field \"number\" is missing.", "VB1007 Fältet \"number\" saknas." },
        { "reaches: {indicator: done, number: 50}", "met: {of: [{reaches: {indicator: done, number: 1}}], earns: [{number: 2, earns: 50}, {number: 1, earns: 100}]}", "VB1024 The steps of earns do not go one way.", "VB1024 Stegen i earns går inte åt ett håll." },
        { "reaches: {indicator: done, number: 50}", "points: [{weight: 0, of: {reaches: {indicator: done, number: 1}}}]", "VB1008 \"0\" cannot stand in the field weight.", "VB1008 \"0\" kan inte stå i fältet weight." },
    };

    [Theory]
    [MemberData(nameof(BadSchemes))]
    public void A_bad_scheme_is_refused_with_its_line_in_both_languages_and_nothing_is_written(string right, string wrong, string english, string swedish)
    {
        Assert.Contains(right, Scheme, StringComparison.Ordinal);
        var at = Scheme.IndexOf(right, StringComparison.Ordinal);
        Refused(Write("own.yaml", Scheme[..at] + wrong + Scheme[(at + right.Length)..]), Write("f.csv", Figures), 3, english, swedish);
    }

    [Fact]
    public void Pots_above_the_programmes_amount_and_keys_of_others_are_refused()
    {
        var komiljard = File.ReadAllText(Path.Combine(TheProgram.RulesFolder, "schemes", "komiljard-2019.yaml")).Replace("scheme: komiljard-2019", "scheme: too-much", StringComparison.Ordinal);
        var figures = Write("f.csv", Header + "operation-within-60,0014,2019-09,1,2\n");
        Refused(
            Write("own.yaml", komiljard.Replace("total: 1610 MSEK", "total: 2610 MSEK", StringComparison.Ordinal).Replace("pot: 322 MSEK", "pot: 1322 MSEK", StringComparison.Ordinal)), figures,
            3, "VB2410 The scheme too-much would pay up to SEK 2,610,000,000 but the programme komiljard has SEK 1,610,000,000 for 2019.", "VB2410 Ordningen too-much skulle betala högst 2 610 000 000 kr");
        Refused(
            Write("own.yaml", Scheme.Replace("share: {key: equal}", "share: {key: population}", StringComparison.Ordinal)), Write("g.csv", Figures),
            1, "VB2408 The scheme own has regions of its own and cannot be split by the key population", "VB2408 Ordningen own har egna regioner");
    }
}
