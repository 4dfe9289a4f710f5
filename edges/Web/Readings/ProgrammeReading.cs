using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>A programme with how everything said about it stands on the day asked for.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Statements">What was said, also what was not yet known, by year.</param>
/// <param name="Within">The larger programme it is a part of, if any.</param>
/// <param name="Parts">The programmes that are parts of it.</param>
public sealed record ProgrammeReading(
    Programme Programme, ImmutableArray<GrantRow> Statements, Programme? Within, ImmutableArray<Programme> Parts)
{
    /// <summary>The programme of the path.</summary>
    public static Outcome<ProgrammeReading> Of(Visit visit) =>
        visit.Rules.FindProgramme(visit.Route("id")).Then<ProgrammeReading>(programme => new ProgrammeReading(
            programme,
            [
                .. programme.Statements
                    .OrderByDescending(s => s.Subject.Year).ThenBy(s => s.Subject.Measure).ThenBy(s => s.Subject.Part, StringComparer.Ordinal)
                    .ThenBy(s => s.Stage).ThenBy(s => s.Known)
                    .Select(s => new GrantRow(
                        programme, s, Funding.Statements.StandingOf(programme, s, visit.AsOf),
                        Funding.Statements.Governing(programme, s.Subject, visit.AsOf) == s)),
            ],
            programme.Within is { } frame ? visit.Rules.Programmes.FirstOrDefault(p => p.Id == frame.Programme) : null,
            [.. visit.Rules.Programmes.Where(p => p.Within?.Programme == programme.Id)]));
}

/// <summary>Every programme with its money year by year.</summary>
/// <param name="Years">The years, oldest first.</param>
/// <param name="Rows">One a programme.</param>
public sealed record ProgrammeListReading(ImmutableArray<int> Years, ImmutableArray<ProgrammeRow> Rows)
{
    /// <summary>All programmes, with what was known on the day asked for.</summary>
    public static Outcome<ProgrammeListReading> Of(Visit visit)
    {
        var years = visit.Rules.Programmes.SelectMany(p => p.Years).Distinct().Where(y => y >= visit.MainYear - 2).Order().ToImmutableArray();
        return new ProgrammeListReading(years, [.. visit.Rules.Programmes.Select(programme => new ProgrammeRow(programme,
            years.ToImmutableDictionary(year => year, year => Statements.Ceiling(programme, year, visit.AsOf)?.Amount)))]);
    }
}

/// <summary>One programme in the list.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Amounts">What is known for each year; null when only parts or nothing is.</param>
public sealed record ProgrammeRow(Programme Programme, ImmutableDictionary<int, Money?> Amounts);
