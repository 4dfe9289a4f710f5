using System.Text;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Synthetic;

/// <summary>
/// Writes the home units' daily file of a region for one day: everybody who waits, and in the month everybody who was cared for or
/// left. A wait is the register's: its contact id is the wait id without the W.
/// </summary>
internal sealed class OperationalRows
{
    /// <summary>The heading.</summary>
    public const string Heading =
        "wait_id,person_key,region_id,unit,service,municipality,sex,birth_year,kind,referral_date,decision_date,target_date," +
        "home_date,deviation,deviation_from,deviation_to,profile,status,exit_reason,exit_date,updated_at";

    private readonly SyntheticPeople people;
    private readonly Places places;
    private readonly RowText row = new();
    private readonly byte[] wait;

    /// <summary>Rows of one region.</summary>
    public OperationalRows(SyntheticPeople people, Places places)
    {
        (this.people, this.places) = (people, places);
        wait = Encoding.ASCII.GetBytes($"{SyntheticKeys.Mark}W-{places.Region.Id}-");
    }

    /// <summary>Writes the heading and every row.</summary>
    public void Write(SyntheticMonth month, PlainGzip to)
    {
        to.Write(Encoding.ASCII.GetBytes(Heading + "\n"));
        var day = month.Month.Last;
        foreach (var (strand, waits) in month.Strands)
        {
            foreach (var (held, of) in places.InOrder(waits.Waiting.Select(w => (w, people.ContactOf(strand, w))), w => w.Item2))
            {
                var standing = people.StandingOf(strand, held, day);
                Row(strand, of, standing, standing.HomeDate is null ? "waiting"u8 : "booked"u8, null, day, to);
            }

            Ended(strand, waits.Completed, "cared"u8, day, to);
            Ended(strand, waits.Left, "closed"u8, day, to);
        }
    }

    private void Ended(Strand strand, IReadOnlyList<Ended> ended, ReadOnlySpan<byte> status, DateOnly day, PlainGzip to)
    {
        foreach (var (end, of) in places.InOrder(ended.Select(e => (e, people.ContactOf(strand, e.Wait, e.Day))), e => e.Item2))
        {
            Row(strand, of, people.StandingOf(strand, end.Wait, day, end.Day), status, DateOnly.FromDayNumber(end.Day), day, to);
        }
    }

    private void Row(
        Strand strand, in SyntheticContact of, in SyntheticStanding standing, ReadOnlySpan<byte> status, DateOnly? exit, DateOnly day, PlainGzip to)
    {
        row.Key(wait, (ulong)of.Number, SyntheticKeys.NumberLetters)
            .Key("SYNK-"u8, people.PersonOf(of.Number), SyntheticKeys.PersonLetters)
            .Field(places.Operational(strand, of))
            .Field(places.Municipality(of))
            .Field(of.Sex == Sex.Male ? "male"u8 : "female"u8)
            .Year(of.BirthYear)
            .Field(KindOf(people.Nation.Kinds[strand.Kind].Kind))
            .Date(of.Referral).Date(of.Decision).Date(of.Target).Date(standing.HomeDate)
            .Field(DeviationOf(strand.Deviation)).Date(standing.DeviationFrom).Date(standing.DeviationTo)
            .Field("synthetic"u8)
            .Field(status)
            .Field(exit is not null && status.SequenceEqual("closed"u8) ? Encoding.ASCII.GetBytes(standing.ExitReason!) : [])
            .Date(exit)
            .Instant(exit ?? day);
        to.Write(row.End());
    }

    private static ReadOnlySpan<byte> KindOf(WaitKind kind) => kind switch
    {
        WaitKind.FirstVisit => "first-visit"u8,
        WaitKind.Treatment => "operation"u8,
        _ => "other"u8,
    };

    private static ReadOnlySpan<byte> DeviationOf(DeviationKind? deviation) => deviation switch
    {
        DeviationKind.PatientChosen => "PvV"u8,
        DeviationKind.MedicallyCaused => "MoV"u8,
        DeviationKind.SpeciallyCaused => "SoV"u8,
        _ => [],
    };
}
