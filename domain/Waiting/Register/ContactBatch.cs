using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>
/// One region's month, packed in columns of 14 bytes a contact: who waited on its last day and who got care in it.
/// Immutable; a later file makes another batch. Dates are days before or after the month's last day.
/// </summary>
public sealed class ContactBatch
{
    /// <summary>Bytes a contact takes at rest, before the texts that all contacts share.</summary>
    public const int BytesAContact = 14;

    /// <summary>The most different texts a column can hold.</summary>
    public const int MostTexts = ushort.MaxValue + 1;

    /// <summary>The longest wait in days that can be held.</summary>
    public const int LongestWait = ushort.MaxValue - 1;

    /// <summary>The first birth year that can be held.</summary>
    public const int FirstBirthYear = 1850;

    internal const ushort StillWaiting = ushort.MaxValue;
    internal const short NoTarget = short.MinValue;

    internal ContactBatch(RegionId region, Month month, BatchTexts texts, BatchColumns columns)
    {
        (Region, Month, Texts, Columns) = (region, month, texts, columns);
    }

    /// <summary>A batch of columns that were packed before; null when they cannot be of one batch, which is damage.</summary>
    public static ContactBatch? Of(RegionId region, Month month, BatchTexts texts, BatchColumns columns) =>
        columns.FitTogether(texts) ? new(region, month, texts, columns) : null;

    /// <summary>Whose month.</summary>
    public RegionId Region { get; }

    /// <summary>Which month.</summary>
    public Month Month { get; }

    /// <summary>The texts that the columns point into.</summary>
    public BatchTexts Texts { get; }

    /// <summary>The columns, for whoever counts.</summary>
    public BatchColumns Columns { get; }

    /// <summary>How many contacts.</summary>
    public int Count => Columns.Facts.Length;

    /// <summary>One contact, unpacked.</summary>
    public Contact this[int place]
    {
        get
        {
            var (columns, last) = (Columns, Month.Last);
            var facts = columns.Facts[place];
            var from = last.AddDays(-columns.StartedBefore[place]);
            return new(
                (WaitKind)(facts & 7), columns.Service[place], columns.Unit[place], columns.Municipality[place],
                (Sex)((facts >> 3) & 3), FirstBirthYear + columns.BirthYear[place],
                ((facts >> 5) & 3) is > 0 and var deviation ? (DeviationKind)(deviation - 1) : null,
                (facts & 128) != 0, from,
                columns.Waited[place] is StillWaiting ? null : from.AddDays(columns.Waited[place]),
                columns.Target[place] is NoTarget ? null : last.AddDays(columns.Target[place]));
        }
    }
}

/// <summary>The texts of a batch, each once, in order of first appearance.</summary>
/// <param name="Services">Codes of services (mvo).</param>
/// <param name="Units">Identities of care units.</param>
/// <param name="Municipalities">Codes of home municipalities.</param>
public sealed record BatchTexts(ImmutableArray<string> Services, ImmutableArray<string> Units, ImmutableArray<string> Municipalities);

/// <summary>The columns of a batch, one value a contact each, all of one length.</summary>
/// <param name="Service">Place among the services.</param>
/// <param name="Unit">Place among the units.</param>
/// <param name="Municipality">Place among the municipalities.</param>
/// <param name="StartedBefore">Days from the start of the wait to the month's last day.</param>
/// <param name="Waited">Days from start to care; 65 535 for who still waits.</param>
/// <param name="Target">Days from the month's last day to the medical target date; −32 768 for none.</param>
/// <param name="BirthYear">Years after 1850.</param>
/// <param name="Facts">Bits 0–2 kind, 3–4 sex, 5–6 deviation plus one, 7 covered by the guarantee.</param>
public sealed record BatchColumns(
    ImmutableArray<ushort> Service,
    ImmutableArray<ushort> Unit,
    ImmutableArray<ushort> Municipality,
    ImmutableArray<ushort> StartedBefore,
    ImmutableArray<ushort> Waited,
    ImmutableArray<short> Target,
    ImmutableArray<byte> BirthYear,
    ImmutableArray<byte> Facts)
{
    /// <summary>Whether all have one length, every place is of a text, and every kind and sex is one there is.</summary>
    internal bool FitTogether(BatchTexts texts) =>
        new[] { Service.Length, Unit.Length, Municipality.Length, StartedBefore.Length, Waited.Length, Target.Length, BirthYear.Length }
            .All(length => length == Facts.Length) &&
        Below(Service, texts.Services.Length) && Below(Unit, texts.Units.Length) && Below(Municipality, texts.Municipalities.Length) &&
        Facts.All(f => (f & 7) <= (int)WaitKind.Other && ((f >> 3) & 3) <= (int)Sex.Female);

    private static bool Below(ImmutableArray<ushort> places, int count) => !places.AsSpan().ContainsAnyExceptInRange((ushort)0, (ushort)Math.Max(0, count - 1)) && (count > 0 || places.IsEmpty);
}
