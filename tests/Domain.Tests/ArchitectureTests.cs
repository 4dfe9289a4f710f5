using System.Text.RegularExpressions;
using Vardbro.Kernel;

namespace Vardbro.Tests;

/// <summary>The house's arrows and habits, as far as the compiler does not keep them.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] OurFolders = ["domain", "edges", "tests", "bench"];

    private static readonly List<(string Path, string Text)> Sources = [.. OurFolders
        .SelectMany(f => Files(Path.Combine(Ground.Root, f)))
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
        .Select(f => (Path.GetRelativePath(Ground.Root, f).Replace('\\', '/'), File.ReadAllText(f)))];

    [Fact]
    public void The_domain_refers_to_nothing_but_the_base_library()
    {
        var referred = typeof(Money).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.NotEmpty(referred);
        Assert.All(referred, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        var project = File.ReadAllText(Path.Combine(Ground.Root, "domain", "Vardbro.Domain.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], References().Matches(project).Select(m => m.Groups[1].Value));
    }

    // A folder is a namespace; who uses which is read from the source, fully qualified names included.
    [Theory]
    [InlineData("domain/Kernel/", "Vardbro.Kernel")]
    [InlineData("domain/Funding/", "Vardbro.Funding", "Vardbro.Funding.Decisions", "Vardbro.Kernel")]
    [InlineData("domain/Waiting/", "Vardbro.Waiting", "Vardbro.Kernel")]
    [InlineData("domain/Brokering/", "Vardbro.Brokering", "Vardbro.Waiting", "Vardbro.Kernel")]
    [InlineData("domain/Results/", "Vardbro.Results", "Vardbro.Funding", "Vardbro.Funding.Decisions", "Vardbro.Waiting", "Vardbro.Kernel")]
    [InlineData("edges/Storage/", "Vardbro.Results", "Vardbro.Storage", "Vardbro.Storage.Rules", "Vardbro.Storage.Export", "Vardbro.Funding", "Vardbro.Funding.Decisions", "Vardbro.Waiting", "Vardbro.Brokering", "Vardbro.Kernel")]
    public void A_folder_uses_only_what_its_arrows_point_at(string folder, params string[] may)
    {
        var ours = Sources.Where(s => s.Path.StartsWith(folder, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        foreach (var (path, text) in ours)
            Assert.All(OurNamespaces().Matches(text).Select(m => m.Value), name => Assert.True(may.Contains(name), $"{path} uses {name}"));
    }

    [Theory]
    [InlineData("edges/Cli/")]
    [InlineData("edges/Web/")]
    public void The_doors_use_storage_and_the_domain(string folder)
    {
        string[] beneath = ["Vardbro.Storage", "Vardbro.Funding", "Vardbro.Waiting", "Vardbro.Brokering", "Vardbro.Results", "Vardbro.Kernel"];
        foreach (var (path, text) in Sources.Where(s => s.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            // The command line starts the pages; nothing points back at the command line.
            var own = folder == "edges/Cli/" ? new[] { "Vardbro.Cli", "Vardbro.Web" } : ["Vardbro.Web"];
            Assert.All(
                OurNamespaces().Matches(text).Select(m => m.Value),
                name => Assert.True(beneath.Concat(own).Any(b => name == b || name.StartsWith(b + ".", StringComparison.Ordinal)), $"{path} uses {name}"));
        }
    }

    [Fact]
    public void Clock_chance_machine_and_floating_point_are_banned_from_the_domain_by_the_compiler()
    {
        var project = File.ReadAllText(Path.Combine(Ground.Root, "domain", "Vardbro.Domain.csproj"));
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.txt\" />", project, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", File.ReadAllText(Path.Combine(Ground.Root, "Directory.Build.props")), StringComparison.Ordinal);
        var banned = File.ReadAllLines(Path.Combine(Ground.Root, "domain", "BannedSymbols.txt")).Select(l => l.Split(';')[0]).ToList();
        foreach (var symbol in new[]
        {
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now",
            "P:System.DateTimeOffset.UtcNow", "T:System.TimeZoneInfo", "T:System.Random", "M:System.Guid.NewGuid", "T:System.IO.File",
            "T:System.Environment", "T:System.Threading.Tasks.Task", "T:System.Double", "T:System.Single",
        })
            Assert.Contains(symbol, banned);
        Assert.DoesNotContain(Sources, s => s.Path.StartsWith("domain/", StringComparison.Ordinal) && s.Text.Contains("RS0030", StringComparison.Ordinal));
    }

    // A symbol that is misspelt in the list bans nothing.
    [Fact]
    public void Every_banned_symbol_exists()
    {
        Type[] beside = [typeof(object), typeof(Console), typeof(HttpClient)];
        var assemblies = beside.Select(t => t.Assembly).ToList();
        foreach (var symbol in File.ReadAllLines(Path.Combine(Ground.Root, "domain", "BannedSymbols.txt")).Select(l => l.Split(';')[0]))
        {
            var name = symbol[0] == 'T' ? symbol[2..] : symbol[2..symbol.LastIndexOf('.')];
            var type = assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);
            Assert.True(type is not null, symbol);
            Assert.True(symbol[0] == 'T' || type.GetMember(symbol[(symbol.LastIndexOf('.') + 1)..]).Length > 0, symbol);
        }
    }

    [Fact]
    public void Classes_are_sealed_unless_they_are_made_to_be_derived_from()
    {
        var open = new[] { typeof(Money).Assembly, typeof(Storage.Store).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.Namespace?.StartsWith("Vardbro", StringComparison.Ordinal) == true)
            .Where(t => !IsComponent(t))
            .Where(t => !t.Name.Contains('<', StringComparison.Ordinal));
        Assert.Empty(open.Select(t => t.FullName));
    }

    // The compiler of pages makes its classes open.
    private static bool IsComponent(Type type) =>
        type.Name == "_Imports" || type.GetInterfaces().Any(i => i.FullName == "Microsoft.AspNetCore.Components.IComponent");

    [Fact]
    public void Files_are_at_most_400_lines() =>
        Assert.Empty(Sources.Where(s => s.Path != OneSwitch && s.Text.Split('\n').Length > 401).Select(s => s.Path));

    // What all refusals say must be one switch for the compiler to miss none.
    private const string OneSwitch = "domain/Kernel/RefusalSentences.cs";

    [Fact]
    public void No_folder_is_a_drawer() =>
        Assert.DoesNotContain(Sources, s => s.Path.Split('/').Any(f => f is "Services" or "Helpers" or "Managers" or "Models" or "Interfaces" or "Core" or "Utils"));

    // Paths of one machine, in any text file of the repository. The pieces are put together here so as not to be found themselves.
    [Fact]
    public void No_file_knows_a_machine()
    {
        string[] machine = ["/" + "work/", "/" + "home/", "/" + "root/", "/" + "Users/", ".." + "/shared", "C:" + "\\"];
        var texts = Files(Ground.Root).Where(f => TextFile().IsMatch(f) || !Path.GetFileName(f).Contains('.', StringComparison.Ordinal)).ToList();
        Assert.True(texts.Count > 100);
        foreach (var file in texts)
        {
            var text = File.ReadAllText(file);
            Assert.All(machine, m => Assert.False(text.Contains(m, StringComparison.Ordinal), $"{Path.GetRelativePath(Ground.Root, file)} names {m}"));
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
                .Where(d => Path.GetFileName(d) is not ("bin" or "obj" or "node_modules" or "TestResults" or ".git" or "lib" or "BenchmarkDotNet.Artifacts"))
                .SelectMany(Files))
                .Where(f => Path.GetFileName(f) != ".git");

    [GeneratedRegex("PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex(@"(?<![\w.""])Vardbro\.(Kernel|Funding\.Decisions|Funding|Waiting|Results|Brokering|Lab|Storage\.Rules|Storage\.Export|Storage|Cli|Web|Fhir|Jobs)\b")]
    private static partial Regex OurNamespaces();

    [GeneratedRegex(@"\.(cs|csproj|props|slnx|json|yaml|yml|md|txt|razor|css|js|csv|editorconfig|gitignore)$")]
    private static partial Regex TextFile();
}
