using FsCheck;
using FsCheck.Fluent;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;

namespace Vardbro.Tests;

/// <summary>Who left the list between two daily files, the figures of a day, and what may be shown of them.</summary>
public sealed class OperationalExitTests
{
    private static readonly DateOnly Today = new(2024, 8, 31);
    private static readonly OperationalJudge Judge = new(
        Ground.Waiting.OperationalFor(Today).Value, Ground.Region("0014"), Today, new(2024, 9, 1, 0, 0, 0, TimeSpan.FromHours(2)));

    private static OperationalWait Wait(string changes) => Judge.Judge(OperationalRows.Changes(changes)).Wait!;

    private static readonly OperationalWait[] Now =
    [
        Wait("wait_id=stays"), Wait("wait_id=cared;status=cared;exit_date=2024-08-29"), Wait("wait_id=closed;status=closed;exit_reason=moved;exit_date=2024-08-31"),
        Wait("wait_id=silent;status=closed;exit_date=2024-08-31"), Wait("wait_id=came-and-left;status=cared;exit_date=2024-08-31"),
        Wait("wait_id=long-ago;status=cared;exit_date=2024-08-30"), Wait("wait_id=new"),
    ];

    [Fact]
    public void Exits_are_the_difference_between_two_files()
    {
        var before = new[] { "stays", "cared", "closed", "silent", "gone" }.ToDictionary(i => i, _ => new OpenWait("511", WaitKind.FirstVisit));
        Assert.Equal(
            ["cared 2", "moved 1", "unknown 1", "vanished 1"], // one cared for late, one who came and left in between
            OperationalExit.Between(new(2024, 8, 30), before, Now).Select(e => $"{e.Reason} {e.Waits}"));
    }

    [Fact]
    public void With_figures_only_nobody_is_seen_to_vanish_and_an_exit_counts_by_its_date() =>
        Assert.Equal(["cared 1", "moved 1", "unknown 1"], OperationalExit.Between(new(2024, 8, 30), null, Now).Select(e => $"{e.Reason} {e.Waits}"));

    [Fact]
    public void Everybody_who_was_on_the_list_is_on_it_or_has_left_it_once() =>
        Ground.Holds(Prop.ForAll(
            Gen.SubListOf(Now).ToArbitrary(), Gen.SubListOf(Now.Select(w => w.Id).Append("gone")).ToArbitrary(), (now, before) =>
            {
                var known = before.ToDictionary(i => i, _ => new OpenWait("", WaitKind.Other));
                var exits = OperationalExit.Between(Today, known, [.. now]);
                return exits.Sum(e => e.Waits) == before.Count(id => !now.Any(w => w.Id == id && w.IsOpen));
            }));

    [Fact]
    public void Figures_count_those_beyond_the_limit_on_the_day()
    {
        // 90 days before the file's day is 2 June.
        var figures = OperationalFigure.Of(Ground.Waiting, [Wait("referral_date=2024-06-02"), Wait("referral_date=2024-06-01"), Wait("kind=other"), Now[1]], Today);
        Assert.Equal(
            [("511", WaitKind.FirstVisit, WaitStatus.Waiting, 2L, 1L), ("511", WaitKind.FirstVisit, WaitStatus.Cared, 1, 0), ("511", WaitKind.Other, WaitStatus.Waiting, 1, 0)],
            figures.Select(f => (f.Service, f.Kind, f.Status, f.Waits, f.Beyond)));
    }

    [Theory]
    [InlineData("30 40", "30 40")]
    [InlineData("19 40", "- -")]      // one hidden alone would be the total less the rest
    [InlineData("20 40", "20 40")]
    [InlineData("3 4 40 50", "- - - 50")] // two that together are below the bound
    [InlineData("15 16 40", "- - 40")]
    [InlineData("0 40", "0 40")]
    [InlineData("5", "-")]
    [InlineData("", "")]
    public void Small_counts_are_hidden_and_do_not_come_out_of_the_total(string counts, string shown) =>
        Assert.Equal(shown, string.Join(' ', ShownCounts.Of([.. counts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], 20).Select(c => c?.ToString() ?? "-")));

    [Fact]
    public void The_rules_name_every_reason_and_say_from_when()
    {
        var codes = Ground.Waiting.OperationalFor(Today).Value;
        Assert.All(codes.Reasons, r => Assert.NotEqual(r.Name.Sv, r.Name.En));
        Assert.Equal(RefusalCode.OperationalCodesMissing, Ground.Waiting.OperationalFor(codes.From.AddDays(-1)).Refusal!.Code);
        Assert.All(Ground.Synthetic.Habits.ExitReasons, made => Assert.NotNull(codes.Reason(made.Reason)));
    }
}
