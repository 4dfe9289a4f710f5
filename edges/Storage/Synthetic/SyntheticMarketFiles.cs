using System.Globalization;
using System.Text;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Synthetic;
using Vardbro.Kernel;
using Vardbro.Storage.Night;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Synthetic;

/// <summary>Writes the synthetic nation's free slots and agreements as a night reads them; their names say that they are invented.</summary>
public static class SyntheticMarketFiles
{
    /// <summary>Writes both files to a folder that is there.</summary>
    /// <returns>How many slots; OutputNotWritable.</returns>
    public static Outcome<long> Write(SyntheticNation nation, SyntheticOrder order, SyntheticMarket market, PlaceBook places, string folder)
    {
        try
        {
            var slots = MakeCapacity.Of(nation, order, market.Room, places);
            var weeks = new RunWeeks(nation.Course[^1].Month.Last, market.Room.Weeks); // from the day that the waits are of
            Save(folder, NightOrder.CapacityFile, NightSlots.Header,
                slots.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Provider.Id},{s.Service},{NightSlots.Text(weeks.MondayOf(s.Week))},{s.Slots}")));
            Save(folder, NightOrder.AgreementsFile, "group,provider,penalty_km",
                from region in nation.Regions
                from hospital in places.Hospitals
                select string.Create(CultureInfo.InvariantCulture, $"{region.Id},{hospital.Id},{market.Agreements.PenaltyKm(region.Id, hospital.Municipality.Region)}"));
            return slots.Sum(s => (long)s.Slots);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.OutputNotWritable, folder, trouble.Message);
        }
    }

    private static void Save(string folder, string name, string header, IEnumerable<string> rows) => File.WriteAllText(
        Path.Combine(folder, NightFiles.SyntheticMark + name), string.Concat(rows.Prepend(header).Select(r => r + "\n")), new UTF8Encoding(false));
}
