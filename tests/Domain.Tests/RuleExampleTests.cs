using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Rules;

namespace Vardbro.Tests;

/// <summary>The worked examples in <c>rules/examples</c>, each a test, and each able to fail.</summary>
public sealed class RuleExampleTests
{
    private static IEnumerable<string> All =>
        Directory.EnumerateFiles(Path.Combine(Ground.Root, "rules", "examples")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    // A file's name says what its example is about.
    public static TheoryData<string> Files => [.. All.Where(f => !f.StartsWith("clock-", StringComparison.Ordinal) && !f.StartsWith("need-", StringComparison.Ordinal) && !f.StartsWith("scheme-", StringComparison.Ordinal))];

    public static TheoryData<string> ClockFiles => [.. All.Where(f => f.StartsWith("clock-", StringComparison.Ordinal))];

    public static TheoryData<string> SchemeFiles => [.. All.Where(f => f.StartsWith("scheme-", StringComparison.Ordinal))];

    public static TheoryData<string> NeedFiles => [.. All.Where(f => f.StartsWith("need-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_example_holds_and_would_fail_if_anything_in_it_were_different(string file)
    {
        var example = Ground.Examples.Single(e => e.Origin.File == "examples/" + file);
        Assert.Equal(example.Id + ".yaml", file);
        Assert.Empty(RuleExamples.Check(Ground.Rules, [example]));

        foreach (var (region, (amount, at)) in example.Expected)
        {
            var wrong = example with { Expected = example.Expected.SetItem(region, (amount + new Money(1), at)) };
            var refusal = RuleExamples.Check(Ground.Rules, [wrong]).Single();
            Assert.Equal(RefusalCode.ExampleDiffers, refusal.Code);
            Assert.Equal(at, refusal.At);
            Assert.Contains(region.ToString(), refusal.ToString(), StringComparison.Ordinal);
        }

        var opposite = example.Expected.IsEmpty
            ? example with { Expected = example.Expected.Add(Ground.Region("0014"), (Money.Kronor(1), example.Origin)) }
            : example with { Expected = ImmutableSortedDictionary<RegionId, (Money, RuleOrigin)>.Empty };
        Assert.Equal(RefusalCode.ExampleDiffers, RuleExamples.Check(Ground.Rules, [opposite]).Single().Code);
    }

    [Theory]
    [MemberData(nameof(ClockFiles))]
    public void The_clock_shows_what_the_example_says_and_the_example_would_fail_if_anything_in_it_were_different(string file)
    {
        var example = Ground.ClockExamples.Single(e => e.Origin.File == "examples/" + file);
        Assert.Equal(example.Id + ".yaml", file);
        Assert.NotEmpty(example.Expected);
        Assert.Empty(ClockExamples.Check(Ground.Waiting, [example]));
        foreach (var (field, (text, at)) in example.Expected)
        {
            var wrong = example with { Expected = example.Expected.SetItem(field, (text + "0", at)) };
            var refusal = ClockExamples.Check(Ground.Waiting, [wrong]).Single();
            Assert.Equal((RefusalCode.ClockExampleDiffers, at), (refusal.Code, refusal.At));
            Assert.Contains($"expects {text}0 for {field}, but the rules give {text}.", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(NeedFiles))]
    public void The_need_is_what_the_example_says_and_the_example_would_fail_if_anything_in_it_were_different(string file)
    {
        var example = Ground.NeedExamples.Single(e => e.Origin.File == "examples/" + file);
        Assert.Equal(example.Id + ".yaml", file);
        Assert.NotEmpty(example.Expected);
        Assert.Empty(NeedExamples.Check(Ground.Waiting, Ground.Brokering, Ground.Municipalities, [example]));
        foreach (var (field, (text, at)) in example.Expected)
        {
            var wrong = example with { Expected = example.Expected.SetItem(field, (text + "0", at)) };
            var refusal = NeedExamples.Check(Ground.Waiting, Ground.Brokering, Ground.Municipalities, [wrong]).Single();
            Assert.Equal((RefusalCode.NeedExampleDiffers, at), (refusal.Code, refusal.At));
            Assert.Contains($"expects {text}0 for {field}, but the rules give {text}.", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(SchemeFiles))]
    public void The_scheme_gives_what_the_example_says_and_the_example_would_fail_if_any_amount_were_different(string file)
    {
        var example = Ground.SchemeExamples.Single(e => e.Origin.File == "examples/" + file);
        Assert.Equal(example.Id + ".yaml", file);
        Assert.NotEmpty(example.Expected);
        Assert.Empty(SchemeExamples.Check(Ground.Rules, Ground.Schemes, [example]));
        foreach (var (region, (amount, at)) in example.Expected)
        {
            var wrong = example with { Expected = example.Expected.SetItem(region, (amount + new Money(1), at)) };
            var refusal = SchemeExamples.Check(Ground.Rules, Ground.Schemes, [wrong]).Single();
            Assert.Equal((RefusalCode.SchemeExampleDiffers, at), (refusal.Code, refusal.At));
            Assert.Contains(region.ToString(), refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_scheme_has_an_example_that_earns_and_one_that_does_not()
    {
        foreach (var scheme in Ground.Schemes)
        {
            var amounts = Ground.SchemeExamples.Where(e => e.Scheme == scheme.Id).SelectMany(e => e.Expected.Values.Select(v => v.Amount)).Distinct().ToList();
            Assert.True(amounts.Count >= 2, $"{scheme.Id} has no pair of examples");
        }
    }

    [Fact]
    public void Every_file_is_an_example()
    {
        Assert.Equal(SchemeFiles.Count, Ground.SchemeExamples.Length);
        Assert.Equal(NeedFiles.Count, Ground.NeedExamples.Length);
        Assert.Equal(Files.Count, Ground.Examples.Length);
        Assert.Equal(ClockFiles.Count, Ground.ClockExamples.Length);
    }

    // In pairs on each side of a boundary: what cannot be allotted on a day can be from the next day that something was said.
    [Fact]
    public void Every_example_of_nothing_has_a_partner_the_day_after()
    {
        var before = Ground.Examples.Where(e => e.Expected.IsEmpty).ToList();
        Assert.NotEmpty(before);
        foreach (var nothing in before)
        {
            var next = Allot.Everything(Ground.Rules, nothing.Year, nothing.AsOf.AddDays(1)).Value;
            Assert.Contains(nothing.Programme, next.Allotments.Select(a => a.Programme.Id));
            Assert.Contains(Ground.Examples, e => e.Programme == nothing.Programme && e.Year == nothing.Year && !e.Expected.IsEmpty);
        }
    }
}
