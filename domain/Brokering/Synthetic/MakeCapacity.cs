using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Brokering.Synthetic;

/// <summary>
/// Makes free slots at real hospitals for the synthetic nation: so many to a region and service as its room allows, spread over its
/// hospitals and weeks. The same seed and scale give the same slots; a region is made of its own chance. No hospital has said anything of this.
/// </summary>
public static class MakeCapacity
{
    // Purposes of chance of its own, apart from those of the waits.
    private const ulong Regions = 101, Services = 102, Hospitals = 103, Slots = 104;

    /// <summary>The free slots in order of hospital, service and week; cells without any are not there.</summary>
    public static ImmutableArray<FreeSlots> Of(SyntheticNation nation, SyntheticOrder order, SyntheticRoom room, PlaceBook places)
    {
        var cells = new SortedDictionary<(int Hospital, string Service, int Week), int>();
        var place = places.Hospitals.Select((h, i) => (h, i)).ToDictionary(p => p.h, p => p.i);
        foreach (var kind in nation.Kinds.Where(k => RunService.Has(k.Kind)))
        {
            var targets = RegionTargets.Of(nation, kind, order.ScaleMillionths);
            for (var r = 0; r < nation.Regions.Length; r++)
            {
                var own = places.Hospitals.Where(h => h.Municipality.Region == nation.Regions[r].Id).ToImmutableArray();
                foreach (var service in own.IsEmpty ? [] : kind.Services)
                {
                    var waiting = RegionTarget.Part(targets[r].Waiting, service.Weight, kind.Services.Sum(s => s.Weight));
                    var name = RunService.Of(service.Code, kind.Kind);
                    foreach (var (hospital, week) in Spread(Of(nation, r), name, waiting, own))
                    {
                        var cell = (place[hospital], name, week);
                        cells[cell] = cells.GetValueOrDefault(cell) + 1;
                    }
                }
            }
        }

        return [.. cells.Select(c => new FreeSlots(places.Hospitals[c.Key.Hospital], c.Key.Service, c.Key.Week, c.Value))];

        IEnumerable<(Hospital, int)> Spread(ulong region, string service, long waiting, ImmutableArray<Hospital> own)
        {
            var code = RunService.NumberOf(service);
            var slots = waiting * room.SlotsPermille * Level(room.RegionLevels, Dice.Of(order.Seed, region, Regions)) *
                Level(room.ServiceLevels, Dice.Of(order.Seed, region, code, Services)) / 1_000_000_000;
            var giving = own.Where((h, i) => Dice.Of(order.Seed, region, (code * 1000) + (ulong)i, Hospitals).Below(1000) < room.Gives.GetValueOrDefault(h.Kind)).ToList();
            var dice = Dice.Of(order.Seed, region, code, Slots);
            for (var s = 0L; s < slots; s++)
            {
                yield return (giving.Count == 0 ? own[0] : giving[dice.Below(giving.Count)], dice.Below(room.Weeks));
            }
        }
    }

    private static ulong Of(SyntheticNation nation, int region) => ulong.Parse(nation.Regions[region].Id.ToString(), CultureInfo.InvariantCulture);

    private static int Level(ImmutableArray<RoomLevel> levels, Dice dice)
    {
        var sum = 0;
        return levels[dice.Among([.. levels.Select(l => sum += l.Weight)])].Permille;
    }
}
