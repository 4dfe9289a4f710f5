using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>Packs contacts into a batch. The one mutable step between a file and an immutable batch.</summary>
/// <param name="region">Whose month.</param>
/// <param name="month">Which month.</param>
public sealed class BatchBuilder(RegionId region, Month month)
{
    private readonly ImmutableArray<ushort>.Builder service = ImmutableArray.CreateBuilder<ushort>();
    private readonly ImmutableArray<ushort>.Builder unit = ImmutableArray.CreateBuilder<ushort>();
    private readonly ImmutableArray<ushort>.Builder municipality = ImmutableArray.CreateBuilder<ushort>();
    private readonly ImmutableArray<ushort>.Builder startedBefore = ImmutableArray.CreateBuilder<ushort>();
    private readonly ImmutableArray<ushort>.Builder waited = ImmutableArray.CreateBuilder<ushort>();
    private readonly ImmutableArray<short>.Builder target = ImmutableArray.CreateBuilder<short>();
    private readonly ImmutableArray<byte>.Builder birthYear = ImmutableArray.CreateBuilder<byte>();
    private readonly ImmutableArray<byte>.Builder facts = ImmutableArray.CreateBuilder<byte>();
    private readonly int last = month.Last.DayNumber;

    /// <summary>How many contacts so far.</summary>
    public int Count => facts.Count;

    /// <summary>
    /// Adds a contact whose places point into the texts given to <see cref="Build"/>. What cannot be held (a start after the
    /// month, care before the start, a wait or a birth year out of range) is a defect of the caller: a file's rows are judged first.
    /// </summary>
    public void Add(in Contact contact)
    {
        checked
        {
            service.Add((ushort)contact.Service);
            unit.Add((ushort)contact.Unit);
            municipality.Add((ushort)contact.Municipality);
            startedBefore.Add((ushort)(last - contact.From.DayNumber));
            waited.Add(contact.To is { } to ? (ushort)(to.DayNumber - contact.From.DayNumber) : ContactBatch.StillWaiting);
            target.Add(contact.Target is { } aim ? (short)Math.Clamp(aim.DayNumber - last, -short.MaxValue, short.MaxValue) : ContactBatch.NoTarget);
            birthYear.Add((byte)(contact.BirthYear - ContactBatch.FirstBirthYear));
        }

        facts.Add((byte)((int)contact.Kind | ((int)contact.Sex << 3) |
            ((contact.Deviation is { } deviation ? (int)deviation + 1 : 0) << 5) | (contact.Guaranteed ? 128 : 0)));
    }

    /// <summary>The batch of what was added.</summary>
    public ContactBatch Build(BatchTexts texts) => new(region, month, texts, new(
        service.DrainToImmutable(), unit.DrainToImmutable(), municipality.DrainToImmutable(), startedBefore.DrainToImmutable(),
        waited.DrainToImmutable(), target.DrainToImmutable(), birthYear.DrainToImmutable(), facts.DrainToImmutable()));
}
