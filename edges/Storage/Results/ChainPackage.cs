using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vardbro.Kernel;
using Vardbro.Results.Chain;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Export;

namespace Vardbro.Storage.Results;

/// <summary>
/// A chain to take away: what is said, the rules, the sources, the figures' and batches' hashes, the settlements, the postings, the
/// journal's anchors, and how to replay it without this machine. The same chain is the same bytes.
/// </summary>
public static class ChainPackage
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package, aside and then in place.</summary>
    /// <param name="to">The zip file.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="sources">What it was read from.</param>
    /// <param name="rulesFolder">The folder of the rules.</param>
    /// <returns>How many files it holds, or why it could not be written.</returns>
    public static Outcome<int> Write(string to, MoneyChain chain, ChainSources sources, string rulesFolder)
    {
        var aside = to + ".part";
        try
        {
            var (files, zip) = Zip(chain, sources, rulesFolder);
            File.WriteAllBytes(aside, zip);
            File.Move(aside, to, overwrite: true);
            return files;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(aside))
            {
                File.Delete(aside);
            }

            return Refusal.Of(RefusalCode.OutputNotWritable, to, trouble.Message);
        }
    }

    /// <summary>The package as bytes, and how many files it holds.</summary>
    public static (int Files, byte[] Bytes) Zip(MoneyChain chain, ChainSources sources, string rulesFolder)
    {
        var files = Files(chain, sources, rulesFolder);
        var manifest = string.Concat(files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}\n"));
        files["MANIFEST.sha256"] = Encoding.UTF8.GetBytes(manifest);
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Epoch;
                using var content = entry.Open();
                content.Write(bytes);
            }
        }

        return (files.Count, memory.ToArray());
    }

    private static SortedDictionary<string, byte[]> Files(MoneyChain chain, ChainSources sources, string rulesFolder)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["chain.sv.csv"] = Table(ChainTables.Links(chain, Language.Swedish)),
            ["chain.en.csv"] = Table(ChainTables.Links(chain, Language.English)),
            ["effects.csv"] = Table(ChainTables.Effects(chain, Language.English)),
            ["postings.csv"] = Table(ChainTables.Postings(chain)),
            ["sources.csv"] = Table(ChainTables.Sources(chain)),
            ["batches.csv"] = Table(ChainTables.Batches(sources.Decided)),
        };
        foreach (var path in Directory.EnumerateFiles(rulesFolder, "*.yaml", SearchOption.AllDirectories))
        {
            files["rules/" + Path.GetRelativePath(rulesFolder, path).Replace('\\', '/')] = File.ReadAllBytes(path);
        }

        foreach (var scheme in chain.Ground.Schemes)
        {
            if (scheme.Settled is { } settled)
            {
                files[$"schemes/{scheme.Scheme.Id}/figures.csv"] = FiguresFile.Of(scheme.Scheme, scheme.Values!);
                files[$"schemes/{scheme.Scheme.Id}/settled.csv"] = Table(ResultTables.Settlement(settled, Language.Swedish));
            }

            if (scheme.State.Current is not null)
            {
                files[$"schemes/{scheme.Scheme.Id}/settlement.json"] = JsonSerializer.SerializeToUtf8Bytes(scheme.State, EventText.Json);
            }
        }

        var anchors = Path.Combine(sources.DataFolder, "anchors.csv");
        if (File.Exists(anchors))
        {
            files["anchors.csv"] = ReadShared(anchors);
        }

        files["README.txt"] = Encoding.UTF8.GetBytes(Readme(chain));
        return files;
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static byte[] Table(ExportTable table)
    {
        using var memory = new MemoryStream();
        table.Write(memory, ExportFormat.Csv);
        return memory.ToArray();
    }

    private static string Readme(MoneyChain chain)
    {
        var ground = chain.Ground;
        var replay = string.Concat(ground.Schemes.Where(s => s.Settled is not null).Select(s =>
            $"    vardbro settle --rules rules --scheme {s.Scheme.Id} --indicators schemes/{s.Scheme.Id}/figures.csv --as-of {ground.AsOf:yyyy-MM-dd} --lang sv --format csv | cmp - schemes/{s.Scheme.Id}/settled.csv\n"));
        return $"""
            Vårdbro: {ground.Programme.Name.Sv}, {ground.Region.OfficialName}, {ground.Year}
            Som det var känt {ground.AsOf:yyyy-MM-dd}. Reglernas version: {ground.Rules.Version}

            chain.sv.csv    varje led: belopp, beslut, källa, regelns fil och rad, antagande
            effects.csv     vad som hände med väntan, vårdplatser och dem utanför målet, bredvid jämförbara regioner
            postings.csv    huvudbokens konteringar för regionen och programmet
            sources.csv     källorna som leden vilar på
            batches.csv     varje publicerad månad: version, siffrornas hash och leveransernas
            schemes/        siffrorna som ordningarna avräknats på, vad de gav, och avräkningarna som de frystes
            rules/          alla regler; anchors.csv: journalens ankare
            MANIFEST.sha256 varje fils hash: sha256sum -c MANIFEST.sha256

            Spela upp utan maskinen som gjorde paketet:
                sha256sum -c MANIFEST.sha256
                vardbro check-rules --rules rules        (skriver reglernas version, samma som ovan)
            {replay}
            ---
            Vårdbro: {ground.Programme.Name.En}, {ground.Region.OfficialName}, {ground.Year}
            As it was known on {ground.AsOf:yyyy-MM-dd}. Version of the rules: {ground.Rules.Version}
            chain.en.csv says the same in English. Replay with the commands above; what differs has been changed.
            anchors.csv holds the journal's heads: the chain of the journal that the decisions lie in ends in the last of them.

            """;
    }
}
