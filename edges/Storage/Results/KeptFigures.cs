using System.Security.Cryptography;
using Vardbro.Kernel;

namespace Vardbro.Storage.Results;

/// <summary>
/// The files of figures that settlements were proposed on, by their hash: what a settlement pins can be read again, and settled again,
/// as long as the data folder is kept.
/// </summary>
public static class KeptFigures
{
    private const string Folder = "figures";

    /// <summary>Keeps a file under its hash. A file that is already there is the same.</summary>
    public static Outcome<string> Keep(string dataFolder, string path, string sha256)
    {
        var kept = PathOf(dataFolder, sha256);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            if (File.Exists(kept) && HashOf(kept) == sha256)
            {
                return kept;
            }

            // What cannot be read twice alike, such as a pipe, cannot be kept as what was settled on.
            File.Copy(path, kept + ".part", overwrite: true);
            if (HashOf(kept + ".part") != sha256)
            {
                File.Delete(kept + ".part");
                return Refusal.Of(RefusalCode.FiguresUnreadable, path, new Bilingual("den är inte densamma när den läses igen", "it is not the same when it is read again"));
            }

            File.Move(kept + ".part", kept, overwrite: true);
            return kept;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.OutputNotWritable, kept, trouble.Message);
        }
    }

    /// <summary>The path of kept figures, or why they cannot be used: gone, or not what was pinned.</summary>
    public static Outcome<string> Find(string dataFolder, string sha256)
    {
        var path = PathOf(dataFolder, sha256);
        if (!File.Exists(path))
        {
            return Refusal.Of(RefusalCode.FiguresUnreadable, path, new Bilingual("den finns inte", "it is not there"));
        }

        return HashOf(path) == sha256
            ? path
            : Refusal.Of(RefusalCode.FiguresUnreadable, path, new Bilingual("den är ändrad sedan avräkningen", "it has been changed since the settlement"));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string PathOf(string dataFolder, string sha256) => Path.Combine(Path.GetFullPath(dataFolder), Folder, sha256 + ".csv");
}
