using System.IO.Compression;
using System.Text;
using Vardbro.Storage.Synthetic;

namespace Vardbro.Tests;

/// <summary>The compressor of our own: whatever goes in comes out of the platform's decompressor, and the bytes are pinned.</summary>
public sealed class PlainGzipTests
{
    public static TheoryData<string> Texts =>
    [
        "", "a", "abc", "abcd", "aaaa", new string('x', 257), new string('x', 258), new string('x', 259), new string('y', 1 << 18),
        string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i * 7919 % 10_007},åäö,{i}\n")),
        string.Concat(Enumerable.Range(0, 300_000).Select(i => (char)(' ' + ((i * 48_271L % 2_147_483_647) % 90)))),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_goes_in_comes_out(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var piece in new[] { int.MaxValue, 1000 })
        {
            var packed = Packed(bytes, piece);
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
                gzip.CopyTo(unpacked);
            Assert.Equal(bytes, unpacked.ToArray());
        }
    }

    [Fact]
    public void The_bytes_do_not_depend_on_how_the_text_was_cut_into_pieces()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"SYN-{i % 977},{i}\n")));
        Assert.Equal(Packed(bytes, int.MaxValue), Packed(bytes, 7));
    }

    [Fact]
    public void The_bytes_of_a_small_text_are_these() =>
        Assert.Equal("1f8b08100000000000ff78000b8ef4d345c25c00d092776510000000", Convert.ToHexStringLower(Packed("SYN-SYN-SYN-SYN\n"u8.ToArray(), int.MaxValue)));

    private static byte[] Packed(byte[] bytes, int piece)
    {
        using var to = new MemoryStream();
        using (var gzip = new PlainGzip(to, "x"))
            for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
                gzip.Write(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
        return to.ToArray();
    }
}
