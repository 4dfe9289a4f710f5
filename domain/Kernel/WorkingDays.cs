namespace Vardbro.Kernel;

/// <summary>
/// Swedish working days: Monday to Friday, but not the public holidays of lag (1989:253) om allmänna helgdagar, nor Midsummer
/// Eve, Christmas Eve and New Year's Eve, when offices are closed as on a holiday (semesterlag 1977:480 § 3 a).
/// </summary>
public static class WorkingDays
{
    /// <summary>The day that comes so many working days after a day, which is not counted itself.</summary>
    /// <param name="day">The day to count from.</param>
    /// <param name="count">How many working days; 0 is the day itself.</param>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (Is(day))
            {
                count--;
            }
        }

        return day;
    }

    /// <summary>Whether a day is a working day.</summary>
    public static bool Is(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsFixedHoliday(day) && !IsMidsummerEve(day) && !FollowsEaster(day);

    private static bool IsFixedHoliday(DateOnly day) => (day.Month, day.Day) is
        (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31);

    // The Friday between 19 and 25 June.
    private static bool IsMidsummerEve(DateOnly day) => day is { Month: 6, Day: >= 19 and <= 25, DayOfWeek: DayOfWeek.Friday };

    // Good Friday, Easter Monday and Ascension Day.
    private static bool FollowsEaster(DateOnly day) => (day.DayNumber - EasterOf(day.Year).DayNumber) is -2 or 1 or 39;

    /// <summary>Easter Sunday of a year (the Gregorian computus, in whole numbers).</summary>
    public static DateOnly EasterOf(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var from = h + l - (7 * m) + 114;
        return new(year, from / 31, (from % 31) + 1);
    }
}
