using System.Collections.Immutable;
using System.Security.Cryptography;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Operational;

/// <summary>A wait ready to be stored.</summary>
/// <param name="WaitId">The home unit's key of it; never stored as it is.</param>
/// <param name="Id">A random id of the row.</param>
/// <param name="Person">The random name of its person.</param>
/// <param name="Content">The wait under the person's key.</param>
internal sealed record SealedRow(string WaitId, byte[] Id, byte[] Person, byte[] Content);

/// <summary>
/// A region's day ready to be stored. Persons get new keys with every file: a picture that was replaced cannot be read with today's
/// keys, wherever a copy of it lies. Only who still waits is sealed; who has ended is counted.
/// </summary>
/// <param name="Waits">Every wait of the file.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Rows">Who still waits, in order of the random id; empty without a legal basis.</param>
/// <param name="Keys">The persons' keys, in order of the random name.</param>
internal sealed record DayPicture(
    IReadOnlyCollection<OperationalWait> Waits, ImmutableArray<OperationalFigure> Figures, IReadOnlyList<SealedRow> Rows, IReadOnlyList<PersonKey> Keys)
{
    public static DayPicture Of(WaitingRules rules, DateOnly day, IReadOnlyCollection<OperationalWait> waits, bool keepPersons)
    {
        var (rows, keys) = Seal(keepPersons ? waits.Where(w => w.IsOpen) : []);
        return new(waits, OperationalFigure.Of(rules, waits, day), rows, keys);
    }

    /// <summary>Waits under new keys, one a person, in order of their random ids, so that the order of the file is not kept.</summary>
    public static (IReadOnlyList<SealedRow> Rows, IReadOnlyList<PersonKey> Keys) Seal(IEnumerable<OperationalWait> waits)
    {
        var (rows, keys) = (new List<SealedRow>(), new List<PersonKey>());
        foreach (var person in waits.GroupBy(w => w.Person.Key, StringComparer.Ordinal))
        {
            var key = PersonKey.Make();
            keys.Add(key);
            using var cipher = SealedWait.Cipher(key);
            foreach (var wait in person)
            {
                var id = RandomNumberGenerator.GetBytes(PersonKey.IdBytes);
                rows.Add(new(wait.Id, id, key.Person, SealedWait.Seal(wait, id, cipher)));
            }
        }

        rows.Sort((a, b) => a.Id.AsSpan().SequenceCompareTo(b.Id));
        keys.Sort((a, b) => a.Person.AsSpan().SequenceCompareTo(b.Person));
        return (rows, keys);
    }
}
