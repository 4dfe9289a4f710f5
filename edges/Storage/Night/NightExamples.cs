using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Operational;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Night;

/// <summary>Invented persons as examples: one offered a slot in each tier, one for each reason to be offered nothing, one for each to be left out.</summary>
internal static class NightExamples
{
    private const string Offered = "1-offered-", Nothing = "2-nothing-", Left = "3-left-out-"; // the order they are shown in

    /// <summary>The name of the example of somebody offered a slot in a tier.</summary>
    public static string NameOf(int tier) => $"{Offered}{tier}";

    /// <summary>The name of the example of somebody offered nothing.</summary>
    public static string NameOf(UnplacedReason reason) => Nothing + FundingTables.Kebab(reason);

    /// <summary>The name of the example of somebody left out.</summary>
    public static string NameOf(LeftOutReason reason) => Left + FundingTables.Kebab(reason);

    /// <summary>An example, by its name.</summary>
    public static NightExample Of(JudgedNeed need, NeedRule rule, RunWeeks weeks, StatisticsRules statistics, PlannedOffer? offer, ImmutableArray<Bilingual> plan, string name)
    {
        var (wait, placed, age) = (need.Wait, need as InRun, need.Clock.Day.Year - need.Wait.Person.BirthYear);
        return new(
            placed?.Tier.Tier, placed?.Rank, (need as LeftOut)?.Why,
            Enum.GetValues<UnplacedReason>().Where(r => NameOf(r) == name).Select(r => (UnplacedReason?)r).FirstOrDefault(),
            wait.Region, wait.Person.Municipality, RunService.Of(wait.Care.Service, wait.Care.Kind), wait.Person.Sex,
            statistics.AgeGroups.First(g => g.Covers(Math.Max(0, age))).ToString(), offer,
            [.. NeedWords.Reasons(need, rule, weeks).Select(r => new ExampleReason(r.Rule, r.Inputs, r.Outcome))], plan);
    }
}
