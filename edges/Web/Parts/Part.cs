using System.Globalization;
using Microsoft.AspNetCore.Components;
using Vardbro.Kernel;

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

    /// <summary>A share as percent.</summary>
    protected string Percent(decimal share, int decimals = 1) =>
        Local((share * 100).ToString("#,##0." + new string('0', decimals), CultureInfo.InvariantCulture)) + T("\u00a0%", "%");

    /// <summary>A change as percent, with its sign.</summary>
    protected string SignedPercent(decimal share) => (share > 0 ? "+" : "") + Percent(share);

    /// <summary>A date.</summary>
    protected static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
