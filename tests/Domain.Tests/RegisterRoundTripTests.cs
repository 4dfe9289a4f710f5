using FsCheck;
using FsCheck.Fluent;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>What is written as a file and taken in comes back as it was, whatever it is.</summary>
public sealed class RegisterRoundTripTests : IDisposable
{
    private static readonly Month August = new(2024, 8);
    private static readonly RegionId Home = Ground.Region("0014");
    private static readonly WaitKind[] Kinds =
        [WaitKind.FirstVisit, WaitKind.Treatment, WaitKind.Other, WaitKind.ChildPsychiatryAssessment, WaitKind.ChildPsychiatryTreatment];

    private readonly string folder = Directory.CreateTempSubdirectory("vardbro-test-").FullName;
    private int files;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // The texts stand in the contact's places, so that a contact is all there is to compare.
    private static Gen<Contact> Contacts() =>
        from kind in Gen.Elements(Kinds)
        from places in Gen.Choose(0, 40).ArrayOf(3)
        from sex in Gen.Elements(Enum.GetValues<Sex>())
        from year in Gen.Choose(ContactBatch.FirstBirthYear, 2024)
        from deviation in Gen.Elements<DeviationKind?>(null, DeviationKind.PatientChosen, DeviationKind.MedicallyCaused, DeviationKind.SpeciallyCaused)
        from guaranteed in Gen.Elements(true, false)
        from before in Gen.Choose(0, August.Last.DayNumber - WaitDate.First.DayNumber)
        from had in Gen.Choose(-1, 30)
        from target in Gen.Choose(-1, 40_000)
        let start = August.First.AddDays(had)
        let began = August.Last.AddDays(-before)
        select new Contact(
            kind, places[0], places[1], places[2], sex, year, deviation, guaranteed, had >= 0 && start < began ? start : began,
            had >= 0 ? start : null, target < 0 ? null : WaitDate.First.AddDays(target));

    [Fact]
    public void Every_contact_comes_back_with_its_texts_in_its_order() =>
        Ground.Holds(Prop.ForAll(Gen.ListOf(Contacts()).Select(c => c.ToList()).Where(c => c.Count > 0).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (contacts, quoted) =>
        {
            var batch = TakeIn(contacts, quoted);
            return batch.Count == contacts.Count && contacts.Select((c, i) => Same(c, batch, i)).All(same => same);
        }), times: 60);

    private static bool Same(Contact contact, ContactBatch batch, int place)
    {
        var back = batch[place];
        return batch.Texts.Services[back.Service] == Service(contact) && batch.Texts.Units[back.Unit] == Unit(contact) &&
            batch.Texts.Municipalities[back.Municipality] == Municipality(contact) &&
            Near(contact) == (back with { Service = contact.Service, Unit = contact.Unit, Municipality = contact.Municipality });
    }

    // A target is held as days from the month's end, up to 32 767 of them.
    private static Contact Near(Contact contact) => contact with
    {
        Target = contact.Target is { } target ? August.Last.AddDays(Math.Clamp(target.DayNumber - August.Last.DayNumber, -short.MaxValue, short.MaxValue)) : null,
    };

    private ContactBatch TakeIn(List<Contact> contacts, bool quoted)
    {
        var file = Path.Combine(folder, $"{++files}.csv");
        File.WriteAllText(file, RegisterRows.Text([.. contacts.Select((c, i) => RowOf(c, i, quoted))]));
        var store = RegisterStore.Open(Path.Combine(folder, "data")).Value;
        var answer = RegisterImport.Run(store, new(file, Home, August, false), Ground.Waiting, TimeProvider.System).Value;
        Assert.True(answer.Why is null, answer.Why?.ToString());
        Assert.Equal(answer.Import.Batch, store.Pointer(Home, August).Value!.Batch);
        Assert.Equal(contacts.Count, store.LoadLinked(answer.Import.Batch!).Value.Keys.Distinct().Count());
        return store.Load(answer.Import.Batch!).Value;
    }

    private static string RowOf(Contact contact, int number, bool quoted)
    {
        var starts = contact.Kind is WaitKind.Treatment or WaitKind.ChildPsychiatryTreatment ? RegisterField.DecisionDate : RegisterField.ArrivalDate;
        var fields = RegisterRows.Fields(
            number,
            (RegisterField.ContactType, $"{Array.IndexOf(Kinds, contact.Kind) + 1}"), (RegisterField.Service, Service(contact)),
            (RegisterField.CareUnit, Unit(contact)), (RegisterField.Municipality, Municipality(contact) is { Length: > 0 } m ? m : "9999"),
            (RegisterField.Sex, contact.Sex == Sex.Unknown ? "" : $"{(int)contact.Sex}"), (RegisterField.BirthYear, $"{contact.BirthYear}"),
            (RegisterField.Deviation, contact.Deviation is { } deviation ? $"{(int)deviation + 1}" : ""),
            (RegisterField.Guarantee, contact.Guaranteed ? "1" : "2"),
            (RegisterField.ReferralDate, ""), (RegisterField.ArrivalDate, ""), (RegisterField.DecisionDate, ""), (starts, $"{contact.From:yyyy-MM-dd}"),
            (RegisterField.StartDate, $"{contact.To:yyyy-MM-dd}"), (RegisterField.TargetDate, $"{contact.Target:yyyy-MM-dd}"),
            (RegisterField.HospitalName, quoted ? "\"Söder, \"\"stora\"\" huset\nvid ån\"" : "Söder"));
        return string.Join(',', quoted ? fields.Select((f, i) => i % 2 == 0 && !f.StartsWith('"') ? $"\"{f}\"" : f) : fields);
    }

    private static string Service(Contact contact) => $"{500 + contact.Service}";

    private static string Unit(Contact contact) => $"SE2321000131-E{contact.Unit}";

    private static string Municipality(Contact contact) => contact.Municipality == 0 ? "" : $"{1400 + contact.Municipality}";
}
