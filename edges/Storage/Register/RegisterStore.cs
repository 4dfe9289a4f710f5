using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>
/// The register's batches in a data folder. Batches never change; a month points at one of them, and the history of what it
/// pointed at stays. Reading takes no lock, makes nothing and works beside an import.
/// </summary>
public sealed class RegisterStore
{
    private RegisterStore(RegisterFiles files) => Files = files;

    internal RegisterFiles Files { get; }

    /// <summary>The store in a data folder, which need not have one yet.</summary>
    /// <returns>StoreDamaged or StoreNewer when the log of imports cannot be understood.</returns>
    public static Outcome<RegisterStore> Open(string folder)
    {
        var store = new RegisterStore(new(Path.GetFullPath(folder)));
        return store.Read(_ => true, false).Then<RegisterStore>(_ => store);
    }

    /// <summary>Every region and month that a file ever came for, in order of region and month.</summary>
    public Outcome<ImmutableArray<RegisterMonth>> Status() => Read(log => log.Months(), []);

    /// <summary>The import whose batch a month points at; null when none was ever accepted.</summary>
    public Outcome<RegisterImported?> Pointer(RegionId region, Month month) => Read(log => log.Current(region, month), null);

    /// <summary>Every file that came for a month, oldest first.</summary>
    public Outcome<ImmutableArray<RegisterImported>> History(RegionId region, Month month) => Read(log => log.History(region, month), []);

    /// <summary>A batch, after its checksum.</summary>
    /// <param name="batchId">SHA-256 of its content, as the pointer says it.</param>
    /// <returns>RegisterBatchUnknown when there is none; StoreDamaged when it is not what was written.</returns>
    public Outcome<ContactBatch> Load(string batchId)
    {
        var file = Files.Batch(batchId);
        return Bytes(batchId, file).Then<ContactBatch>(bytes => BatchFile.Read(batchId, bytes) is var (batch, _)
            ? batch
            : StoreTrouble.Damaged(file, new("innehållet är inte det som skrevs", "its content is not what was written")));
    }

    /// <summary>A batch with the link key of each contact, in the order of the batch.</summary>
    /// <returns>As <see cref="Load"/>; StoreDamaged also when the keys are not as many as the contacts, or gone.</returns>
    public Outcome<LinkedBatch> LoadLinked(string batchId) => Load(batchId).Then<LinkedBatch>(batch =>
    {
        var file = Files.Keys(batchId);
        return !Bytes(batchId, file).Succeeded(out var bytes, out var refusal)
            ? refusal.Code == RefusalCode.RegisterBatchUnknown ? StoreTrouble.Damaged(file, new("nycklarna är borta", "the keys are gone")) : refusal
            : bytes.Length == (long)batch.Count * 2 * LinkKeys.KeyBytes
                ? new LinkedBatch(batch, ContactKeys(bytes))
                : StoreTrouble.Damaged(file, new("nycklarna är inte lika många som kontakterna", "the keys are not as many as the contacts"));
    });

    /// <summary>Whether a batch's link keys are kept; without them its contacts are followed to no other month.</summary>
    public bool HasKeys(string batchId) => IsId(batchId) && File.Exists(Files.Keys(batchId));

    // Contact and patient by turns.
    private static ImmutableArray<ulong> ContactKeys(byte[] bytes)
    {
        var both = MemoryMarshal.Cast<byte, ulong>(bytes);
        var keys = new ulong[both.Length / 2];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = both[2 * i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(keys);
    }

    private static Outcome<byte[]> Bytes(string batchId, string file)
    {
        try
        {
            return IsId(batchId) && File.Exists(file) ? File.ReadAllBytes(file) : Refusal.Of(RefusalCode.RegisterBatchUnknown, batchId);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return StoreTrouble.Damaged(file, trouble.Message);
        }
    }

    // Anything else could be the name of a file elsewhere.
    private static bool IsId(string batchId) => batchId.Length == 64 && batchId.All(char.IsAsciiHexDigitLower);

    private Outcome<T> Read<T>(Func<RegisterLog, T> read, T otherwise)
    {
        if (new FileInfo(Files.Database) is not { Exists: true, Length: > 0 })
        {
            return otherwise;
        }

        try
        {
            using var connection = SqliteShorthand.Open(Files.Database, SqliteOpenMode.ReadOnly);
            return RegisterSchema.StampRefusal(connection, Files.Database) is { } refusal ? refusal : read(new(connection));
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenExamining(trouble, Files.Database);
        }
    }

    /// <summary>Adds an import to the log, pointing its month at its batch if it has one.</summary>
    internal Outcome<(RegisterImported Import, bool Repeated)> Add(RegisterImported import)
    {
        try
        {
            using var connection = SqliteShorthand.Open(Files.Database, SqliteOpenMode.ReadWriteCreate);
            RegisterSchema.Arm(connection);
            return RegisterSchema.StampRefusal(connection, Files.Database) is { } refusal ? refusal : new RegisterLog(connection).Add(import);
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenWriting(trouble, Files.Database);
        }
    }
}
