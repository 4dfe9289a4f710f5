using System.Security.Cryptography;
using System.Text;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>A file read whole, with its header checked.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="FirstRow">Where the rows begin.</param>
internal sealed record MatchFile(string Path, byte[] Bytes, string Hash, int FirstRow)
{
    public static Outcome<MatchFile> Read(string path, string[] columns, bool mayBeEmpty = false)
    {
        byte[] bytes;
        string hash;
        try
        {
            (bytes, hash) = Read(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.MatchFileUnreadable, path, trouble.Message);
        }

        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var end = bytes.AsSpan(start).IndexOf((byte)'\n');
        var header = bytes.AsSpan(start, end < 0 ? bytes.Length - start : end).TrimEnd((byte)'\r');
        var right = string.Join(',', columns);
        if (!header.SequenceEqual(Encoding.UTF8.GetBytes(right)))
        {
            return Refusal.Of(RefusalCode.MatchHeaderWrong, path, right);
        }

        var first = end < 0 ? bytes.Length : start + end + 1;
        return first == bytes.Length && !mayBeEmpty ? Refusal.Of(RefusalCode.MatchFileEmpty, path) : new MatchFile(path, bytes, hash, first);
    }

    /// <summary>A file and its SHA-256, a piece at a time so that what is hashed is still at hand.</summary>
    public static (byte[] Bytes, string Hash) Read(string path)
    {
        const int Piece = 1 << 18;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (!file.CanSeek)
        {
            using var all = new MemoryStream(); // a pipe does not say how much there is
            file.CopyTo(all);
            hash.AppendData(all.GetBuffer(), 0, (int)all.Length);
            return (all.ToArray(), Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        if (file.Length > Array.MaxLength)
        {
            throw new IOException($"{file.Length} B > {Array.MaxLength} B");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
        for (var at = 0; at < bytes.Length; at += Piece)
        {
            var piece = bytes.AsSpan(at, Math.Min(Piece, bytes.Length - at));
            file.ReadExactly(piece);
            hash.AppendData(piece);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The refusal of a row, with its number in the file; the header is row 1.</summary>
    public Refusal Refuse(RowFault fault) =>
        Refusal.Of(fault.Code, [$"{Path}:{RowOf(fault.Row)}", .. fault.Values]);

    /// <summary>The number of the row that a byte lies in.</summary>
    public int RowOf(int at) => Bytes.AsSpan(0, at).Count((byte)'\n') + 1;
}
