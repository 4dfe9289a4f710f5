using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Results;
using Vardbro.Storage.Rules;

namespace Vardbro.Cli;

/// <summary>Which scheme, and which figures: a file, or the published months.</summary>
internal sealed class FiguresOptions
{
    private readonly Option<string> scheme = Options.Text("--scheme", "A scheme in the rules, or a file / en ordning i reglerna, eller en fil", "ID|FILE");
    private readonly Option<string?> indicators = new("--indicators")
    {
        Description = "Figures: indicator,region_id,month,numerator,denominator / siffror", HelpName = "FILE",
    };

    private readonly Option<bool> published = new("--published") { Description = "Figures of published months / publicerade månaders siffror" };
    private readonly Option<string?> through = new("--through") { Description = "Last published month to read / sista publicerade månad", HelpName = "YYYY-MM" };

    public void AddTo(Command command)
    {
        command.Add(scheme);
        command.Add(indicators);
        command.Add(published);
        command.Add(through);
    }

    /// <summary>The scheme and its figures; what a file has that the scheme does not read is said.</summary>
    public Outcome<SchemeFigures> Read(Session session, ParseResult parse) =>
        Find(session, parse.GetValue(scheme)!).Then(found => (parse.GetValue(indicators), parse.GetValue(published)) switch
        {
            ({ } path, false) => SchemeFigures.FromFile(found.Rules, found.Scheme, path),
            (null, true) => Published(session, parse, found.Rules, found.Scheme),
            _ => Refusal.Of(RefusalCode.OptionMissing, new("--indicators eller --published, inte båda,", "--indicators or --published, not both,"), "--indicators siffror.csv"),
        }).Then<SchemeFigures>(figures =>
        {
            foreach (var (name, rows) in figures.NotRead)
            {
                session.Error.WriteLine(session.Say($"Läses inte av ordningen: {name}, {rows} rader.", $"Not read by the scheme: {name}, {rows} rows."));
            }

            return figures;
        });

    /// <summary>Whether the scheme is one of the rules, with a programme and the rules' regions: only what everybody can read is decided on.</summary>
    public bool IsShipped(ParseResult parse, Scheme found) => found is { Programme: not null, OwnRegions: false } && !IsFile(parse.GetValue(scheme)!);

    /// <summary>The file of figures that was named, or null.</summary>
    public string? FileOf(ParseResult parse) => parse.GetValue(indicators);

    /// <summary>A scheme by its id, or in a file of its own.</summary>
    public static Outcome<(RuleReading Rules, Scheme Scheme)> Find(Session session, string idOrFile) =>
        IsFile(idOrFile)
            ? RuleFolder.LoadWithScheme(session.RulesFolder, idOrFile)
            : session.AllRules().Then(rules => rules.FindScheme(idOrFile).Then<(RuleReading, Scheme)>(found => (rules, found)));

    private static bool IsFile(string idOrFile) => File.Exists(idOrFile) || idOrFile.EndsWith(".yaml", StringComparison.Ordinal);

    private Outcome<SchemeFigures> Published(Session session, ParseResult parse, RuleReading rules, Scheme found) =>
        Store.Read(session.DataFolder).Then(decided =>
        (parse.GetValue(through) is { } text ? RegisterMonths.Read(text) : new Month(9999, 12)).Then(last =>
            SchemeFigures.FromPublished(rules, found, PublishedStore.In(session.DataFolder), decided, last)));
}
