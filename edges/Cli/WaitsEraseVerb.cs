using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Night;
using Vardbro.Storage.Operational;

namespace Vardbro.Cli;

/// <summary><c>vardbro waits erase</c>: takes one person, or all of a region, out of the operational waits. First it says what, then it does it.</summary>
internal static class WaitsEraseVerb
{
    public static Command Create(Options.Register register)
    {
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var person = new Option<string?>("--person") { Description = "The home unit's key of one person / hemenhetens nyckel för en person", HelpName = "KEY" };
        var confirm = new Option<bool>("--confirm") { Description = "Do it / gör det" };
        var reason = new Option<string?>("--reason") { Description = "Why, when a basis still holds; name no person / varför, när en grund ännu gäller; nämn ingen person", HelpName = "TEXT" };
        var command = new Command("erase", "Erase one person, or all of a region / radera en person, eller alla i en region") { region, person, confirm, reason };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), home =>
            session.With(Store.Read(session.DataFolder), decided =>
            session.With(OperationalStore.Open(session.DataFolder), store =>
            session.With(store.Of(home.Id), _ =>
            {
                var (key, why) = (parse.GetValue(person), parse.GetValue(reason)?.Trim() is { Length: > 0 } given ? given : null);
                var held = decided.BasesOf(home.Id).On(session.Today);
                return key is null && held is not null && why is null
                    ? session.Refuse(Refusal.Of(RefusalCode.EraseWhileBasisHolds, home.Id.ToString(), held.Reference))
                    : session.With(store.Erase(home.Id, key, parse.GetValue(confirm), why, session.Clock), erased =>
                    {
                        if (erased.Done)
                        {
                            NightFiles.ClearLeft(session.DataFolder); // what a night that was cut off left of them
                        }

                        Print(session, erased);
                        return ExitCode.Done;
                    });
            }))))));
        return command;
    }

    private static void Print(Session session, OperationalErasure erased)
    {
        session.Out.WriteLine(erased.Done
            ? session.Say(
                $"Region {erased.Region}: {erased.Waits} väntor för {erased.Persons} personer är raderade, med sina nycklar. Bara antalen är antecknade.",
                $"Region {erased.Region}: {erased.Waits} waits of {erased.Persons} persons are erased, with their keys. Only the numbers are noted.")
            : session.Say(
                $"Region {erased.Region}: {erased.Waits} väntor för {erased.Persons} personer skulle raderas. Inget är gjort; --confirm gör det.",
                $"Region {erased.Region}: {erased.Waits} waits of {erased.Persons} persons would be erased. Nothing is done; --confirm does it."));
        session.Out.WriteLine(session.Say(
            "Den som står i nästa fil kommer tillbaka: hemenheten måste sluta skicka väntan.",
            "Whoever is in the next file comes back: the home unit must cease to send the wait."));
    }
}
