namespace Vardbro.Storage;

/// <summary>The civil date in Sweden: the one place where time-zone data is used.</summary>
public static class SwedishDate
{
    // Without time-zone data on the machine the date turns an hour or two late, which beats not starting.
    private static readonly TimeZoneInfo Stockholm =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Stockholm", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Today's date.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The instant that a day ends and the next begins; midnight is never among the hours that summer time takes or doubles.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new(midnight, Stockholm.GetUtcOffset(midnight));
    }

    /// <summary>The date of an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Stockholm).DateTime);
}
