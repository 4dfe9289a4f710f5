using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Register;

namespace Vardbro.Cli;

/// <summary>
/// What verbs say of figures that are made from invented rows: first of what people read, and on standard error beside a file, whose
/// columns are fixed.
/// </summary>
internal static class SyntheticMark
{
    /// <summary>What to say of a month's figures; null when no row behind them is invented.</summary>
    /// <returns>The mark, or why it cannot be known: the month is not published (VB2162) or no region has delivered it (VB2163).</returns>
    public static Outcome<Bilingual?> Of(string dataFolder, Month month, bool unpublished) => unpublished
        ? RegisterStore.Open(dataFolder).Then(register => RegisterMonths.Imports(register, month))
            .Then<Bilingual?>(imports => Sentence([.. imports.Select(i => i.Synthetic)]))
        : Store.Read(dataFolder).Then<Bilingual?>(decided => decided.PublicationsOf(month).Current is { } published
            ? Sentence([.. published.Content.Batches.Values.Select(b => b.Synthetic)])
            : Refusal.Of(RefusalCode.MonthNotPublished, month.ToString()));

    /// <summary>What to say of figures made from regions' batches, each invented or not; null when none is.</summary>
    public static Bilingual? Sentence(ImmutableArray<bool> synthetic) => synthetic.Count(s => s) switch
    {
        0 => null,
        var all when all == synthetic.Length => new(
            "SYNTETISKA UPPGIFTER: ingen verklig person, enhet eller väntan finns i siffrorna.", "SYNTHETIC DATA: no real person, unit or wait is in the figures."),
        var some => new(
            $"SYNTETISKA UPPGIFTER: {some} av {synthetic.Length} regioners uppgifter är påhittade.", $"SYNTHETIC DATA: the data of {some} of {synthetic.Length} regions are invented."),
    };

    /// <summary>Shows as <see cref="Options.Show"/> does, with the mark, if any.</summary>
    public static int Show(
        Session session, ParseResult parse, Option<string> format, Option<string?> file, ExportTable table, Bilingual? mark, Action print)
    {
        var said = mark is null;
        var code = Options.Show(session, parse, format, file, table, () =>
        {
            Say(session.Out);
            print();
        });
        if (code == ExitCode.Done)
        {
            Say(session.Error);
        }

        return code;

        void Say(TextWriter to)
        {
            if (!said)
            {
                to.WriteLine(session.Say(mark!));
                said = true;
            }
        }
    }
}
