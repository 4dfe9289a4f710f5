using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>What standings say, in both languages.</summary>
public static class ResultWords
{
    /// <summary>How a period stands.</summary>
    public static Bilingual Of(PeriodState state) => state switch
    {
        PeriodState.Earned => new("intjänat", "earned"),
        PeriodState.Missed => new("inte intjänat", "not earned"),
        PeriodState.Open => new("öppet", "open"),
        PeriodState.ConditionUnmet => new("villkor inte uppfyllt", "condition not met"),
    };

    /// <summary>What an open period would take, one way or another.</summary>
    public static Bilingual Of(ImmutableArray<ImmutableArray<Need>> ways) => ways.IsEmpty
        ? new("Vad som skulle krävas går inte att säga av siffrorna.", "What it would take cannot be said from the figures.")
        : new(
            string.Join(" eller ", ways.Select(way => string.Join(" och ", way.Select(n => n.Words.Sv)))),
            string.Join(" or ", ways.Select(way => string.Join(" and ", way.Select(n => n.Words.En)))));

    /// <summary>What happens to what is not earned.</summary>
    public static Bilingual Of(Unearned unearned) => unearned switch
    {
        SharedOut { EarnersOnly: true } => new("delas mellan dem som intjänat något", "is split between those who earned something"),
        SharedOut => new("delas mellan alla", "is split between all"),
        ToTheBest best => new($"går till de {best.Number} bästa", $"goes to the best {best.Number}"),
        ToComponent to => new($"går till {to.Component}", $"goes to {to.Component}"),
        _ => new("behålls av staten", "is kept by the state"),
    };
}
