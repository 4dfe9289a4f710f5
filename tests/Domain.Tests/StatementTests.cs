using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class StatementTests
{
    private static readonly Subject Total2025 = new("p", 2025, Measure.Total, "");

    [Fact]
    public void The_same_publisher_later_on_the_same_thing_supersedes_from_the_end_of_that_day()
    {
        var (first, later) = (Said("2024-09-18", 6_500), Said("2024-10-01", 7_500));
        var programme = With(first, later);
        Assert.Equal(Standing.Holds, Statements.StandingOf(programme, first, Ground.Day("2024-09-30")));
        Assert.Equal(Standing.NotYetKnown, Statements.StandingOf(programme, later, Ground.Day("2024-09-30")));
        Assert.Equal(Standing.Superseded, Statements.StandingOf(programme, first, Ground.Day("2024-10-01")));
        Assert.Equal(Standing.Holds, Statements.StandingOf(programme, later, Ground.Day("2024-10-01")));
        Assert.Same(first, Statements.Governing(programme, Total2025, Ground.Day("2024-09-30")));
        Assert.Same(later, Statements.Governing(programme, Total2025, Ground.Day("2024-10-01")));
        Assert.Null(Statements.Governing(programme, Total2025, Ground.Day("2024-09-17")));
    }

    // Each pair differs from "the same thing said later" in one respect; each time the earlier one must go on to hold.
    public static TheoryData<string> Differences => ["year", "measure", "part", "stage", "publisher", "beside", "no amount", "same day"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void Anything_else_does_not_supersede(string difference)
    {
        var first = Said("2024-09-18", 6_500) with { Subject = Total2025 with { Measure = Measure.Part, Part = "a" } };
        var later = first with { Known = Ground.Day("2024-10-01"), Amount = Money.Million(7_500) };
        Assert.Equal(Standing.Superseded, Statements.StandingOf(With(first, later), first, Ground.Day("2025-01-01")));
        later = difference switch
        {
            "year" => later with { Subject = later.Subject with { Year = 2026 } },
            "measure" => later with { Subject = later.Subject with { Measure = Measure.Addition } },
            "part" => later with { Subject = later.Subject with { Part = "b" } },
            "stage" => later with { Stage = Stage.Proposed },
            "publisher" => later with { Source = Ground.Source("skr", "skr") },
            "no amount" => later with { Amount = null },
            "beside" => later with { Beside = "not computed with" },
            _ => later with { Known = first.Known },
        };
        Assert.NotEqual(Standing.Superseded, Statements.StandingOf(With(first, later), first, Ground.Day("2025-01-01")));
    }

    [Fact]
    public void Sources_that_disagree_stay_side_by_side_and_the_one_nearest_the_decision_governs()
    {
        var decision = Said("2024-09-18", 1_367) with { Source = Ground.Source("a", "government", SourceKind.Decision) };
        var press = Said("2024-10-01", 1_357) with { Source = Ground.Source("b", "paper", SourceKind.Press) };
        foreach (var programme in new[] { With(decision, press), With(press, decision) })
        {
            Assert.Equal(Standing.Holds, Statements.StandingOf(programme, decision, Ground.Day("2025-01-01")));
            Assert.Equal(Standing.Beside, Statements.StandingOf(programme, press, Ground.Day("2025-01-01")));
            Assert.Same(decision, Statements.Governing(programme, Total2025, Ground.Day("2025-01-01")));
            Assert.Equal((Money.Million(1_357), Money.Million(1_367)), Statements.Range(programme, Total2025, Ground.Day("2025-01-01")));
        }
    }

    [Fact]
    public void Of_two_of_one_weight_the_latest_known_governs_and_of_one_day_the_first_in_the_rules()
    {
        var a = Said("2024-09-18", 1) with { Source = Ground.Source("a", "a") };
        var b = Said("2024-09-19", 2) with { Source = Ground.Source("b", "b") };
        Assert.Same(b, Statements.Governing(With(a, b), Total2025, b.Known));
        Assert.Same(b, Statements.Governing(With(b, a), Total2025, b.Known));
        b = b with { Known = a.Known };
        Assert.Same(a, Statements.Governing(With(a, b), Total2025, b.Known));
        Assert.Same(b, Statements.Governing(With(b, a), Total2025, b.Known));
    }

    [Fact]
    public void On_one_day_the_source_nearest_the_decision_governs_also_within_one_publisher()
    {
        var law = Said("2024-09-18", 1) with { Source = Ground.Source("law", "government", SourceKind.Law) };
        var release = Said("2024-09-18", 2) with { Source = Ground.Source("release", "government", SourceKind.FoundingDocument) };
        Assert.Same(law, Statements.Governing(With(release, law), Total2025, law.Known));
        Assert.Same(law, Statements.Governing(With(law, release), Total2025, law.Known));
    }

    // A government document, the government in a newspaper later, and another newspaper later still: the first is
    // superseded by the second, and of the two that are left the latest known governs, in whatever order they are written.
    [Fact]
    public void What_is_superseded_never_decides_between_the_others()
    {
        var document = Said("2024-09-01", 1) with { Source = Ground.Source("document", "government", SourceKind.FoundingDocument) };
        var interview = Said("2024-09-02", 2) with { Source = Ground.Source("interview", "government", SourceKind.Press) };
        var paper = Said("2024-09-03", 3) with { Source = Ground.Source("paper", "paper", SourceKind.Press) };
        Statement[] all = [document, interview, paper];
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
            Assert.Same(paper, Statements.Governing(With([.. order.Select(i => all[i])]), Total2025, paper.Known));
    }

    [Fact]
    public void A_later_stage_governs_whoever_says_it()
    {
        var proposed = Said("2024-09-18", 1) with { Stage = Stage.Proposed, Source = Ground.Source("a", "a", SourceKind.Law) };
        var paid = Said("2024-09-17", 2) with { Stage = Stage.Paid, Source = Ground.Source("b", "b", SourceKind.Press) };
        Assert.Same(paid, Statements.Governing(With(proposed, paid), Total2025, proposed.Known));
        Assert.Equal(Standing.Holds, Statements.StandingOf(With(proposed, paid), proposed, proposed.Known));
    }

    [Fact]
    public void An_unknown_amount_and_one_that_stands_beside_are_never_computed_with()
    {
        var unknown = Said("2024-09-20", 0) with { Amount = null };
        var beside = Said("2024-09-21", 9) with { Beside = "a slip" };
        var stated = Said("2024-09-18", 7) with { Source = Ground.Source("other", "other") };
        var programme = With(unknown, beside, stated);
        Assert.Same(stated, Statements.Governing(programme, Total2025, beside.Known));
        Assert.Equal(Standing.Beside, Statements.StandingOf(programme, beside, beside.Known));
        Assert.Null(Statements.Governing(With(unknown, beside), Total2025, beside.Known));
        Assert.Null(Statements.Range(With(unknown), Total2025, beside.Known));
    }

    [Theory]
    [InlineData("2024-03-04", null, 3_000)]
    [InlineData(null, "2024-03-04", 6_000)]
    [InlineData("2023-09-13", "2024-03-04", 9_000)]
    [InlineData("2024-03-04", "2024-03-04", 3_000)]
    [InlineData("2024-03-05", "2024-03-04", 3_000)]
    public void An_addition_is_on_top_of_a_total_that_was_known_before_it(string? total, string? addition, int ceiling)
    {
        var programme = With(
        [
            .. total is null ? [] : new[] { Said(total, 3_000) },
            .. addition is null ? [] : new[] { Said(addition, 6_000) with { Subject = Total2025 with { Measure = Measure.Addition } } },
        ]);
        Assert.Equal(Money.Million(ceiling), Statements.Ceiling(programme, 2025, Ground.Day("2025-01-01"))?.Amount);
        Assert.Null(Statements.Ceiling(programme, 2025, Ground.Day("2023-09-12")));
        Assert.Null(Statements.Ceiling(programme, 2024, Ground.Day("2025-01-01")));
    }

    // Two questions with two answers, from the rules as they are.
    [Theory]
    [InlineData("2023-09-12", null)]
    [InlineData("2023-09-13", "6500")]
    [InlineData("2024-09-17", "6500")]
    [InlineData("2024-09-18", "7500")]
    public void What_was_known_of_the_results_money_for_2025(string asOf, string? millions)
    {
        var governing = Statements.Governing(Ground.Programme("performance-grants"), new("performance-grants", 2025, Measure.Total, ""), Ground.Day(asOf));
        Assert.Equal(millions is null ? null : decimal.Parse(millions), governing?.Amount?.InMillions);
    }

    [Fact]
    public void What_was_known_on_2023_09_15_and_what_holds_for_2025_are_two_questions()
    {
        var (then, now) = (Ground.Day("2023-09-15"), Ground.Day("2025-12-31"));
        Money? Of(string id, int year, DateOnly day) => Statements.Ceiling(Ground.Programme(id), year, day)?.Amount;

        Assert.Equal(Money.Million(3_000), Of("sector-grant", 2024, then));
        Assert.Equal(Money.Million(9_000), Of("sector-grant", 2024, now));
        Assert.Null(Of("sector-grant", 2025, then));
        Assert.Equal(Money.Million(2_000), Of("sector-grant", 2025, now));
        Assert.Equal(Money.Million(6_500), Of("performance-grants", 2025, then));
        Assert.Equal(Money.Million(7_500), Of("performance-grants", 2025, now));
        Assert.Null(Of("care-broker", 2025, then));
        Assert.Equal(Money.Million(250), Of("care-broker", 2025, now));
        Assert.Empty(Allot.Notice(Ground.Rules, 2025, then).Value.Allotments);
        Assert.NotEmpty(Allot.Notice(Ground.Rules, 2025, now).Value.Allotments);
    }

    [Theory]
    [InlineData("2024-01-08", false)]
    [InlineData("2024-01-09", true)]
    public void Both_of_SKRs_amounts_for_womens_health_stand_and_the_table_governs(string asOf, bool bothKnown)
    {
        var programme = Ground.Programme("womens-health");
        var subject = new Subject("womens-health", 2024, Measure.Part, "by-population");
        var day = Ground.Day(asOf);
        Assert.Equal(Money.Million(1_367), Statements.Governing(programme, subject, day)!.Amount);
        var text = programme.Statements.Single(s => s.Subject == subject && s.Amount == Money.Million(1_357));
        Assert.Equal(bothKnown ? Standing.Beside : Standing.NotYetKnown, Statements.StandingOf(programme, text, day));
    }

    [Theory]
    [InlineData("2024-03-03", "3000")]
    [InlineData("2024-03-04", "9000")]
    public void The_spring_addition_is_on_top_from_the_day_it_was_announced(string asOf, string millions) =>
        Assert.Equal(decimal.Parse(millions), Statements.Ceiling(Ground.Programme("sector-grant"), 2024, Ground.Day(asOf))!.Value.Amount.InMillions);

    private static Statement Said(string known, int millions) => new(
        Total2025, Stage.Announced, Money.Million(millions), Precision.Exact, Ground.Day(known), Ground.Source("government"),
        null, null, null, null, null, Ground.Nowhere);

    private static Programme With(params ReadOnlySpan<Statement> statements) => Ground.Programme("sector-grant") with
    {
        Id = "p", Statements = [.. statements], Allotments = [], Within = null,
    };
}
