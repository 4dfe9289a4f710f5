using System.Globalization;
using Microsoft.AspNetCore.Components;
using Vardbro.Kernel;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Web.Parts;

/// <summary>A piece of a page: knows the visit, and writes texts and figures the way its visitor reads them.</summary>
public abstract class Part : ComponentBase
{
    /// <summary>The visit that the page answers.</summary>
    [Inject]
    public required Visit Visit { get; set; }

    /// <summary>One of two texts, in the visitor's language: both stand beside each other in the markup.</summary>
    protected string T(string sv, string en) => Visit.T(sv, en);

    /// <summary>A text in the visitor's language.</summary>
    protected string T(Bilingual text) => Visit.T(text);

    /// <summary>An amount in kronor; a dash when there is none.</summary>
    protected string Kr(Money? amount) => amount is { } known ? T(known.ForPeople) : "–";

    /// <summary>An amount in kronor without the unit, for a table that says it once.</summary>
    protected string Kronor(Money amount) => Local(amount.InKronor.ToString(amount.Ore % 100 == 0 ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture));

    /// <summary>An amount in millions of kronor, as exact as it is; a dash when there is none.</summary>
    protected string Mnkr(Money? amount) => amount is { } known ? T(known.ForPeopleInMillions) : "–";

    /// <summary>An amount in millions of kronor to one decimal, where the exact amount stands beside.</summary>
    protected string AboutMnkr(Money amount) => T(Rounded(amount).ForPeopleInMillions);

    /// <summary>A change with its sign.</summary>
    protected string Signed(Money change) => change > Money.Zero ? "+" + Kr(change) : Kr(change);

    /// <summary>A whole number with its thousands apart.</summary>
    protected string Number(long number) => Local(number.ToString("#,##0", CultureInfo.InvariantCulture));

    /// <summary>A figure with so many decimals, halves away from zero.</summary>
    protected string Number(decimal figure, int decimals) =>
        Local(Math.Round(figure, decimals, MidpointRounding.AwayFromZero).ToString("#,##0." + new string('0', decimals), CultureInfo.InvariantCulture));

    /// <summary>A share as percent.</summary>
    protected string Percent(decimal share, int decimals = 1) =>
        Local((share * 100).ToString("#,##0." + new string('0', decimals), CultureInfo.InvariantCulture)) + T("\u00a0%", "%");

    /// <summary>A change as percent, with its sign.</summary>
    protected string SignedPercent(decimal share) => (share > 0 ? "+" : "") + Percent(share);

    /// <summary>An indicator's value, with as many decimals as the indicator has.</summary>
    protected string Figure(Indicator indicator, decimal value) => Plain(indicator, value) + (IsPercent(indicator) ? T("\u00a0%", "%") : "");

    /// <summary>An indicator's value without its unit, for where the unit stands beside.</summary>
    protected string Plain(Indicator indicator, decimal value) =>
        Local(value.ToString("#,##0." + new string('0', indicator.Decimals), CultureInfo.InvariantCulture));

    /// <summary>From one value to another, the unit once.</summary>
    protected string Range(Indicator indicator, decimal from, decimal to) =>
        from == to ? Figure(indicator, to) : $"{Plain(indicator, from)}–{Figure(indicator, to)}";

    /// <summary>The unit of a difference between two values: two shares differ by points, not by percent.</summary>
    protected string PointsOf(Indicator indicator) => IsPercent(indicator) ? T("procentenheter", "percentage points") : "";

    /// <summary>A change in an indicator's value with its sign, without its unit.</summary>
    protected string SignedPlain(Indicator indicator, decimal change) => (change > 0 ? "+" : "") + Plain(indicator, change);

    /// <summary>A sentence's first letter made large.</summary>
    protected static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What a finding was compared with, as a sentence.</summary>
    protected string Compared(Finding finding) => finding.ComparedWith == AuditWords.Nothing
        ? Upper(T(finding.ComparedWith)) + "."
        : T($"Jämfört med {finding.ComparedWith.Sv}.", $"Compared with {finding.ComparedWith.En}.");

    /// <summary>A date.</summary>
    protected static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsPercent(Indicator indicator) => indicator.Unit.Sv == "%";

    private static Money Rounded(Money amount) => new((long)Math.Round(amount.Ore / 10_000_000m, MidpointRounding.AwayFromZero) * 10_000_000);

    private string Local(string english) => Visit.Language == Language.English
        ? english
        : english.Replace(',', '\u00a0').Replace('.', ',').Replace('-', '\u2212');
}

/// <summary>A page, with what was read for it.</summary>
public abstract class Page<TModel> : Part
{
    /// <summary>What was read.</summary>
    [Parameter]
    [EditorRequired]
    public required TModel Model { get; set; }
}
