using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>What standings say, in both languages.</summary>
public static class ResultWords
{
    /// <summary>When a month is over, and until when what is not shown is open.</summary>
    public static readonly Bilingual MonthOver = new(
        "En månad är slut för en region när regionens egna siffror för den är inne; ett villkor kan uppfyllas tills avräkningen är beslutad. Till dess är pengarna öppna, inte missade.",
        "A month is over for a region when its own figures for it are in; a condition may be met until the settlement is decided. Until then the money is open, not missed.");

    /// <summary>How a period stands.</summary>
    public static Bilingual Of(PeriodState state) => state switch
    {
        PeriodState.Earned => new("intjänat", "earned"),
        PeriodState.Missed => new("inte intjänat", "not earned"),
        PeriodState.Open => new("öppet", "open"),
        PeriodState.ConditionUnmet => new("villkor inte uppfyllt", "condition not met"),
    };

    /// <summary>What an open period would take, one way or another, and what each way earns when it is not all.</summary>
    public static Bilingual Of(ImmutableArray<Way> ways)
    {
        if (ways.IsEmpty)
        {
            return new("Vad som skulle krävas går inte att säga av siffrorna.", "What it would take cannot be said from the figures.");
        }

        var (sv, en) = (string.Join(" eller ", ways.Select(w => Of(w).Sv)), string.Join(" or ", ways.Select(w => Of(w).En)));
        return ways.Any(w => w.Needs.Any(n => n.Indicator.Kind == IndicatorKind.Share))
            ? new($"{sv}. Antalet väntande (nämnaren) räknas som senast.", $"{en}. The number waiting (the denominator) is taken as last.")
            : new(sv, en);
    }

    private static Bilingual Of(Way way)
    {
        var percent = (100m * way.Part / Requirement.All).ToString("0.#", CultureInfo.InvariantCulture);
        var (sv, en) = way.Part == Requirement.All
            ? way.Gradual ? (" (ger allt; en mindre förbättring kan ge en del)", " (earns all; a smaller improvement may earn a part)") : ("", "")
            : ($" (ger {percent.Replace('.', ',')}\u00a0%)", $" (earns {percent}\u00a0%)");
        return new(string.Join(" och ", way.Needs.Select(n => n.Words.Sv)) + sv, string.Join(" and ", way.Needs.Select(n => n.Words.En)) + en);
    }

    /// <summary>What happens to what is not earned.</summary>
    public static Bilingual Of(Unearned unearned) => unearned switch
    {
        SharedOut { EarnersOnly: true } => new("delas mellan dem som intjänat något", "is split between those who earned something"),
        SharedOut => new("delas mellan alla", "is split between all"),
        ToTheBest best => new($"går till de {best.Number} bästa", $"goes to the best {best.Number}"),
        ToComponent to => new($"går till {to.Component}", $"goes to {to.Component}"),
        _ => new("behålls av staten", "is kept by the state"),
    };

    /// <summary>What a requirement demands, in words.</summary>
    public static Bilingual Of(Requirement requirement, Scheme scheme)
    {
        Bilingual Name(OnIndicator one) => scheme.Indicators[one.Place].Name;
        Bilingual Level(OnIndicator one, long level) => ExplainEarned.LevelOf(scheme.Indicators[one.Place], level);
        switch (requirement)
        {
            case Reaches r:
                var most = !scheme.Indicators[r.Place].HigherIsBetter;
                return new($"{Name(r).Sv}: {(most ? "högst" : "minst")} {Level(r, r.Level).Sv}", $"{Name(r).En}: at {(most ? "most" : "least")} {Level(r, r.Level).En}");
            case Improves r:
                var (sv, en) = r.Against is { } month ? ($"{month}", $"{month}") : ($"{r.MonthsBefore} månader tidigare", $"{r.MonthsBefore} months earlier");
                var by = r.By == 0 ? new Bilingual("", "") : new($", med minst {Level(r, r.By).Sv}", $", by at least {Level(r, r.By).En}");
                return new($"{Name(r).Sv}: bättre än {sv}{by.Sv}", $"{Name(r).En}: better than {en}{by.En}");
            case Steps r:
                return new($"{Name(r).Sv}: {Ladder(r.Ladder, l => Level(r, l).Sv)}", $"{Name(r).En}: {Ladder(r.Ladder, l => Level(r, l).En)}");
            case Between r:
                return new($"{Name(r).Sv}: från {Level(r, r.Threshold).Sv} (inget) till {Level(r, r.Benchmark).Sv} (allt)", $"{Name(r).En}: from {Level(r, r.Threshold).En} (nothing) to {Level(r, r.Benchmark).En} (all)");
            case AnyOf r:
                return Joined(r, " eller ", " or ", scheme);
            case NumberMet r:
                var all = Joined(r, ", ", ", ", scheme);
                return new($"antal uppfyllda ({Ladder(r.Ladder, l => $"{l}")}) av: {all.Sv}", $"number met ({Ladder(r.Ladder, l => $"{l}")}) of: {all.En}");
            case Points r:
                var each = r.Of.Select(one => Of(one, scheme)).ToList();
                return new(
                    "poäng: " + string.Join("; ", each.Zip(r.Weights, (e, w) => $"{w} för {e.Sv}")), "points: " + string.Join("; ", each.Zip(r.Weights, (e, w) => $"{w} for {e.En}")));
            case MadeOf r:
                return Joined(r, " och ", " and ", scheme);
            default:
                throw new InvalidOperationException($"The requirement {requirement.GetType().Name} is not known.");
        }
    }

    private static Bilingual Joined(MadeOf r, string sv, string en, Scheme scheme)
    {
        var each = r.Of.Select(one => Of(one, scheme)).ToList();
        return new(string.Join(sv, each.Select(e => e.Sv)), string.Join(en, each.Select(e => e.En)));
    }

    private static string Ladder(ImmutableArray<Step> ladder, Func<long, string> level) =>
        string.Join(", ", ladder.Select(s => $"{level(s.Level)} → {s.Part / (Requirement.All / 100)}\u00a0%"));
}
