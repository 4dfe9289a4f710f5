using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>Splits, judges and counts a file without keeping anything of it: what an import costs before it stores.</summary>
public static class RegisterCheck
{
    /// <summary>The count of a month's rows.</summary>
    /// <param name="from">The file, not packed.</param>
    /// <param name="codes">How its codes are read.</param>
    /// <param name="region">Whose month it is said to be.</param>
    /// <param name="month">Which month.</param>
    /// <returns>The count, in which a contact that stands twice counts twice; or why the file as a whole is not what it should be.</returns>
    public static Outcome<MonthCount> Count(Stream from, RegisterCodes codes, RegionId region, Month month)
    {
        var (reader, judge, counter) = (new RowReader(from, RegisterFields.Names), new RowJudge(codes, region, month), new RowCounter());
        if (reader.ReadHeader() is { } header)
        {
            return header;
        }

        while (reader.Next())
        {
            var row = new RegisterRow(reader.Text, reader.Starts, reader.Ends);
            if (judge.Misplaced(row, reader.Row) is { } misplaced)
            {
                return misplaced;
            }

            var judged = judge.Judge(row);
            counter.Add(judged.Contact, judged.Findings);
        }

        return reader.Problem is { } problem ? problem : counter.Count;
    }
}
