using System.IO.Compression;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Storage.Register;

namespace Vardbro.Tests;

/// <summary>A folder with files for the register and a store to take them into.</summary>
internal sealed class RegisterFolder : IDisposable
{
    private readonly Folder folder = new();

    public static DateTimeOffset Now { get; } = new(2024, 10, 1, 8, 0, 0, TimeSpan.Zero);

    public static RegionId Home { get; } = RegionId.TryParse("0014")!.Value;

    public static Month August { get; } = new(2024, 8);

    public string this[string name] => folder[name];

    public string Data => folder["data"];

    public RegisterStore Store => RegisterStore.Open(Data).Value;

    /// <summary>The batch that August points at; null when none does.</summary>
    public string? Batch => Store.Pointer(Home, August).Value?.Batch;

    public string Write(string text, string name = "file.csv") => Write(Encoding.UTF8.GetBytes(text), name);

    public string Write(byte[] bytes, string name = "file.csv")
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }

    public static byte[] Pack(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    /// <summary>Takes in a file as region 0014's August, in English.</summary>
    public Ran Import(string file, params string[] options) => TheProgram.RunHere(Now, [.. Arguments(file), .. options]);

    /// <summary>The same through a process of its own.</summary>
    public Ran ImportAlone(string file) => TheProgram.Run(Arguments(file));

    public Ran Run(params string[] arguments) => TheProgram.RunHere(Now, [.. arguments, "--data", Data, "--lang", "en"]);

    /// <summary>Every file of the store with its bytes, but not what the log says.</summary>
    public SortedDictionary<string, string> Files => new(
        (Directory.Exists(Data) ? Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories) : [])
            .Where(f => Path.GetFileName(f) is not "register.db" and not "link.key")
            .ToDictionary(f => Path.GetRelativePath(Data, f), f => Convert.ToHexString(File.ReadAllBytes(f))), StringComparer.Ordinal);

    public string[] Arguments(string file) =>
        ["register", "import", file, "--region", "0014", "--period", "2024-08", "--data", Data, "--lang", "en"];

    public void Dispose() => folder.Dispose();
}
