using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Brokering.Night;

/// <summary>What somebody is offered.</summary>
/// <param name="Provider">The hospital's id.</param>
/// <param name="Region">The region it stands in.</param>
/// <param name="Week">The week of the run.</param>
/// <param name="Km">Kilometres from the home municipality.</param>
public sealed record Offer(string Provider, RegionId Region, int Week, int Km);

/// <summary>Somebody in a run: what the engine and the figures need to know, and no more.</summary>
/// <param name="Key">A random key of this run alone; it points at nobody.</param>
/// <param name="Region">The home region.</param>
/// <param name="Municipality">The home municipality.</param>
/// <param name="Service">What is waited for (<see cref="RunService"/>).</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Years of age in the year of the run.</param>
/// <param name="AgeGroup">The place of the age group among those of the statistics.</param>
/// <param name="Tier">The tier of need.</param>
/// <param name="Rank">The rank within it.</param>
/// <param name="FirstWeek">The first week that may be offered.</param>
/// <param name="LastWeek">The last that helps.</param>
/// <param name="Home">The date at home; null when there is none.</param>
/// <param name="Deadline">The last day in time; null when a deviation leaves it open.</param>
/// <param name="Broken">Whether the guarantee is broken on the day of the run.</param>
/// <param name="BreachComing">Whether it is not broken yet, but will be before the date at home or the end of the run.</param>
public sealed record RunPatient(
    string Key, RegionId Region, string Municipality, string Service, Sex Sex, int Age, int AgeGroup, int Tier, int Rank, int FirstWeek, int LastWeek,
    DateOnly? Home, DateOnly? Deadline, bool Broken, bool BreachComing)
{
    /// <summary>What a run needs to know of a need.</summary>
    /// <param name="key">The run's key.</param>
    /// <param name="need">The need.</param>
    /// <param name="statistics">Whose age groups.</param>
    public static RunPatient Of(string key, InRun need, StatisticsRules statistics)
    {
        var (wait, age) = (need.Wait, Math.Max(0, need.Clock.Day.Year - need.Wait.Person.BirthYear));
        return new(
            key, wait.Region, wait.Person.Municipality, RunService.Of(wait.Care.Service, wait.Care.Kind), wait.Person.Sex, age,
            statistics.AgeGroups.ToList().FindIndex(g => g.Covers(age)), need.Tier.Tier, need.Rank, need.FirstWeek, need.LastWeek,
            wait.Dates.Home == need.Until ? need.Until : null, need.Clock.Deadline, need.Broken, need.BreachComing && !need.Broken);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(RunPatient);
}
