using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>The table of grants as filtered by the address.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Rows">The lines.</param>
public sealed record GrantsReading(GrantFilter Filter, ImmutableArray<GrantRow> Rows)
{
    /// <summary>The query field of the year.</summary>
    public const string YearField = "ar";

    /// <summary>The query field of the programme.</summary>
    public const string ProgrammeField = "program";

    /// <summary>The query field of the stage.</summary>
    public const string StageField = "skede";

    /// <summary>The query field of the recipient.</summary>
    public const string RecipientField = "mottagare";

    /// <summary>The query field of the free text.</summary>
    public const string TextField = "text";

    /// <summary>Reads the filter and the lines that pass it.</summary>
    public static Outcome<GrantsReading> Of(Visit visit) =>
        visit.NumberField(YearField).Then(year =>
            ProgrammeOf(visit).Then(programme =>
                Choice<Stage>(visit, StageField).Then(stage =>
                    Choice<Recipient>(visit, RecipientField).Then<GrantsReading>(recipient =>
                    {
                        var filter = new GrantFilter(year, programme, stage, recipient, visit.Field(TextField));
                        return new GrantsReading(filter, Grants.Table(visit.Rules, visit.AsOf, filter));
                    }))));

    private static Outcome<string?> ProgrammeOf(Visit visit) =>
        visit.Field(ProgrammeField) is { } id ? visit.Rules.FindProgramme(id).Then<string?>(p => p.Id) : (string?)null;

    // Enumerations are written in addresses as in the files: kebab-case English.
    private static Outcome<T?> Choice<T>(Visit visit, string field)
        where T : struct, Enum
    {
        if (visit.Field(field) is not { } text)
        {
            return (T?)null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (FundingTables.Kebab(value) == text)
            {
                return value;
            }
        }

        return Refusal.Of(RefusalCode.ArgumentWrong, text, field, string.Join(", ", Enum.GetValues<T>().Select(FundingTables.Kebab)));
    }
}
