using System.Buffers.Binary;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>One region's month as it is read: rows are judged, counted and packed; link keys go straight to their file.</summary>
internal sealed class MonthBuilder(RegisterCodes codes, RegisterDelivery delivery, LinkKeys links, Stream keys)
{
    private readonly RowJudge judge = new(codes, delivery.Region, delivery.Month);
    private readonly BatchBuilder builder = new(delivery.Region, delivery.Month);
    private readonly TextPlaces services = new(), units = new(), municipalities = new();
    private readonly KeySet contacts = new();
    private readonly RowCounter counter = new();
    private readonly RowReportBuilder report = new();
    private readonly byte[] unwritten = new byte[1 << 16];
    private int pending;

    public MonthCount Count => counter.Count;

    public RowReport Report => report.Report;

    /// <summary>Takes a row; a refusal when it shows that the file as a whole is not what it should be.</summary>
    public Refusal? Add(in RegisterRow row, long number, bool unended)
    {
        if (judge.Misplaced(row, number) is { } misplaced)
        {
            // The period is the last field: of a file that was cut there, its beginning is left.
            return unended && misplaced.Code == RefusalCode.RegisterPeriodWrong ? Refusal.Of(RefusalCode.RegisterFileCut, $"{number}") : misplaced;
        }

        if (counter.Rows == RegisterImport.MostRows)
        {
            return Refusal.Of(RefusalCode.RegisterRowsTooMany, $"{RegisterImport.MostRows}");
        }

        var judged = judge.Judge(row);
        var key = judged.Findings.Has(RowRule.ContactIdMissing) ? 0 : links.OfContact(row[RegisterField.ContactId]);
        if (!judged.Findings.IsError && !contacts.Add(key))
        {
            judged = judged with { Findings = judged.Findings.With(RowRule.ContactIdRepeated) };
        }

        var (contact, findings) = (judged.Contact, judged.Findings);
        counter.Add(contact, findings);
        if (!findings.None)
        {
            report.Add(number, row, judged);
        }

        return findings.IsError ? null : Keep(row, contact, key);
    }

    /// <summary>The batch of what was taken.</summary>
    public ContactBatch Build() => builder.Build(new(services.All, units.All, municipalities.All));

    /// <summary>Writes the keys that are not written yet.</summary>
    public void WriteLastKeys()
    {
        keys.Write(unwritten.AsSpan(0, pending));
        pending = 0;
    }

    private Refusal? Keep(in RegisterRow row, in Contact contact, ulong key)
    {
        var (service, unit, municipality) = (
            services.Of(RowJudge.ServiceOf(row)), units.Of(RowJudge.UnitOf(row)), municipalities.Of(judge.MunicipalityOf(row)));
        if (service < 0 || unit < 0 || municipality < 0)
        {
            var full = service < 0 ? RegisterField.Service : unit < 0 ? RegisterField.CareUnit : RegisterField.Municipality;
            return Refusal.Of(RefusalCode.RegisterTextsTooMany, RegisterFields.NameOf(full), $"{ContactBatch.MostTexts}");
        }

        builder.Add(contact with { Service = service, Unit = unit, Municipality = municipality });
        if (pending == unwritten.Length)
        {
            WriteLastKeys();
        }

        BinaryPrimitives.WriteUInt64LittleEndian(unwritten.AsSpan(pending), key);
        BinaryPrimitives.WriteUInt64LittleEndian(unwritten.AsSpan(pending + LinkKeys.KeyBytes), links.OfPatient(row[RegisterField.PatientId]));
        pending += 2 * LinkKeys.KeyBytes;
        return null;
    }
}
