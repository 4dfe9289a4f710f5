using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>Every commitment authorisation with what has been committed under it.</summary>
/// <param name="Programmes">The programmes that have one.</param>
public sealed record CommitmentsReading(ImmutableArray<CommittedProgramme> Programmes)
{
    /// <summary>What the rules authorise and the journal holds.</summary>
    public static Outcome<CommitmentsReading> Of(Visit visit) => new CommitmentsReading(
        [.. visit.Rules.Programmes.Where(p => p.Commitment is not null).Select(p => CommittedProgramme.Of(p, visit.Decided.CommitmentsOf(p.Id)))]);

    /// <summary>The years as a table.</summary>
    public ExportTable Export() => new(
        "ataganden",
        ["programme", "year", "planned_sek", "made_sek", "left_sek", "outstanding_planned_sek", "outstanding_made_sek"],
        from programme in Programmes
        from year in programme.Years
        select ImmutableArray.Create<object?>(
            programme.Programme.Id, year.Year, year.Planned, year.Made, year.Planned - year.Made, year.OutstandingPlanned, year.OutstandingMade));
}

/// <summary>One programme's authorisation, year by year.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Authorisation">Its authorisation.</param>
/// <param name="Commitments">What has been committed.</param>
/// <param name="Years">From the year of the authorisation to the last payment.</param>
public sealed record CommittedProgramme(
    Programme Programme, CommitmentAuthorisation Authorisation, Commitments Commitments, ImmutableArray<CommittedYear> Years)
{
    internal static CommittedProgramme Of(Programme programme, Commitments made)
    {
        var authorisation = programme.Commitment!;
        var last = authorisation.Payments.Keys.DefaultIfEmpty(authorisation.Year).Max();
        return new(programme, authorisation, made,
        [
            .. Enumerable.Range(authorisation.Year, last - authorisation.Year + 1).Select(year => new CommittedYear(
                year,
                authorisation.Payments.GetValueOrDefault(year),
                made.DueIn(year),
                Money.Sum(authorisation.Payments.Where(p => p.Key > year).Select(p => p.Value)),
                made.OutstandingAfter(year))),
        ]);
    }
}

/// <summary>One year of an authorisation.</summary>
/// <param name="Year">The year.</param>
/// <param name="Planned">The most that may fall due.</param>
/// <param name="Made">What has been committed to fall due.</param>
/// <param name="OutstandingPlanned">Still to be paid at the year's end if the whole authorisation is used.</param>
/// <param name="OutstandingMade">Still to be paid at the year's end of what is committed.</param>
public sealed record CommittedYear(int Year, Money Planned, Money Made, Money OutstandingPlanned, Money OutstandingMade);
