using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class WorkingDayTests
{
    [Theory]
    [InlineData(2023, "2023-04-09")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2038, "2038-04-25")] // as late as it can be
    [InlineData(2285, "2285-03-22")] // as early
    public void Easter_is_when_it_is(int year, string easter) => Assert.Equal(Ground.Day(easter), WorkingDays.EasterOf(year));

    // Counted in the calendar: Midsummer Eve falls on a Friday, Ascension Day on a Thursday, some holidays on Sundays.
    [Theory]
    [InlineData(2023, 251)]
    [InlineData(2024, 251)]
    [InlineData(2025, 249)]
    [InlineData(2026, 251)]
    public void A_year_has_its_working_days(int year, int days) => Assert.Equal(
        days, Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Count(d => d.Year == year && WorkingDays.Is(d)));

    [Theory]
    [InlineData("2024-03-27", 1, "2024-03-28")]
    [InlineData("2024-03-28", 1, "2024-04-02")] // past Good Friday and Easter Monday
    [InlineData("2024-05-08", 1, "2024-05-10")] // past Ascension Day
    [InlineData("2024-06-20", 1, "2024-06-24")] // past Midsummer Eve
    [InlineData("2024-12-23", 1, "2024-12-27")]
    [InlineData("2024-12-30", 1, "2025-01-02")]
    [InlineData("2025-03-06", 30, "2025-04-17")]
    [InlineData("2025-04-17", 30, "2025-06-04")] // Easter, 1 May and Ascension Day in between
    public void Working_days_pass_over_weekends_and_holidays(string from, int count, string to) =>
        Assert.Equal(Ground.Day(to), WorkingDays.After(Ground.Day(from), count));
}
