using System.Collections.Immutable;
using Vardbro.Brokering;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage.Operational;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Night;

/// <summary>What a night is told.</summary>
/// <param name="Day">Of which day; null for that of the newest file.</param>
/// <param name="Weeks">How many weeks it offers.</param>
/// <param name="Seed">The seed of the draw; null for the one announced.</param>
/// <param name="Capacity">The file of free slots; null for the one in the data folder.</param>
/// <param name="Agreements">The file of agreements; null for the one in the data folder.</param>
/// <param name="Folder">Where the engine's files stay; null when they are not to stay.</param>
/// <param name="Contacts">How many can be reached tomorrow; null for no limit.</param>
public sealed record NightOrder(DateOnly? Day, int Weeks, ulong? Seed, string? Capacity, string? Agreements, string? Folder, int? Contacts = null)
{
    /// <summary>The usual number of weeks.</summary>
    public const int UsualWeeks = 26;

    /// <summary>What the file of free slots is called.</summary>
    public const string CapacityFile = "capacity.csv";

    /// <summary>What the file of agreements is called.</summary>
    public const string AgreementsFile = "agreements.csv";
}

/// <summary>What came of a night.</summary>
/// <param name="Night">The night as it is kept.</param>
/// <param name="Next">The seed announced for the next one.</param>
public sealed record NightDone(NightRecord Night, AnnouncedSeed Next);

/// <summary>
/// A night: who waits and may be moved gets a tier and a rank by the rules of need, the engine makes the best plan and its proof in a
/// process of its own, the figures are kept and the offers sealed under the persons' keys. Nothing is kept unless the plan is proven.
/// </summary>
public sealed class RunNight
{
    private readonly string dataFolder;
    private readonly RuleReading rules;
    private readonly NightOrder order;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, RunPatient> patients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedOffer> offers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> examples = new(StringComparer.Ordinal);

    private RunNight(string dataFolder, RuleReading rules, NightOrder order, TimeProvider clock) =>
        (this.dataFolder, this.rules, this.order, this.clock) = (dataFolder, rules, order, clock);

    /// <summary>Runs a night.</summary>
    /// <param name="dataFolder">Where the waits lie, and the night is to.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="decided">What has been decided: on what ground persons may be handled.</param>
    /// <param name="order">What it is told.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>
    /// What came of it; NightWaitsNone, NightDayTooEarly, DateInFuture, NightFileMissing, NightSlotsElsewhen, NightSyntheticMixed, NeedRulesMissing, NightEngineFailed,
    /// MatchFolderNotEmpty, and what the stores have to say. Nothing is kept then.
    /// </returns>
    public static Outcome<NightDone> Of(string dataFolder, RuleReading rules, Decided decided, NightOrder order, TimeProvider clock) =>
        OperationalStore.Open(dataFolder).Then(store => NightFiles.Alone(dataFolder, () =>
        {
            NightFiles.ClearLeft(dataFolder);
            return new RunNight(dataFolder, rules, order, clock).Start(store, decided);
        }));

    private Outcome<NightDone> Start(OperationalStore store, Decided decided) => store.Status().Then(status =>
    {
        var today = SwedishDate.Today(clock);
        var regions = status.Where(r => r.HoldsPersons && decided.BasesOf(r.Region).On(today) is not null).ToImmutableArray();
        if (regions.IsEmpty)
        {
            return Refusal.Of(RefusalCode.NightWaitsNone, $"{today:yyyy-MM-dd}");
        }

        var newest = regions.Max(r => r.Current!.Day);
        var day = order.Day ?? newest;
        return Trouble(regions, day, newest, today) is { } refusal ? refusal
            : Files(regions[0].Current!.Synthetic, [.. regions.Select(r => r.Region)]).Then(files => rules.Brokering.NeedFor(day).Then(rule =>
            NightSlots.In(files.Capacity, new(day, order.Weeks)).Then(slots =>
            Seed().Then(seed => WithFolder(files, () => Run(store, decided, files, slots, rule, seed, new(day, order.Weeks), regions))))));
    });

    private static Refusal? Trouble(ImmutableArray<OperationalRegion> regions, DateOnly day, DateOnly newest, DateOnly today) =>
        day < newest ? Refusal.Of(RefusalCode.NightDayTooEarly, $"{day:yyyy-MM-dd}", $"{newest:yyyy-MM-dd}")
        : day > today ? Refusal.Of(RefusalCode.DateInFuture, new Bilingual("Dagen", "The day"), $"{day:yyyy-MM-dd}", $"{today:yyyy-MM-dd}")
        : regions.Any(r => r.Current!.Synthetic) && regions.Any(r => !r.Current!.Synthetic) ? Refusal.Of(RefusalCode.NightSyntheticMixed, new Bilingual(
            $"väntorna i {Names(regions, true)} är påhittade, i {Names(regions, false)} verkliga", $"the waits of {Names(regions, true)} are invented, of {Names(regions, false)} real"))
        : null;

    private static string Names(ImmutableArray<OperationalRegion> regions, bool synthetic) =>
        string.Join(", ", regions.Where(r => r.Current!.Synthetic == synthetic).Select(r => r.Region));

    private Outcome<NightFiles> Files(bool synthetic, ImmutableArray<RegionId> regions)
    {
        var folder = order.Folder ?? NightFiles.Usual(dataFolder);
        var files = new NightFiles(Path.GetFullPath(folder), Named(order.Capacity, NightOrder.CapacityFile), Named(order.Agreements, NightOrder.AgreementsFile));
        return !File.Exists(files.Capacity) ? Missing(files.Capacity, new("lediga tider", "free slots"), "--capacity")
            : !File.Exists(files.Agreements) ? Missing(files.Agreements, new("avtal", "agreements"), "--agreements")
            : !synthetic && (IsInvented(files.Capacity) || IsInvented(files.Agreements))
                ? Refusal.Of(RefusalCode.NightSyntheticMixed, new Bilingual("väntorna är verkliga, de lediga tiderna eller avtalen påhittade", "the waits are real, the free slots or the agreements invented"))
            : files.WithoutAgreement(regions) is { Length: > 0 } without
                ? Refusal.Of(RefusalCode.NightAgreementMissing, string.Join(", ", without), files.Agreements)
            : order.Folder is not null && (File.Exists(files.Folder) || (Directory.Exists(files.Folder) && Directory.EnumerateFileSystemEntries(files.Folder).Any()))
                ? Refusal.Of(RefusalCode.MatchFolderNotEmpty, files.Folder)
            : files;

        // What is invented says so in its name.
        string Named(string? asked, string name) => Path.GetFullPath(asked ?? Path.Combine(dataFolder, (synthetic ? NightFiles.SyntheticMark : "") + name));
        static bool IsInvented(string file) => Path.GetFileName(file).StartsWith(NightFiles.SyntheticMark, StringComparison.Ordinal);
        static Refusal Missing(string file, Bilingual what, string option) => Refusal.Of(RefusalCode.NightFileMissing, file, what, option);
    }

    private Outcome<(ulong Seed, bool Announced)> Seed() => order.Seed is { } asked ? (asked, false)
        : NightStore.In(dataFolder).NextSeed().Then<(ulong, bool)>(next => next is { } announced ? (announced.Seed, true) : (NightStore.RandomSeed(), false));

    private Outcome<NightDone> WithFolder(NightFiles files, Func<Outcome<NightDone>> run)
    {
        try
        {
            var done = run();
            Clear(keep: done.Refusal is null);
            return done;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Clear(keep: false);
            return Refusal.Of(RefusalCode.OutputNotWritable, files.Folder, trouble.Message);
        }

        // Nothing was in the folder before; it stays only when it was asked for and the night was kept.
        void Clear(bool keep)
        {
            if (!(keep && order.Folder is not null) && Directory.Exists(files.Folder))
            {
                Directory.Delete(files.Folder, recursive: true);
            }
        }
    }

    private Outcome<NightDone> Run(
        OperationalStore store, Decided decided, NightFiles files, ImmutableArray<string> slots, NeedRule rule, (ulong Seed, bool Announced) seed, RunWeeks weeks, ImmutableArray<OperationalRegion> regions)
    {
        var statistics = rules.Waiting!.Statistics;
        var (needs, count, synthetic) = (new NeedOf(rules.Waiting, rule, rules.MunicipalityCodes, weeks), new NightCount(weeks, rules.Waiting), regions[0].Current!.Synthetic);
        if (Judge(store, decided, seed.Seed, needs, count) is { } refusal)
        {
            return refusal;
        }

        files.Write(patients.Values, rule.MostKm, slots, rules.Places, synthetic);
        var (run, verify) = files.Arguments(weeks.Weeks, seed.Seed, order.Contacts);
        var nights = NightStore.In(dataFolder);
        return NightEngine.Run(run).Then(_ => NightEngine.Run(verify)).Then(_ => nights.Newest(DateTimeOffset.MaxValue)).Then(newest => nights.OfDayBefore(weeks.Day).Then(before =>
        {
            Take(files, count, weeks);
            var figures = count.Figures(rule, files.SlotsByRegion(rules.Places), before?.Synthetic == synthetic ? before.Content.Figures.Targets : [], AcceptanceModel.On(weeks.Day, rules.Acceptances));
            var (number, hashes) = ((newest?.Number ?? 0) + 1, files.Hashes());
            var shown = new SortedDictionary<string, NightExample>(StringComparer.Ordinal);
            var wanted = synthetic ? examples.ToDictionary(e => e.Value, e => e.Key, StringComparer.Ordinal) : [];
            return files.Explain(wanted.Keys, weeks, seed.Seed, order.Contacts, rules.Places).Then(explained => nights.Ready().Then(file => store.KeepOffers(
                number, seed.Seed, offers, wanted.Keys.ToHashSet(),
                (wait, key) => shown[wanted[key]] = NightExamples.Of(
                    needs.Of(wait).Value, rule, weeks, statistics, offers.GetValueOrDefault(key), explained.GetValueOrDefault(key, []), wanted[key]),
                file,
                connection =>
                {
                    var content = new NightContent(
                        rules.Waiting.Version, rule.Id, regions.ToImmutableSortedDictionary(r => r.Region, r => r.Current!.Day), figures, [.. shown.Values], hashes, order.Contacts);
                    var night = new NightRecord(number, clock.GetUtcNow(), weeks.Day, weeks.Weeks, seed.Seed, seed.Announced, synthetic, content);
                    return nights.Add(connection, night).Then<NightDone>(next => new NightDone(night, next));
                })));
        }));
    }

    private Refusal? Judge(OperationalStore store, Decided decided, ulong seed, NeedOf needs, NightCount count)
    {
        Refusal? wrong = null;
        var read = store.WaitingInRun(decided, SwedishDate.Today(clock), seed, (wait, key) =>
        {
            if (!needs.Of(wait).Succeeded(out var need, out var refusal))
            {
                wrong ??= refusal;
                return;
            }

            count.Add(need);
            if (need is InRun placed)
            {
                patients.Add(key, RunPatient.Of(key, placed, rules.Waiting!.Statistics));
            }
            else if (need is LeftOut left)
            {
                Exemplify(NightExamples.NameOf(left.Why), key);
            }
        });
        return read.Refusal ?? wrong ?? (patients.Count == 0 ? Refusal.Of(RefusalCode.NightWaitsNone, $"{SwedishDate.Today(clock):yyyy-MM-dd}") : null);
    }

    private void Take(NightFiles files, NightCount count, RunWeeks weeks) => files.Read(rules.Places,
        (key, offer) =>
        {
            var patient = patients[key];
            count.Add(patient, offer);
            offers[key] = new(offer.Provider, weeks.MondayOf(offer.Week), offer.Km, patient.Tier, patient.Rank);
            Exemplify(NightExamples.NameOf(patient.Tier), key);
        },
        (key, reason) =>
        {
            count.Add(patients[key], reason);
            Exemplify(NightExamples.NameOf(reason), key);
        });

    // The first by the run's key: one of each, by chance.
    private void Exemplify(string name, string key)
    {
        if (!examples.TryGetValue(name, out var first) || string.CompareOrdinal(key, first) < 0)
        {
            examples[name] = key;
        }
    }
}
