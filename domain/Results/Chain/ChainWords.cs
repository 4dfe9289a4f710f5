using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results.Chain;

/// <summary>What a chain says, in both languages.</summary>
public static class ChainWords
{
    /// <summary>A step's name.</summary>
    public static Bilingual Of(ChainStep step) => step switch
    {
        ChainStep.Appropriation => new("Anslag", "Appropriation"),
        ChainStep.Programme => new("Programmets pengar", "The programme's money"),
        ChainStep.Rule => new("Regler och version", "Rules and version"),
        ChainStep.Share => new("Regionens andel", "The region's share"),
        ChainStep.Condition => new("Villkor", "Conditions"),
        ChainStep.Result => new("Resultat", "Results"),
        ChainStep.Earned => new("Intjänat och beslutat", "Earned and decided"),
        ChainStep.Paid => new("Utbetalt, använt, återbetalt", "Paid, used, repaid"),
        ChainStep.Effect => new("Vad som hände", "What happened"),
    };

    /// <summary>What is said of a step of which nothing is known.</summary>
    public static Bilingual Nothing(ChainStep step, ChainGround ground) => step switch
    {
        ChainStep.Appropriation => new("Anslaget är inte känt, eller inget var sagt om dess belopp den dagen.", "The appropriation is not known, or nothing had been said of its amount that day."),
        ChainStep.Programme => new($"Inget var sagt om programmets pengar {ground.Year} den dagen.", $"Nothing had been said of the programme's money for {ground.Year} that day."),
        ChainStep.Rule => new($"Ingen regel som var känd den dagen säger hur pengarna för {ground.Year} delas eller intjänas.", $"No rule known that day says how the money of {ground.Year} is split or earned."),
        ChainStep.Share => new("Regionens andel går inte att räkna ut: ingen nyckel är känd.", "The region's share cannot be worked out: no key is known."),
        ChainStep.Condition => new("Inga villkor är kända.", "No conditions are known."),
        ChainStep.Result => ground.LaterSchemes
            ? new("Hur programmet betalas efter resultat var inte känt den dagen.", "How the programme is paid by results was not known that day.")
            : new("Programmet betalas inte efter resultat, så vitt reglerna vet.", "The programme is not paid by results, as far as the rules know."),
        ChainStep.Earned => ground.LaterSchemes
            ? new("Vad som intjänas efter resultat var inte känt den dagen.", "What is earned by results was not known that day.")
            : new("Inget intjänas efter resultat, så vitt reglerna vet.", "Nothing is earned by results, as far as the rules know."),
        ChainStep.Paid => new("Inget är beslutat, rekvirerat eller utbetalt i huvudboken den dagen.", "Nothing is decided, requisitioned or paid in the ledger that day."),
        ChainStep.Effect => new("Ingen effekt går att visa: inga publicerade väntetider eller vårdplatser för året.", "No effect can be shown: no published waits or beds for the year."),
    };

    /// <summary>What it means that money stands on an account.</summary>
    public static Bilingual Of(AccountKind kind) => Funding.Words.Of(kind);

    /// <summary>A percentage.</summary>
    public static Bilingual Percent(decimal percent, int decimals)
    {
        var text = Rounded(percent, decimals);
        return new(text.Replace('.', ',') + "\u00a0%", text + "\u00a0%");
    }

    /// <summary>A number with its sign.</summary>
    public static Bilingual Signed(decimal number, int decimals)
    {
        var text = Rounded(Math.Abs(number), decimals);
        var sign = text.All(c => c is '0' or '.') ? "±" : number > 0 ? "+" : "\u2212";
        return new(sign + text.Replace('.', ','), sign + text);
    }

    private static string Rounded(decimal number, int decimals) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
