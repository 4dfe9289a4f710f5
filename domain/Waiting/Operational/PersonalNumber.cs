namespace Vardbro.Waiting.Operational;

/// <summary>
/// Tells a text in which somebody's personal number (personnummer, samordningsnummer; folkbokföringslagen 1991:481 § 18) may stand.
/// Ten or twelve digits in a row, a hyphen or plus before the last four or not, that begin with a day; the check digit is not asked
/// for, as a mistyped number is still somebody's. Organisation numbers are none: their third digit is at least 2.
/// </summary>
public static class PersonalNumber
{
    private const int Short = 10;
    private const int Long = 12;
    private const int FirstYear = 1850;
    private const int LastYear = 2100;
    private const int CoordinationDays = 60; // a samordningsnummer has 60 added to the day

    /// <summary>Whether a personal number may stand in the text.</summary>
    public static bool MayStandIn(ReadOnlySpan<byte> text)
    {
        Span<byte> digits = stackalloc byte[Long];
        for (var at = 0; at < text.Length;)
        {
            var (count, end) = Run(text, at, digits);
            if (count is Short or Long && BeginsWithADay(digits[..count]))
            {
                return true;
            }

            at = end;
        }

        return false;
    }

    // The digits from a place on, one hyphen or plus before the last four passed over; a run that is too long counts as Long + 1.
    // What comes after the hyphen may begin a number of its own.
    private static (int Count, int End) Run(ReadOnlySpan<byte> text, int at, Span<byte> digits)
    {
        var (count, afterSign) = (0, 0);
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit((char)text[at]))
            {
                if (count < Long)
                {
                    digits[count] = text[at];
                }

                count = Math.Min(count + 1, Long + 1);
            }
            else if (text[at] is (byte)'-' or (byte)'+' && afterSign == 0 && count is Short - 4 or Long - 4)
            {
                afterSign = at + 1;
            }
            else
            {
                return (count, afterSign > 0 ? afterSign : at + 1);
            }
        }

        return (count, afterSign > 0 ? afterSign : at);
    }

    private static bool BeginsWithADay(ReadOnlySpan<byte> digits)
    {
        var whole = digits.Length == Long;
        var date = whole ? digits[2..] : digits;
        var year = whole ? (Two(digits) * 100) + Two(date) : 2000; // a leap year: of two digits the century is not known
        var (month, day) = (Two(date[2..]), Two(date[4..]));
        day -= day > CoordinationDays ? CoordinationDays : 0;
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static int Two(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 10) + (digits[1] - '0');
}
