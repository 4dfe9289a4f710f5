using System.Security.Cryptography;
using System.Text;

namespace Vardbro.Storage.Results;

/// <summary>A text file read once, with the SHA-256 of its bytes known when it has been read to its end.</summary>
internal sealed class HashedFile : IDisposable
{
    private readonly SHA256 hash = SHA256.Create();
    private readonly CryptoStream stream;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public HashedFile(string path)
    {
        stream = new(File.OpenRead(path), hash, CryptoStreamMode.Read);
        Text = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    /// <summary>Its text; a byte order mark says nothing.</summary>
    public StreamReader Text { get; }

    /// <summary>The hash of all of it, as hexadecimal; what has not been read is read first.</summary>
    public string Sha256()
    {
        stream.CopyTo(Stream.Null);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Text.Dispose();
        hash.Dispose();
    }
}
