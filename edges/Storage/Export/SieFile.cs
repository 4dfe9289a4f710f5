using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Export;

/// <summary>
/// A calendar year's entries as a SIE 4 file (type 4, export; SIE-gruppen's format, PC8 = code page 437), for the recipient's or the
/// auditor's own accounting program. The budget year of the money is an object beside programme and region, since money of one budget
/// year moves in several. Of one region its own lines are written; what they lack to balance stands on what is available to all.
/// </summary>
/// <param name="Bytes">The file.</param>
/// <param name="Year">The calendar year.</param>
/// <param name="Vouchers">How many entries it holds.</param>
/// <param name="Replaced">The characters that code page 437 lacks, each once; they stand as question marks.</param>
public sealed record SieFile(byte[] Bytes, int Year, int Vouchers, string Replaced)
{
    private static readonly Encoding Pc8 = CodePagesEncodingProvider.Instance.GetEncoding(437, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // Our own chart of accounts: 1 is where money is, 2 is where it comes from.
    private static readonly ImmutableArray<(int Number, AccountKind Kind)> Chart =
    [
        (1110, AccountKind.Available), (1120, AccountKind.Withdrawn), (1210, AccountKind.Allotted), (1220, AccountKind.Requisitioned),
        (1230, AccountKind.Paid), (1240, AccountKind.Reported), (1250, AccountKind.Approved), (1260, AccountKind.Unused), (1270, AccountKind.Claimed),
        (1310, AccountKind.Committable), (1320, AccountKind.Committed), (2110, AccountKind.Granted), (2120, AccountKind.Credit), (2310, AccountKind.Authorised),
    ];

    /// <summary>The file of the entries asked for.</summary>
    /// <param name="rules">Names of programmes and regions.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="filter">Programme and party; its year is the calendar year of the file, the newest with an entry when null.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="today">The day it is made.</param>
    /// <returns>The file; LedgerYearEmpty when nothing was posted in the year.</returns>
    public static Outcome<SieFile> Of(RuleBook rules, Ledger ledger, LedgerFilter filter, Language language, DateOnly today)
    {
        var entries = ledger.Entries.Select((e, place) => (Number: place + 1, Entry: e, Lines: LinesOf(e, filter))).Where(e => !e.Lines.IsEmpty).ToList();
        var years = entries.Select(e => e.Entry.Date.Year).Distinct().Order().ToList();
        var year = filter.Year ?? years.LastOrDefault();
        if (!years.Contains(year))
        {
            return Refusal.Of(RefusalCode.LedgerYearEmpty, year.ToString(CultureInfo.InvariantCulture), years.Count > 0 ? string.Join(", ", years) : "–");
        }

        var text = new StringBuilder();
        Head(text, rules, entries.Exists(e => e.Entry.Decision.StartsWith(Signature.ExamplePrefix, StringComparison.OrdinalIgnoreCase)), filter, year, language, today);
        Accounts(text, rules, [.. entries.SelectMany(e => e.Lines).Select(l => l.Account).Distinct()], language);
        Balances(text, [.. entries.Select(e => (e.Entry.Date.Year, e.Lines))], year);
        var vouchers = entries.Where(e => e.Entry.Date.Year == year).ToList();
        foreach (var (number, entry, lines) in vouchers)
        {
            var date = Date(entry.Date);
            text.Append(CultureInfo.InvariantCulture, $"#VER A {number} {date} {Quoted($"{entry.Decision} {entry.Text.In(language)}")}\r\n{{\r\n");
            foreach (var (account, amount) in lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"   #TRANS {NumberOf(account.Kind)} {Objects(account)} {amount} {date} {Quoted(entry.Reasons)}\r\n");
            }

            text.Append("}\r\n");
        }

        var (bytes, replaced) = Encode(text.ToString());
        return new SieFile(bytes, year, vouchers.Count, replaced);
    }

    // What a region's lines lack to balance is what it got from, or gave back to, what is available to all.
    private static ImmutableArray<Posting> LinesOf(LedgerEntry entry, LedgerFilter filter)
    {
        var lines = entry.Postings.Where(p => (filter with { Year = null }).Includes(p.Account)).ToImmutableArray();
        var lacking = -Money.Sum(lines.Select(l => l.Amount));
        return lines.IsEmpty || lacking == Money.Zero ? lines : lines.Add(new(entry.Postings.First(p => p.Account.Party.Length == 0).Account, lacking));
    }

    private static void Head(StringBuilder text, RuleBook rules, bool examples, LedgerFilter filter, int year, Language language, DateOnly today)
    {
        var whose = filter.Party is { } id && rules.FindRegion(id).Succeeded(out var region, out _) ? region.OfficialName : null;
        var name = language == Language.Swedish ? "Statens bidrag till regionerna" : "The state's grants to the regions";
        text.Append("#FLAGGA 0\r\n#PROGRAM \"Vardbro\" 1\r\n#FORMAT PC8\r\n");
        text.Append(CultureInfo.InvariantCulture, $"#GEN {Date(today)}\r\n#SIETYP 4\r\n");
        if (examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"#PROSA {Quoted(language == Language.Swedish
                ? $"SYNTETISKT: beslut vars nummer börjar med {Signature.ExamplePrefix} är påhittade exempel"
                : $"SYNTHETIC: decisions whose number begins with {Signature.ExamplePrefix} are invented examples")}\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#FNAMN {Quoted(whose is null ? name : $"{name}: {whose}")}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"#RAR 0 {year}0101 {year}1231\r\n#RAR -1 {year - 1}0101 {year - 1}1231\r\n#VALUTA SEK\r\n");
    }

    private static void Accounts(StringBuilder text, RuleBook rules, ImmutableArray<Account> accounts, Language language)
    {
        foreach (var (number, kind) in Chart)
        {
            text.Append(CultureInfo.InvariantCulture, $"#KONTO {number} {Quoted(Words.Of(kind).In(language))}\r\n#KTYP {number} {(kind.IsCredit() ? 'S' : 'T')}\r\n");
        }

        // Numbers up to 19 are reserved by the format.
        text.Append(language == Language.Swedish
            ? "#DIM 20 \"Program\"\r\n#DIM 21 \"Region\"\r\n#DIM 22 \"Budgetår\"\r\n"
            : "#DIM 20 \"Programme\"\r\n#DIM 21 \"Region\"\r\n#DIM 22 \"Budget year\"\r\n");
        foreach (var id in accounts.Select(a => a.Programme).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"#OBJEKT 20 {Quoted(id)} {Quoted(rules.FindProgramme(id).Succeeded(out var p, out _) ? p.Name.In(language) : id)}\r\n");
        }

        foreach (var id in accounts.Select(a => a.Party).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"#OBJEKT 21 {Quoted(id)} {Quoted(rules.FindRegion(id).Succeeded(out var r, out _) ? r.Name : id)}\r\n");
        }

        foreach (var year in accounts.Select(a => a.Year).Distinct().Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"#OBJEKT 22 \"{year}\" \"{year}\"\r\n");
        }
    }

    // Opening and closing balances, of accounts and of their objects: nothing here is a result, so all is carried over.
    private static void Balances(StringBuilder text, ImmutableArray<(int Year, ImmutableArray<Posting> Lines)> entries, int year)
    {
        SortedDictionary<string, Money> Before(int first, Func<Account, string> by)
        {
            var sums = new SortedDictionary<string, Money>(StringComparer.Ordinal);
            foreach (var (account, amount) in entries.Where(e => e.Year < first).SelectMany(e => e.Lines))
            {
                sums[by(account)] = sums.GetValueOrDefault(by(account)) + amount;
            }

            return sums;
        }

        void Write(string label, int place, SortedDictionary<string, Money> sums)
        {
            foreach (var (what, amount) in sums)
            {
                text.Append(CultureInfo.InvariantCulture, $"#{label} {place} {what} {amount}\r\n");
            }
        }

        string ByAccount(Account account) => NumberOf(account.Kind).ToString(CultureInfo.InvariantCulture);
        string ByObject(Account account) => $"{NumberOf(account.Kind)} {Objects(account)}";
        Write("IB", 0, Before(year, ByAccount));
        Write("UB", 0, Before(year + 1, ByAccount));
        Write("IB", -1, Before(year - 1, ByAccount));
        Write("UB", -1, Before(year, ByAccount));
        Write("OIB", 0, Before(year, ByObject));
        Write("OUB", 0, Before(year + 1, ByObject));
    }

    private static int NumberOf(AccountKind kind) => Chart.First(c => c.Kind == kind).Number;

    private static string Objects(Account account) =>
        $"{{20 {Quoted(account.Programme)} 22 \"{account.Year}\"{(account.Party.Length > 0 ? $" 21 {Quoted(account.Party)}" : "")}}}";

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    // A field may hold no control character; a quotation mark in it is marked.
    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(c => char.IsControl(c) ? " " : c == '"' ? "\\\"" : c.ToString()))}\"";

    private static (byte[] Bytes, string Replaced) Encode(string text)
    {
        var (bytes, replaced) = (new List<byte>(text.Length), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var rune in text.EnumerateRunes())
        {
            // The dashes and spaces of good typography have plain ones in their place.
            var plain = rune.Value switch
            {
                0x2013 or 0x2212 => "-",
                0x00A0 or 0x202F => " ",
                0x2019 => "'",
                0x201D => "''",
                _ => rune.ToString(),
            };
            try
            {
                bytes.AddRange(Pc8.GetBytes(plain));
            }
            catch (EncoderFallbackException)
            {
                bytes.Add((byte)'?');
                replaced.Add(plain);
            }
        }

        return ([.. bytes], string.Join(' ', replaced));
    }
}
