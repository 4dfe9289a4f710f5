using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>One group's share within the limit, with how sure it is.</summary>
/// <param name="Name">The group.</param>
/// <param name="Within">The share; null when it is hidden.</param>
/// <param name="Interval">Wilson's interval, 0–1; null when it is hidden.</param>
public sealed record GroupShare(Bilingual Name, Fraction? Within, Interval? Interval);

/// <summary>
/// Women against men, and age groups against each other: the share of the waiting within the limit (hälso- och sjukvårdslagen 2017:30
/// ch. 3 § 1: care on equal terms). Wilson's interval for each (JASA 1927), Newcombe's for the difference (Statistics in Medicine 1998).
/// The groups wait for different things, so a difference is no proof of unequal care.
/// </summary>
public static class SexAndAge
{
    /// <summary>The two sexes, women first.</summary>
    public static ImmutableArray<GroupShare> Sexes(AuditBook book, RegionId region, Month month) =>
    [
        Group(AuditWords.Women, book.Within(month, region, sex: Sex.Female)), Group(AuditWords.Men, book.Within(month, region, sex: Sex.Male)),
    ];

    /// <summary>The age groups, youngest first.</summary>
    public static ImmutableArray<GroupShare> Ages(AuditBook book, RegionId region, Month month) =>
        [.. book.AgeGroups.Select(g => Group(AuditWords.Years(g.Value), book.Within(month, region, age: g.Key)))];

    /// <summary>
    /// Women less men. It is judged in every region, month and kind, so one in twenty would often be chance: it is held to the interval
    /// that misses two times in a thousand.
    /// </summary>
    public static Finding FindSex(AuditBook book, RegionId region, Month month)
    {
        var sexes = Sexes(book, region, month);
        return Find(FindingKind.Sex, book, region, month, sexes, sexes[0], sexes[1]);
    }

    /// <summary>
    /// The group with the largest share less the one with the smallest. The largest of several differences is looked for, so it is
    /// held to the stricter interval that misses two times in a thousand.
    /// </summary>
    public static Finding FindAge(AuditBook book, RegionId region, Month month)
    {
        var ages = Ages(book, region, month);
        var known = ages.Where(a => a.Within is not null).OrderBy(a => a.Within!.Value.Percent).ToList();
        return Find(FindingKind.Age, book, region, month, ages, known.Count > 1 ? known[^1] : null, known.Count > 1 ? known[0] : null);
    }

    private static Finding Find(
        FindingKind what, AuditBook book, RegionId region, Month month, ImmutableArray<GroupShare> groups, GroupShare? first, GroupShare? second)
    {
        var difference = first?.Within is { } a && second?.Within is { } b ? Proportions.Difference((a.Some, a.All), (b.Some, b.All), Proportions.Z998).Value : null;
        var otherwise = what is FindingKind.Sex
            ? new Bilingual("kvinnor och män väntar på olika vård", "women and men wait for different care")
            : new Bilingual("åldrarna väntar på olika vård", "the ages wait for different care");
        var (standing, words) = difference is null
            ? (FindingStanding.NotMeasurable, AuditWords.Hidden)
            : difference is { Lower: <= 0, Upper: >= 0 }
                ? (FindingStanding.NoEffectShown, AuditWords.With(Said(first!, second!), new("ingen effekt visad: skillnaden kan vara slump", "no effect shown: the difference may be chance")))
                : (FindingStanding.Shown, AuditWords.With(Said(first!, second!), new(
                    $"skillnaden {AuditWords.Points(100 * difference.Share).Sv} är mer än slump, men {otherwise.Sv}", $"the difference {AuditWords.Points(100 * difference.Share).En} is more than chance, but {otherwise.En}")));
        return new(
            what, region, book.Kind, month, standing, 100 * difference?.Share, null, words,
            first is null || second is null ? AuditWords.Nothing
                : new($"{first.Name.Sv} mot {second.Name.Sv} i samma region och månad", $"{first.Name.En} against {second.Name.En} in the same region and month"),
            [
                .. groups.SelectMany(g => new FindingInput[]
                {
                    new(new($"{g.Name.Sv}, %", $"{g.Name.En}, %"), g.Within?.Percent), new(new($"{g.Name.Sv}, väntande", $"{g.Name.En}, waiting"), g.Within?.All),
                }),
                new(new("skillnadens nedre gräns", "lower limit of the difference"), 100 * difference?.Lower),
                new(new("skillnadens övre gräns", "upper limit of the difference"), 100 * difference?.Upper),
            ]);
    }

    private static Bilingual Said(GroupShare first, GroupShare second) => new(
        $"{first.Name.Sv} {AuditWords.Percent(first.Within!.Value.Percent).Sv}, {second.Name.Sv} {AuditWords.Percent(second.Within!.Value.Percent).Sv}",
        $"{first.Name.En} {AuditWords.Percent(first.Within!.Value.Percent).En}, {second.Name.En} {AuditWords.Percent(second.Within!.Value.Percent).En}");

    private static GroupShare Group(Bilingual name, Fraction? within) =>
        new(name, within, within is { } known ? Proportions.Wilson(known.Some, known.All).Value : null);
}
