using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Vardbro.Bench;

// dotnet run -c Release --project bench -- allot | journal | ledger | serve | register | year | waits | cubes | settle | match | match-freed   (docs/operate/measured.md holds the latest figures)
switch (args.FirstOrDefault())
{
    case "allot":
        BenchmarkRunner.Run<AllotBench>(DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithOptions(ConfigOptions.DisableLogFile));
        break;
    case "journal":
        await JournalBench.Run();
        break;
    case "ledger":
        await LedgerBench.Run(args.Length > 1 ? int.Parse(args[1]) : 1_000_000);
        break;
    case "serve":
        await ServeBench.Run();
        break;
    case "register":
        RegisterBench.Run(args.Length > 1 ? int.Parse(args[1]) : 1_000_000);
        break;
    case "year":
        YearBench.Run();
        break;
    case "waits":
        WaitsBench.Run(args.Length > 1 ? int.Parse(args[1]) : 60_000);
        break;
    case "cubes":
        CubesBench.Run();
        break;
    case "settle":
        SettleBench.Run();
        break;
    case "match":
        MatchBench.Run(args.Length > 1 ? int.Parse(args[1]) : 1_000_000);
        break;
    case "match-freed":
        MatchFreedBench.Run(args.Length > 1 ? int.Parse(args[1]) : 1_000_000);
        break;
    case "match-files":
        new MatchNation(int.Parse(args[2]), args[3] == "national", ulong.Parse(args[4])).Write(args[1]);
        break;
    default:
        Console.Error.WriteLine("allot | journal | ledger [postings] | serve | register [rows] | year | waits [rows] | cubes | settle | match [patients] | match-freed [patients] | match-files DIR PATIENTS open|national SEED");
        return 2;
}

return 0;
