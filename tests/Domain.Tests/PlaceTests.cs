using Vardbro.Storage.Rules;
using Vardbro.Waiting.Places;

namespace Vardbro.Tests;

public sealed class PlaceTests
{
    private static readonly PlaceBook Places = RuleFolder.LoadAll(Path.Combine(Ground.Root, "rules")).Value.Places;

    // Held against the haversine formula in floating point, reckoned apart from the program.
    [Theory]
    [InlineData("Stockholm", "Göteborg", 391)]
    [InlineData("Stockholm", "Kiruna", 992)]
    [InlineData("Malmö", "Kiruna", 1455)]
    [InlineData("Danderyd", "Sollentuna", 8)]
    [InlineData("Nacka", "Lidingö", 8)]
    [InlineData("Gotland", "Gotland", 0)]
    public void The_distance_between_two_municipalities_is_the_great_circle(string from, string to, int km)
    {
        Assert.Equal(km, Distance.Km(At(from), At(to)));
        Assert.Equal(km, Distance.Km(At(to), At(from)));
    }

    // A degree of latitude is 6371.0088 × π / 180 = 111.195 km; a quarter of the way round is 10 007.6 km, half of it 20 015.1.
    [Theory]
    [InlineData(0, 0, 1, 0, 111)]
    [InlineData(0, 0, 0, 1, 111)]
    [InlineData(60, 10, 60, 11, 56)]
    [InlineData(0, 0, 90, 0, 10008)]
    [InlineData(0, 0, 0, 180, 20015)]
    [InlineData(90, 0, -90, 0, 20015)]
    [InlineData(10, 179, 10, -179, 219)]
    public void Distances_that_can_be_reckoned_by_hand_come_out(int north, int east, int north2, int east2, int km) =>
        Assert.Equal(km, Distance.Km(Degrees(north, east), Degrees(north2, east2)));

    [Fact]
    public void No_way_round_is_shorter_than_the_straight_one()
    {
        var some = Places.Municipalities.Where((_, i) => i % 13 == 0).Select(m => m.At).ToList();
        Assert.All(from a in some from b in some from c in some select (a, b, c), t =>
            Assert.True(Distance.Km(t.a, t.c) <= Distance.Km(t.a, t.b) + Distance.Km(t.b, t.c) + 1));
    }

    [Fact]
    public void Every_municipality_and_hospital_is_there_and_a_region_has_its_own()
    {
        Assert.Equal((290, 81), (Places.Municipalities.Length, Places.Hospitals.Length));
        Assert.Equal(21, Places.Municipalities.Select(m => m.Region).Distinct().Count());
        Assert.Equal(21, Places.Hospitals.Select(h => h.Municipality.Region).Distinct().Count());
        Assert.All(Places.SyntheticUnits, u => Assert.All(u.Value, h => Assert.Equal(u.Key, h.Municipality.Region)));
        Assert.NotNull(Places.HospitalGround.Assumption);
    }

    [Fact]
    public void The_synthetic_nation_lives_in_the_same_municipalities_and_every_unit_of_it_has_a_place()
    {
        var nation = RuleFolder.LoadAll(Path.Combine(Ground.Root, "rules")).Value.Synthetic!;
        Assert.All(nation.Regions, region => Assert.Equal(
            Places.Municipalities.Where(m => m.Region == region.Id).Select(m => m.Code), region.Municipalities.Order(StringComparer.Ordinal)));
        Assert.All(nation.Regions, region => Assert.True(
            Places.SyntheticUnits[region.Id].Length >= Math.Clamp(region.Inhabitants / nation.Habits.InhabitantsPerHospital, 1, 9)));
    }

    [Theory]
    [InlineData("1490", "Borås")]
    [InlineData("borås", "Borås")]
    [InlineData("Upplands Väsby", "Upplands Väsby")]
    public void A_municipality_is_found_by_code_or_name(string text, string name) => Assert.Equal(name, Places.FindMunicipality(text).Value.Name);

    [Theory]
    [InlineData("")]
    [InlineData("149")]
    [InlineData("Ankeborg")]
    public void Another_text_is_refused(string text) => Assert.Equal("VB2240", Places.FindMunicipality(text).Refusal!.Number);

    [Theory]
    [InlineData("SYN-0014-511-2", "Södra Älvsborgs sjukhus Borås")]
    [InlineData("SYN-0009-311-1", "Visby lasarett")]
    [InlineData("SYN-0009-311-2", null)]
    [InlineData("SYN-0014-511-0", null)]
    [InlineData("SYN-0099-511-1", null)]
    [InlineData("SYN-0014-VC-1480", null)]
    [InlineData("SE2321000131-E000000000001", null)]
    public void Only_a_synthetic_unit_with_a_hospital_has_a_place(string unit, string? hospital) => Assert.Equal(hospital, Places.HospitalOf(unit)?.Name);

    private static Coordinates At(string name) => Places.FindMunicipality(name).Value.At;

    private static Coordinates Degrees(int north, int east) => new(north * Coordinates.ToADegree, east * Coordinates.ToADegree);
}
