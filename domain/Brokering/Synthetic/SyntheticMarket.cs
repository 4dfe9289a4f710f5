using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Places;

namespace Vardbro.Brokering.Synthetic;

/// <summary>How much room there is somewhere, and how often it is so much.</summary>
/// <param name="Weight">How often, among the levels.</param>
/// <param name="Permille">How much, per thousand of the usual.</param>
public sealed record RoomLevel(int Weight, int Permille);

/// <summary>What the free capacity of the synthetic nation is made from.</summary>
/// <param name="Weeks">Weeks with free slots.</param>
/// <param name="SlotsPermille">Free slots in all the weeks per thousand who wait for a service in a region, where the room is the usual.</param>
/// <param name="RegionLevels">How much room a region has.</param>
/// <param name="ServiceLevels">How much of it a service has.</param>
/// <param name="Gives">How many per thousand of a region's services a hospital of each kind gives.</param>
/// <param name="Assumption">What is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SyntheticRoom(
    int Weeks, int SlotsPermille, ImmutableArray<RoomLevel> RegionLevels, ImmutableArray<RoomLevel> ServiceLevels,
    ImmutableSortedDictionary<HospitalKind, int> Gives, Bilingual Assumption, RuleOrigin Origin);

/// <summary>Regions that have an agreement with one another.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">For people.</param>
/// <param name="Regions">Which regions.</param>
public sealed record CareRegion(string Id, Bilingual Name, ImmutableArray<RegionId> Regions);

/// <summary>On what terms a region's patients may go where.</summary>
/// <param name="CareRegions">Groups of regions with agreements of their own.</param>
/// <param name="AgreementPenaltyKm">What care in another region of the same group is held to cost, in kilometres.</param>
/// <param name="NationalPenaltyKm">The same under the national agreement.</param>
/// <param name="Source">Who says which regions belong together.</param>
/// <param name="Assumption">What is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record SyntheticAgreements(
    ImmutableArray<CareRegion> CareRegions, int AgreementPenaltyKm, int NationalPenaltyKm, Source Source, Bilingual Assumption, RuleOrigin Origin)
{
    /// <summary>What it is held to cost, in kilometres, that a patient of one region has care in another.</summary>
    public int PenaltyKm(RegionId home, RegionId receiving) =>
        home == receiving ? 0
        : CareRegions.Any(c => c.Regions.Contains(home) && c.Regions.Contains(receiving)) ? AgreementPenaltyKm
        : NationalPenaltyKm;
}

/// <summary>Free capacity and agreements of the synthetic nation.</summary>
/// <param name="Room">The free capacity.</param>
/// <param name="Agreements">The agreements.</param>
public sealed record SyntheticMarket(SyntheticRoom Room, SyntheticAgreements Agreements);

/// <summary>A provider's free slots for a service in a week of the run.</summary>
/// <param name="Provider">The hospital.</param>
/// <param name="Service">The service as runs name it.</param>
/// <param name="Week">The week, 0 is the first that begins after the day the waits are of.</param>
/// <param name="Slots">How many.</param>
public sealed record OpenSlots(Hospital Provider, string Service, int Week, int Slots);
