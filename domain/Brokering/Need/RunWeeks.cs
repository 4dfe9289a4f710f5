namespace Vardbro.Brokering.Need;

/// <summary>
/// The weeks that a run offers: whole calendar weeks, Monday to Sunday. Week 0 is the first that begins after the day of the run.
/// </summary>
/// <param name="Day">The day of the run.</param>
/// <param name="Weeks">How many weeks, at least one.</param>
public sealed record RunWeeks(DateOnly Day, int Weeks)
{
    private const int DaysInWeek = 7;

    // Day number 0 was a Monday.
    private int FirstDay => ((Day.DayNumber / DaysInWeek) + 1) * DaysInWeek;

    /// <summary>The first day after the last week.</summary>
    public DateOnly End => MondayOf(Weeks);

    /// <summary>The last week.</summary>
    public int Last => Weeks - 1;

    /// <summary>The Monday of a week.</summary>
    public DateOnly MondayOf(int week) => DateOnly.FromDayNumber(FirstDay + (week * DaysInWeek));

    /// <summary>The week that begins on a day; null when none of the run does.</summary>
    public int? WeekOf(DateOnly monday) => monday.DayNumber - FirstDay is var days && days >= 0 && days % DaysInWeek == 0 && days / DaysInWeek < Weeks ? days / DaysInWeek : null;

    /// <summary>The first week that begins on a day or later; may be after the last.</summary>
    public int FirstFrom(DateOnly day) => Math.Max(0, (day.DayNumber - FirstDay + DaysInWeek - 1) / DaysInWeek);

    /// <summary>The last week that is wholly before a day, none later than the last; −1 when there is none.</summary>
    public int LastBefore(DateOnly day) => day.DayNumber < FirstDay + DaysInWeek ? -1 : Math.Min(Last, ((day.DayNumber - FirstDay) / DaysInWeek) - 1);
}
