using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Synthetic;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Tests;

/// <summary>What the tests stand on: the repository, its rules, and short ways to make small things.</summary>
internal static class Ground
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static Lazy<RuleReading> Reading { get; } = new(() => RuleFolder.Check(Path.Combine(Root, "rules")));

    /// <summary>The rules that the project ships, examples held against them.</summary>
    public static RuleBook Rules => Reading.Value.Book ?? throw new InvalidOperationException(string.Join('\n', Reading.Value.Problems));

    public static ImmutableArray<RuleExample> Examples => Reading.Value.Examples;

    public static WaitingRules Waiting => Reading.Value.Waiting ?? throw new InvalidOperationException(string.Join('\n', Reading.Value.Problems));

    public static SyntheticNation Synthetic => Reading.Value.Synthetic ?? throw new InvalidOperationException(string.Join('\n', Reading.Value.Problems));

    public static FollowUpBook FollowUp => Reading.Value.FollowUp ?? throw new InvalidOperationException(string.Join('\n', Reading.Value.Problems));

    public static ImmutableArray<ClockExample> ClockExamples => Reading.Value.ClockExamples;

    public static BrokeringRules Brokering => Reading.Value.Brokering;

    public static IReadOnlySet<string> Municipalities => Reading.Value.MunicipalityCodes;

    public static SyntheticMarket Market => Reading.Value.Brokering.Synthetic!;

    public static PlaceBook Places => Reading.Value.Places;

    public static ImmutableArray<NeedExample> NeedExamples => Reading.Value.NeedExamples;

    public static ImmutableArray<Scheme> Schemes => Reading.Value.Schemes;

    public static ImmutableArray<SchemeExample> SchemeExamples => Reading.Value.SchemeExamples;

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static RegionId Region(string text) => RegionId.TryParse(text)!.Value;

    public static Programme Programme(string id) => Rules.FindProgramme(id).Value;

    /// <summary>A property over random instances: always the same ones, and it throws when one does not hold.</summary>
    public static void Holds(Property property, int times = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(20231220, 1367150001), property);

    public static RuleOrigin Nowhere { get; } = new("test", 1);

    public static Source Source(string id, string publisher = "government", SourceKind kind = SourceKind.Decision) =>
        new(id, id, publisher, kind, Day("2024-01-01"), null, null, Nowhere);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vardbro.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
