using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>The anchors that a folder has. They are read before the database, so that they can never be ahead of it.</summary>
/// <param name="Heads">Every head that was written down, oldest first.</param>
/// <param name="CompleteBytes">How far the file is complete; a line that a crash tore off ends after this.</param>
internal sealed record AnchorTrail(ImmutableArray<JournalHead> Heads, long CompleteBytes)
{
    public const string Header = "position,commit,hash,at";

    /// <summary>The newest anchor.</summary>
    public JournalHead Last => Heads.IsEmpty ? JournalHead.Genesis : Heads[^1];

    /// <summary>Reads the anchors; no file means none.</summary>
    public static Outcome<AnchorTrail> Read(string file)
    {
        if (!File.Exists(file))
            return new AnchorTrail([], 0);

        var bytes = ReadShared(file);
        var complete = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, complete).Split('\n')[..^1];
        var heads = ImmutableArray.CreateBuilder<JournalHead>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (i == 0 && lines[i] == Header)
                continue;
            if (Parse(lines[i]) is not { } head)
                return StoreTrouble.Damaged(file, new($"rad {i + 1}", $"line {i + 1}"));
            heads.Add(head);
        }

        return new AnchorTrail(heads.DrainToImmutable(), complete);
    }

    private static JournalHead? Parse(string line) =>
        line.Split(',') is [var position, var commit, var hash, _]
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var positionNumber)
        && long.TryParse(commit, NumberStyles.None, CultureInfo.InvariantCulture, out var commitNumber)
            ? new(positionNumber, commitNumber, hash)
            : null;

    // The program that holds the journal may be writing the next line just now.
    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>
/// Writes one line for every commit. A line that cannot be written is no reason to take back a commit that is already
/// safe: the next line vouches for it as well, because each hash stands on all before it. For the same reason lines are
/// not forced to disk one by one; after a power cut the file may lag behind the database, never run ahead of it.
/// </summary>
internal sealed class AnchorWriter : IDisposable
{
    private readonly FileStream stream;
    private long completeBytes;

    /// <summary>Continues a trail after its last complete line.</summary>
    public AnchorWriter(string file, AnchorTrail trail)
    {
        stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        completeBytes = trail.CompleteBytes;
        if (completeBytes == 0)
            TryAppend(AnchorTrail.Header);
    }

    /// <summary>Writes a head down.</summary>
    public void Append(JournalHead head, DateTimeOffset at) => TryAppend(string.Create(
        CultureInfo.InvariantCulture,
        $"{head.Position},{head.Commit},{head.Hash},{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}"));

    public void Dispose() => stream.Dispose();

    private void TryAppend(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        try
        {
            if (stream.Length != completeBytes)
                stream.SetLength(completeBytes);
            stream.Position = completeBytes;
            stream.Write(bytes);
            completeBytes += bytes.Length;
        }
        catch (IOException)
        {
            // What was half written goes before the next line is.
        }
    }
}
