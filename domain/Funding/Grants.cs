using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>One line of the table of every targeted grant: what was said, and how it stands.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Statement">What was said.</param>
/// <param name="Standing">How it stands on the day asked for.</param>
/// <param name="Governs">Whether it is the one computed with.</param>
public sealed record GrantRow(Programme Programme, Statement Statement, Standing Standing, bool Governs);

/// <summary>What to show of the grants; null shows all.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="Programme">Programme id.</param>
/// <param name="Stage">How far the money had come.</param>
/// <param name="Recipient">Who receives it.</param>
/// <param name="Text">A text in the name of the programme, in either language.</param>
public sealed record GrantFilter(
    int? Year = null, string? Programme = null, Stage? Stage = null, Recipient? Recipient = null, string? Text = null)
{
    /// <summary>Whether a programme is asked for, by its id and its name.</summary>
    public bool AsksFor(Programme programme) =>
        (Programme is null || programme.Id == Programme) && (string.IsNullOrWhiteSpace(Text) || Mentions(programme, Text.Trim()));

    private static bool Mentions(Programme programme, string text) =>
        programme.Id.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        programme.Name.Sv.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        programme.Name.En.Contains(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One table of every targeted grant, year by year. Pure.</summary>
public static class Grants
{
    /// <summary>The lines known at the end of a day, by year, programme, measure, stage and day.</summary>
    public static ImmutableArray<GrantRow> Table(RuleBook rules, DateOnly asOf, GrantFilter filter) =>
    [
        .. from programme in rules.Programmes
           where filter.AsksFor(programme)
           from statement in programme.Statements
           where statement.Known <= asOf
           where filter.Year is null || statement.Subject.Year == filter.Year
           where filter.Stage is null || statement.Stage == filter.Stage
           where filter.Recipient is null || ReceivedBy(programme, statement, filter.Recipient.Value)
           orderby statement.Subject.Year, programme.Id, statement.Subject.Measure, statement.Subject.Part, statement.Stage, statement.Known
           select new GrantRow(
               programme, statement, Statements.StandingOf(programme, statement, asOf),
               Statements.Governing(programme, statement.Subject, asOf) == statement),
    ];

    private static bool ReceivedBy(Programme programme, Statement statement, Recipient recipient) =>
        statement.Recipient is { } stated ? stated == recipient : programme.Recipients.Contains(recipient);
}
