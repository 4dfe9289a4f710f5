using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Storage.Matching;

namespace Vardbro.Storage.Night;

/// <summary>
/// The file of free slots that a night reads: <c>provider,service,monday,slots</c>. Slots lie in calendar weeks, so the file means the same
/// whichever day the night is of; the engine's file counts weeks from the run.
/// </summary>
public static class NightSlots
{
    private const string Form = "yyyy-MM-dd";

    private static readonly string[] Columns = ["provider", "service", "monday", "slots"];

    /// <summary>The file's first row.</summary>
    public static string Header { get; } = string.Join(',', Columns);

    /// <summary>A Monday as the file has it.</summary>
    public static string Text(DateOnly monday) => monday.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The slots in a run's weeks, as the engine reads them; those before and after are not offered tonight.</summary>
    /// <returns>The engine's rows, its header first; MatchFileUnreadable, MatchHeaderWrong, MatchFileEmpty, MatchRowMalformed, MatchValueWrong, or NightSlotsElsewhen when none is left.</returns>
    internal static Outcome<ImmutableArray<string>> In(string path, RunWeeks weeks)
    {
        if (!MatchFile.Read(path, Columns).Succeeded(out var file, out var refusal))
        {
            return refusal;
        }

        var rows = ImmutableArray.CreateBuilder<string>();
        rows.Add(string.Join(',', MatchTables.CapacityColumns));
        var scanner = new RowScanner(file.Bytes, file.FirstRow, Columns);
        while (scanner.Next())
        {
            var (provider, service) = (Encoding.UTF8.GetString(scanner.Text()), Encoding.UTF8.GetString(scanner.Text()));
            var text = scanner.Text();
            var day = Monday(text);
            if (day is null)
            {
                scanner.Wrong(text, new("en måndag (ÅÅÅÅ-MM-DD)", "a Monday (YYYY-MM-DD)"));
            }

            var slots = Encoding.UTF8.GetString(scanner.Text());
            if (day is { } monday && weeks.WeekOf(monday) is { } week)
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{provider},{service},{week},{slots}"));
            }
        }

        return scanner.Fault is { } fault ? file.Refuse(fault)
            : rows.Count == 1 ? Refusal.Of(RefusalCode.NightSlotsElsewhen, path, Text(weeks.MondayOf(0)), Text(weeks.End.AddDays(-1)))
            : rows.ToImmutable();
    }

    private static DateOnly? Monday(ReadOnlySpan<byte> text) =>
        DateOnly.TryParseExact(Encoding.UTF8.GetString(text), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.DayOfWeek == DayOfWeek.Monday ? day : null;
}
