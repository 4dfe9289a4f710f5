using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Night;

/// <summary>A reason in words, as an example keeps it.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Inputs">What went in.</param>
/// <param name="Outcome">What came out.</param>
public sealed record ExampleReason(Bilingual Rule, ImmutableArray<Bilingual> Inputs, Bilingual Outcome);

/// <summary>An invented person as an example of what a night does. Only nights of invented persons have any.</summary>
/// <param name="Tier">The tier; null when left out.</param>
/// <param name="Rank">The rank.</param>
/// <param name="LeftOut">Why not in the run; null when in it.</param>
/// <param name="Nothing">Why offered nothing; null when offered something, or not in the run.</param>
/// <param name="Region">Home region.</param>
/// <param name="Municipality">Home municipality.</param>
/// <param name="Service">What is waited for.</param>
/// <param name="Sex">Sex.</param>
/// <param name="AgeGroup">Age group.</param>
/// <param name="Offer">What is offered.</param>
/// <param name="Why">Why this need, step by step.</param>
/// <param name="Plan">What the plan says: who else, why there and what another slot would do, or why not; none when not in the run.</param>
public sealed record NightExample(
    int? Tier, int? Rank, LeftOutReason? LeftOut, UnplacedReason? Nothing, RegionId Region, string Municipality, string Service,
    Sex Sex, string AgeGroup, PlannedOffer? Offer, ImmutableArray<ExampleReason> Why, ImmutableArray<Bilingual> Plan);

/// <summary>What a night came to: figures, rules and hashes. No person.</summary>
/// <param name="RulesVersion">SHA-256 over the rules.</param>
/// <param name="NeedRule">The rule of need, by id.</param>
/// <param name="Regions">The regions that took part, each with the day of its file.</param>
/// <param name="Figures">What may be shown.</param>
/// <param name="Examples">Invented persons; none where the persons are real.</param>
/// <param name="Contacts">How many could be reached the day after; null without a limit.</param>
/// <param name="Hashes">SHA-256 of the engine's input and output files and of its certificate.</param>
public sealed record NightContent(
    string RulesVersion, string NeedRule, ImmutableSortedDictionary<RegionId, DateOnly> Regions, NightFigures Figures,
    ImmutableArray<NightExample> Examples, ImmutableSortedDictionary<string, string> Hashes, int? Contacts = null);

/// <summary>A night as it is kept.</summary>
/// <param name="Number">Its number, 1 first.</param>
/// <param name="At">When it was run.</param>
/// <param name="Day">Of which day.</param>
/// <param name="Weeks">How many weeks it offered.</param>
/// <param name="Seed">The seed of the draw.</param>
/// <param name="Announced">Whether the seed was announced before the run.</param>
/// <param name="Synthetic">Whether the persons are invented.</param>
/// <param name="Content">What it came to.</param>
public sealed record NightRecord(
    long Number, DateTimeOffset At, DateOnly Day, int Weeks, ulong Seed, bool Announced, bool Synthetic, NightContent Content);

/// <summary>A seed that was made before the run that will use it.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="At">When it was made.</param>
public sealed record AnnouncedSeed(ulong Seed, DateTimeOffset At);
