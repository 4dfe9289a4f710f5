using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>What settlements say, in both languages.</summary>
public static class SettlementWords
{
    /// <summary>How far a settlement has come.</summary>
    public static Bilingual Of(SettlementStatus status) => status switch
    {
        SettlementStatus.None => new("inte avräknad", "not settled"),
        SettlementStatus.Preliminary => new("preliminär", "preliminary"),
        SettlementStatus.Decided => new("beslutad", "decided"),
    };

    /// <summary>What a decision of its own does.</summary>
    public static Bilingual Of(SettlementChangeKind kind) => kind switch
    {
        SettlementChangeKind.Waived => new("krav eftergivet", "demand waived"),
        SettlementChangeKind.Amended => new("belopp ändrat", "amount amended"),
        SettlementChangeKind.Suspended => new("betalningar hålls inne", "payments suspended"),
        SettlementChangeKind.Restored => new("betalningar återupptagna", "payments restored"),
    };

    /// <summary>A decision of its own in a sentence.</summary>
    public static Bilingual Of(SettlementChange change)
    {
        var (kind, amount) = (Of(change.Kind), change.Amount == Money.Zero ? new Bilingual("", "") : new(" " + change.Amount.ForPeople.Sv, " " + change.Amount.ForPeople.En));
        return new(
            $"{change.Signature.Number}, {change.Signature.Date:yyyy-MM-dd}: {change.Region} {kind.Sv}{amount.Sv}. Regel: {change.Rule}. Underlag: {change.Evidence}.",
            $"{change.Signature.Number}, {change.Signature.Date:yyyy-MM-dd}: {change.Region} {kind.En}{amount.En}. Rule: {change.Rule}. Evidence: {change.Evidence}.");
    }

    /// <summary>An objection with its answer, in a sentence or two.</summary>
    public static Bilingual Of(Objection objection)
    {
        var raised = objection.Raised;
        var (sv, en) = objection.Answered is { } answer
            ? ($"Svar {answer.Signature.Number}, {answer.Signature.Date:yyyy-MM-dd}: {answer.Answer} ({(answer.Upheld ? "bifölls" : "bifölls inte")})",
                $"Answer {answer.Signature.Number}, {answer.Signature.Date:yyyy-MM-dd}: {answer.Answer} ({(answer.Upheld ? "upheld" : "not upheld")})")
            : ("Obesvarad.", "Unanswered.");
        return new(
            $"Invändning {objection.Number}, {raised.Region}, {raised.Date:yyyy-MM-dd}, {raised.By}: {raised.Text} {sv}",
            $"Objection {objection.Number}, {raised.Region}, {raised.Date:yyyy-MM-dd}, {raised.By}: {raised.Text} {en}");
    }
}
