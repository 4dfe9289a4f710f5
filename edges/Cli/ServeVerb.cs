using System.CommandLine;
using System.Net.Sockets;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Night;
using Vardbro.Storage.Rules;
using Vardbro.Web;

namespace Vardbro.Cli;

/// <summary><c>vardbro serve</c>: the pages, on this machine only.</summary>
internal static class ServeVerb
{
    /// <summary>The port that is tried when none is asked for.</summary>
    public const int UsualPort = 5210;

    public static Command Create(Options.Register register)
    {
        var port = Port();
        var command = new Command("serve", "Serve the pages on 127.0.0.1 / visa sidorna på 127.0.0.1") { port };
        register(command, (session, parse) => Ready(session, parse, port, chosen =>
            session.With(session.AllRules(), rules =>
            session.With(Store.Open(session.DataFolder, session.Clock), store => Serve(session, rules, store, chosen ?? UsualPort)))));
        return command;
    }

    public static Option<int?> Port() => new("--port") { Description = $"Port ({UsualPort}; 0 = any free) / port", HelpName = "PORT" };

    /// <summary>Checks the port before anything else is opened.</summary>
    public static int Ready(Session session, ParseResult parse, Option<int?> port, Func<int?, int> then) =>
        parse.GetValue(port) is < 0 or > 65535
            ? session.Refuse(Refusal.Of(RefusalCode.ArgumentWrong, parse.GetValue(port).ToString()!, "--port", "0–65535"))
            : then(parse.GetValue(port));

    /// <summary>Serves until told to stop, then lets the store go.</summary>
    public static int Serve(Session session, RuleReading rules, Store store, int port)
    {
        try
        {
            using var host = WebHost.Build(new(rules.Book!, store, session.Clock, port)
            {
                FollowUp = rules.FollowUp!, Waiting = rules.Waiting!, Services = rules.Services, Places = rules.Places, Acceptances = rules.Acceptances, Schemes = rules.Schemes, DataFolder = session.DataFolder, RulesFolder = session.RulesFolder,
                Brokering = rules.Brokering, Nights = NightStore.In(session.DataFolder),
            });
            host.Start();
            session.Out.WriteLine(session.Say($"Vårdbro finns på {host.Urls.First()} (avsluta med Ctrl+C)", $"Vårdbro is at {host.Urls.First()} (end with Ctrl+C)"));
            session.Out.Flush();
            host.WaitForShutdown();
            return ExitCode.Done;
        }
        catch (IOException exception) when (exception.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return session.Refuse(Refusal.Of(RefusalCode.AddressInUse, $"127.0.0.1:{port}"));
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The usual port when it is free, else any.</summary>
    public static int UsualOrAny()
    {
        try
        {
            using var probe = new TcpListener(System.Net.IPAddress.Loopback, UsualPort);
            probe.Start();
            return UsualPort;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
