using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Synthetic;
using Vardbro.Kernel;
using Vardbro.Waiting.Places;

namespace Vardbro.Storage.Rules;

/// <summary>The free capacity and the agreements of the synthetic nation.</summary>
internal sealed partial class RuleReader
{
    private const string CapacityFile = "synthetic/capacity.yaml";
    private const string AgreementsFile = "synthetic/agreements.yaml";

    private SyntheticRoom? room;
    private SyntheticAgreements? agreements;

    private SyntheticMarket? Market => room is not null && agreements is not null ? new(room, agreements) : null;

    private void ReadCapacity(RuleFields file)
    {
        file.Id("capacity");
        SourceOf(file);
        var gives = Part(file, "gives");
        room = new(
            (int)file.Whole("weeks", 1, ServiceProblem.MostWeeks), (int)file.Whole("slots-permille", 1, 10_000),
            ReadLevels(file, "region-levels"), ReadLevels(file, "service-levels"),
            HospitalKinds.ToImmutableSortedDictionary(k => k.Value, k => (int)gives.Whole(k.Key, 0, 1000)), file.Words("assumption"), file.Origin);
        gives.Done();
    }

    private static ImmutableArray<RoomLevel> ReadLevels(RuleFields file, string name)
    {
        var levels = ImmutableArray.CreateBuilder<RoomLevel>();
        foreach (var entry in file.Entries(name, required: true))
        {
            levels.Add(new((int)entry.Whole("weight", 1, MostWeight), (int)entry.Whole("permille", 0, 100_000)));
            entry.Done();
        }

        Require(file, name, levels.Count > 0, new("minst en nivå", "one level at least"));
        return levels.ToImmutable();
    }

    private void ReadAgreements(RuleFields file)
    {
        file.Id("agreements");
        var careRegions = ImmutableArray.CreateBuilder<CareRegion>();
        foreach (var entry in file.Entries("care-regions", required: true))
        {
            var region = new CareRegion(
                entry.Id("id"), entry.Words("name"), [.. entry.Scalars("regions").Select(s => RegionOf(s.Text, s.Origin)).OfType<RegionId>()]);
            entry.Done();
            if (Take("care region", region.Id, entry.OriginOf("id")))
            {
                careRegions.Add(region);
            }
        }

        agreements = new(
            careRegions.ToImmutable(), (int)file.Whole("agreement-penalty-km", 0, ServiceProblem.MostCost), (int)file.Whole("national-penalty-km", 0, ServiceProblem.MostCost),
            SourceOf(file), file.Words("assumption"), file.Origin);
    }
}
