using System.Diagnostics;
using Microsoft.Playwright;

namespace Vardbro.Tests;

/// <summary>The demo as a newcomer starts it, served on a free port, and Debian's Chromium to look at it with.</summary>
public sealed class ServedDemo : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("vardbro-pages-").FullName;
    private Process? program;
    private IPlaywright? playwright;

    /// <summary>Where the repository stands.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program that was built with the tests, where a user has it.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "edges", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "vardbro.dll");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IBrowser Browser { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        program = Process.Start(new ProcessStartInfo(
            "dotnet", [Program, "demo", "--port", "0", "--scale", "0.05", "--data", data, "--rules", Path.Combine(Root, "rules")])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Address = await SaidAddress(program);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = OnPath("chromium"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
        Client?.Dispose();
        program?.Kill(entireProcessTree: true);
        program?.WaitForExit();
        program?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A page in a clean profile.</summary>
    public async Task<IPage> Open(string address, int width = 1280, bool javaScript = true)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(), ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>The text of an address that must answer.</summary>
    public async Task<string> Text(string address) =>
        System.Net.WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<Uri> SaidAddress(Process program)
    {
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(w => w.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)) is { } address)
            {
                return new Uri(address);
            }
        }

        throw new InvalidOperationException("The demo ended without an address: " + await program.StandardError.ReadToEndAsync());
    }

    private static string OnPath(string command) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{command} is not on the PATH; ./test installs it.");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vardbro.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder.FullName;
    }
}
