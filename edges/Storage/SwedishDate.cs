namespace Vardbro.Storage;

/// <summary>The civil date in Sweden: the one place where time-zone data is used.</summary>
public static class SwedishDate
{
    // Without time-zone data on the machine the date turns an hour or two late, which beats not starting.
    private static readonly TimeZoneInfo Stockholm =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Stockholm", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Today's date.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The date of an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Stockholm).DateTime);
}
