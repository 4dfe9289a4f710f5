using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>What was known on a day, and which of it to compute with.</summary>
public static class Statements
{
    /// <summary>
    /// The statement to compute with: of those known on the day, the latest stage; within it the source nearest the
    /// decision, then the latest known, then the first in the rules. Null when nothing was known.
    /// </summary>
    /// <remarks>What its own publisher has replaced is out before the others are weighed, so that their order in the rules does not matter.</remarks>
    public static Statement? Governing(Programme programme, Subject subject, DateOnly asOf)
    {
        Statement? best = null;
        foreach (var statement in programme.Statements)
        {
            if (statement.Subject == subject && statement.Known <= asOf && statement.Beside is null &&
                statement.Amount is not null && (best is null || Outranks(statement, best)) &&
                !IsSuperseded(programme, statement, asOf))
            {
                best = statement;
            }
        }

        return best;
    }

    /// <summary>How a statement stands among the others of its programme on a day.</summary>
    public static Standing StandingOf(Programme programme, Statement statement, DateOnly asOf)
    {
        if (statement.Known > asOf)
        {
            return Standing.NotYetKnown;
        }

        if (statement.Beside is not null)
        {
            return Standing.Beside;
        }

        var rivals = programme.Statements.Where(s =>
            s.Subject == statement.Subject && s.Stage == statement.Stage && s.Known <= asOf && s.Beside is null && s != statement);
        var standing = Standing.Holds;
        foreach (var rival in rivals)
        {
            if (Supersedes(rival, statement))
            {
                return Standing.Superseded;
            }

            if (rival.Amount != statement.Amount && !Supersedes(statement, rival) && Outranks(rival, statement))
            {
                standing = Standing.Beside;
            }
        }

        return standing;
    }

    /// <summary>
    /// The span of the amounts that were known for a year, from announced to paid: what a controller budgets with
    /// before the decision. Null when no amount was known.
    /// </summary>
    public static (Money Low, Money High)? Range(Programme programme, Subject subject, DateOnly asOf)
    {
        var amounts = programme.Statements
            .Where(s => s.Subject == subject && s.Amount is not null && s.Known <= asOf && s.Beside is null &&
                StandingOf(programme, s, asOf) is Standing.Holds or Standing.Beside)
            .Select(s => s.Amount!.Value)
            .ToList();
        return amounts.Count == 0 ? null : (amounts.Min(), amounts.Max());
    }

    /// <summary>
    /// What a programme may at most allot for a year: its governing total, and additions that became known after that total.
    /// Null when only parts are known.
    /// </summary>
    public static (Money Amount, IReadOnlyList<Statement> Because)? Ceiling(Programme programme, int year, DateOnly asOf)
    {
        var total = Governing(programme, new(programme.Id, year, Measure.Total, ""), asOf);
        var addition = Governing(programme, new(programme.Id, year, Measure.Addition, ""), asOf);
        return (total, addition) switch
        {
            (null, null) => null,
            (null, not null) => (addition.Amount!.Value, [addition]),
            (not null, not null) when addition.Known > total.Known =>
                (total.Amount!.Value + addition.Amount!.Value, [total, addition]),
            _ => (total.Amount!.Value, [total]),
        };
    }

    private static bool IsSuperseded(Programme programme, Statement statement, DateOnly asOf)
    {
        foreach (var rival in programme.Statements)
        {
            if (rival.Subject == statement.Subject && rival.Stage == statement.Stage && rival.Known <= asOf &&
                rival.Beside is null && Supersedes(rival, statement))
            {
                return true;
            }
        }

        return false;
    }

    // A later word that names no amount takes none back.
    private static bool Supersedes(Statement later, Statement earlier) =>
        later.Known > earlier.Known && later.Source.Publisher == earlier.Source.Publisher &&
        (later.Amount is not null || earlier.Amount is null);

    private static bool Outranks(Statement a, Statement b)
    {
        if (a.Stage != b.Stage)
        {
            return a.Stage > b.Stage;
        }

        // Two words of one publisher on different days are never weighed: the later one has replaced the earlier.
        if (a.Source.Kind != b.Source.Kind)
        {
            return a.Source.Kind < b.Source.Kind;
        }

        return a.Known > b.Known;
    }
}
