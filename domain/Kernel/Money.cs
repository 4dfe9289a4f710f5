using System.Globalization;

namespace Vardbro.Kernel;

/// <summary>An amount of Swedish money, exact: a whole number of öre (1 krona = 100 öre). Arithmetic is checked.</summary>
/// <param name="Ore">The amount in öre. May be negative (a credit, a decrease).</param>
public readonly record struct Money(long Ore) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static readonly Money Zero = new(0);

    /// <summary>A whole number of kronor.</summary>
    public static Money Kronor(long kronor) => new(checked(kronor * 100));

    /// <summary>A whole number of millions of kronor (MSEK).</summary>
    public static Money Million(long millions) => new(checked(millions * 100_000_000));

    /// <summary>The amount in millions of kronor, exact.</summary>
    public decimal InMillions => Ore / 100_000_000m;

    /// <summary>The amount in kronor, exact.</summary>
    public decimal InKronor => Ore / 100m;

    /// <summary>The exchange form: a dot and two decimals, no grouping (<c>1234.50</c>).</summary>
    public override string ToString() => InKronor.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Reads the exchange form: kronor with a dot and at most two decimals, less than a million million.</summary>
    /// <param name="text">The text.</param>
    /// <param name="signed">Whether it may begin with a minus.</param>
    /// <returns>The amount, or null when the text is not one.</returns>
    public static Money? Read(string text, bool signed = false) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | (signed ? NumberStyles.AllowLeadingSign : NumberStyles.None), CultureInfo.InvariantCulture, out var kronor) &&
        Math.Abs(kronor) < 1_000_000_000_000m && decimal.IsInteger(kronor * 100)
            ? new Money((long)(kronor * 100))
            : null;

    /// <summary>The form for people: <c>1 234,50 kr</c> in Swedish, <c>SEK 1,234.50</c> in English; whole kronor without decimals.</summary>
    public Bilingual ForPeople
    {
        get
        {
            var form = Ore % 100 == 0 ? "#,##0" : "#,##0.00";
            var english = InKronor.ToString(form, CultureInfo.InvariantCulture);
            return new(Swedish(english) + "\u00a0kr", "SEK\u00a0" + english);
        }
    }

    /// <summary>The form for people in millions of kronor, with as many decimals as it needs: <c>1 367 mnkr</c>, <c>SEK 1,367 million</c>.</summary>
    public Bilingual ForPeopleInMillions
    {
        get
        {
            var english = InMillions.ToString("#,##0.########", CultureInfo.InvariantCulture);
            return new(Swedish(english) + "\u00a0mnkr", "SEK\u00a0" + english + "\u00a0million");
        }
    }

    private static string Swedish(string english) => english.Replace(',', '\u00a0').Replace('.', ',').Replace('-', '\u2212');

    /// <inheritdoc/>
    public int CompareTo(Money other) => Ore.CompareTo(other.Ore);

    /// <summary>The sum of many amounts.</summary>
    public static Money Sum(IEnumerable<Money> amounts)
    {
        long sum = 0;
        foreach (var amount in amounts)
        {
            sum = checked(sum + amount.Ore);
        }

        return new(sum);
    }

    /// <summary>The amount without its sign.</summary>
    public Money Abs() => new(Math.Abs(Ore));

#pragma warning disable CS1591 // operators mean what they mean for numbers
    public static Money operator +(Money a, Money b) => new(checked(a.Ore + b.Ore));
    public static Money operator -(Money a, Money b) => new(checked(a.Ore - b.Ore));
    public static Money operator -(Money a) => new(checked(-a.Ore));
    public static bool operator <(Money a, Money b) => a.Ore < b.Ore;
    public static bool operator >(Money a, Money b) => a.Ore > b.Ore;
    public static bool operator <=(Money a, Money b) => a.Ore <= b.Ore;
    public static bool operator >=(Money a, Money b) => a.Ore >= b.Ore;
#pragma warning restore CS1591
}

/// <summary>The unit that an allotment is stated in. The number is the unit's size in öre.</summary>
public enum Rounding : long
{
    /// <summary>Whole öre.</summary>
    Ore = 1,

    /// <summary>Whole kronor.</summary>
    Krona = 100,

    /// <summary>Whole millions of kronor.</summary>
    Million = 100_000_000,
}
