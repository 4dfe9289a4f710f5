using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;

namespace Vardbro.Results.Chain;

/// <summary>
/// Tells a programme's chain for a region and year. Pure. A step of which nothing is known says so: a chain with a hole in it is not
/// told as if it were whole.
/// </summary>
public static class TellChain
{
    /// <summary>The chain.</summary>
    public static Outcome<MoneyChain> Of(ChainGround ground)
    {
        if (!Share(ground).Succeeded(out var share, out var refusal))
        {
            return refusal;
        }

        var effects = ChainEffects.Of(ground);
        return new MoneyChain(
            ground,
            [
                .. OrNothing(ground, ChainStep.Appropriation, Appropriation(ground)),
                .. OrNothing(ground, ChainStep.Programme, ProgrammeMoney(ground)),
                .. OrNothing(ground, ChainStep.Rule, RuleLinks(ground)),
                .. OrNothing(ground, ChainStep.Share, share),
                .. OrNothing(ground, ChainStep.Condition, Conditions(ground)),
                .. OrNothing(ground, ChainStep.Result, ground.Schemes.SelectMany(s => Results(ground, s))),
                .. OrNothing(ground, ChainStep.Earned, ground.Schemes.SelectMany(s => Earned(ground, s))),
                .. OrNothing(ground, ChainStep.Paid, Paid(ground)),
                .. OrNothing(ground, ChainStep.Effect, effects.Select(e => new ChainLink(
                    ChainStep.Effect, new($"{e.Name.Sv}, {e.From}–{e.To}", $"{e.Name.En}, {e.From}–{e.To}"), e.Words, Example: e.Example))),
            ],
            effects);
    }

    private static List<ChainLink> OrNothing(ChainGround ground, ChainStep step, IEnumerable<ChainLink> links)
    {
        var told = links.ToList();
        return told.Count > 0 ? told : [new(step, ChainWords.Of(step), ChainWords.Nothing(step, ground))];
    }

    private static IEnumerable<ChainLink> Appropriation(ChainGround ground)
    {
        if (ground.Programme.Appropriation is not { } id)
        {
            yield break;
        }

        var appropriation = ground.Rules.Appropriations[id];
        foreach (var amount in appropriation.Amounts.Where(a => a.Year == ground.Year && a.Known <= ground.AsOf).OrderBy(a => a.Stage))
        {
            yield return new(
                ChainStep.Appropriation, new($"Anslag {id} {appropriation.Name.Sv}", $"Appropriation {id} {appropriation.Name.En}"),
                Funding.Words.Of(amount.Stage), amount.Amount, amount.Known, null, amount.Source, amount.Origin, amount.Assumption);
        }
    }

    private static IEnumerable<ChainLink> ProgrammeMoney(ChainGround ground)
    {
        foreach (var statement in ground.Programme.Statements.Where(s => s.Subject.Year == ground.Year && s.Known <= ground.AsOf && s.Beside is null)
            .OrderBy(s => s.Known).ThenBy(s => s.Subject.Measure))
        {
            var governs = Statements.Governing(ground.Programme, statement.Subject, ground.AsOf) == statement;
            var (measure, stage) = (Funding.Words.Of(statement.Subject.Measure), Funding.Words.Of(statement.Stage));
            var part = statement.Subject.Part.Length > 0 ? $" {statement.Subject.Part}" : "";
            yield return new(
                ChainStep.Programme, ground.Programme.Name,
                new($"{measure.Sv}{part}, {stage.Sv}{(governs ? ", räknas med" : "")}", $"{measure.En}{part}, {stage.En}{(governs ? ", computed with" : "")}"),
                statement.Amount, statement.Known, null, statement.Source, statement.Origin, statement.Assumption);
        }
    }

    private static IEnumerable<ChainLink> RuleLinks(ChainGround ground)
    {
        foreach (var rule in ground.Programme.Allotments.Where(a => a.Year == ground.Year && !(a.Source?.Published > ground.AsOf)))
        {
            yield return new(
                ChainStep.Rule, new("Fördelning mellan regionerna", "Split between the regions"),
                new($"nyckel {string.Join(", ", rule.Parts.Select(p => p.Key).Distinct())}", $"key {string.Join(", ", rule.Parts.Select(p => p.Key).Distinct())}"),
                null, rule.Source?.Published, ground.Rules.Version, rule.Source, rule.Origin, rule.Assumption);
        }

        foreach (var scheme in ground.Schemes.Select(s => s.Scheme))
        {
            yield return new(
                ChainStep.Rule, scheme.Name,
                new($"ordning {scheme.Id}: {string.Join("; ", scheme.Components.Select(c => $"{c.Name.Sv} {c.Pot.ForPeopleInMillions.Sv}, det som inte intjänas {ResultWords.Of(c.Unearned).Sv}"))}",
                    $"scheme {scheme.Id}: {string.Join("; ", scheme.Components.Select(c => $"{c.Name.En} {c.Pot.ForPeopleInMillions.En}, what is not earned {ResultWords.Of(c.Unearned).En}"))}"),
                scheme.Total, scheme.Source.Published, ground.Rules.Version, scheme.Source, scheme.Origin, scheme.Assumption);
        }
    }

    private static Outcome<IEnumerable<ChainLink>> Share(ChainGround ground)
    {
        var links = new List<ChainLink>();
        var place = ground.Rules.PlaceOf(ground.Region.Id);
        if (!Allot.Everything(ground.Rules, ground.Year, ground.AsOf).Succeeded(out var everything, out var refusal))
        {
            return refusal;
        }

        foreach (var allotment in everything.Allotments.Where(a => a.Programme.Id == ground.Programme.Id))
        {
            var percent = allotment.Total == Money.Zero ? 0 : 100m * allotment.Amounts[place].Ore / allotment.Total.Ore;
            links.Add(new(
                ChainStep.Share, new("Uträknat ur reglerna", "Computed from the rules"),
                new($"{ChainWords.Percent(percent, 3).Sv} av {allotment.Total.ForPeople.Sv}", $"{ChainWords.Percent(percent, 3).En} of {allotment.Total.ForPeople.En}"),
                allotment.Amounts[place], ground.AsOf, ground.Rules.Version, allotment.Rule.Source, allotment.Rule.Origin, allotment.Rule.Assumption));
        }

        if (ground.Decided.NoticeFor(ground.Year).InForceOn(ground.AsOf) is { Signature: { } signature } version &&
            version.Content.Programmes.FirstOrDefault(p => p.Programme == ground.Programme.Id) is { } noticed)
        {
            links.Add(new(
                ChainStep.Share, new($"Besked {ground.Year}, version {version.Version}", $"Notice {ground.Year}, version {version.Version}"),
                new($"beslutat av {signature.By} och {signature.And}", $"decided by {signature.By} and {signature.And}"),
                noticed.Amounts.GetValueOrDefault(ground.Region.Id), signature.Date, signature.Number, Example: signature.IsExample));
        }

        return links;
    }

    private static IEnumerable<ChainLink> Conditions(ChainGround ground)
    {
        foreach (var condition in ground.Programme.ConditionsOn(ground.AsOf, ground.Year))
        {
            yield return new(
                ChainStep.Condition, Funding.Words.Of(condition.Kind), condition.Text, null, condition.Known, null, condition.Source, condition.Origin, condition.Assumption);
        }

        foreach (var date in ground.Programme.DatesOn(ground.AsOf, ground.Year))
        {
            yield return new(
                ChainStep.Condition, Funding.Words.Of(date.Kind), $"{date.Date:yyyy-MM-dd}", null, date.Known, null, date.Source, date.Origin, date.Assumption);
        }

        foreach (var (scheme, index) in ground.Schemes.SelectMany(s => s.Scheme.Conditions.Select((_, i) => (s, i))))
        {
            var condition = scheme.Scheme.Conditions[index];
            var region = scheme.Settled?.Ready.Regions.IndexOf(ground.Region.Id) ?? -1;
            var met = scheme.Settled is { } settled && region >= 0 ? Settle.MeetsOne(scheme.Scheme, settled.Values, index, region) : condition.MetUnlessStated;
            yield return new(
                ChainStep.Condition, condition.Text, met ? new("uppfyllt", "met") : new("inte uppfyllt, eller inte känt", "not met, or not known"),
                null, null, null, null, condition.Origin, condition.Assumption);
        }
    }

    private static IEnumerable<ChainLink> Results(ChainGround ground, ChainScheme scheme)
    {
        if (scheme.Settled is not { } settled || settled.Ready.Regions.IndexOf(ground.Region.Id) is not (>= 0 and var region))
        {
            yield return new(ChainStep.Result, scheme.Scheme.Name, scheme.WhyNot ?? new("inga siffror", "no figures"), Origin: scheme.Scheme.Origin);
            yield break;
        }

        if ((scheme.State.InForce ?? scheme.State.Current)?.Content.RulesVersion is { } version && version != ground.Rules.Version)
        {
            yield return new(
                ChainStep.Result, scheme.Scheme.Name,
                new($"avräkningen gjordes med reglerna i version {Short(version)}; resultaten här är uträknade med dagens regler, {Short(ground.Rules.Version)}",
                    $"the settlement was made with the rules of version {Short(version)}; the results here are computed with today's rules, {Short(ground.Rules.Version)}"),
                Origin: scheme.Scheme.Origin);
        }

        var pinned = scheme.Pinned!;
        var figures = pinned.Months.IsEmpty ? pinned.Sha256
            : string.Join(", ", pinned.Months.GroupBy(m => m.Version).Select(v => $"{v.First().Month}–{v.Last().Month} v{v.Key}"));
        foreach (var pot in settled.Pots)
        {
            var period = pot.Component.PeriodText(pot.Period);
            var (name, why) = (pot.Component.Name, ExplainEarned.Sentence(settled, pot, region));
            var given = pot.Redistribution ? new Bilingual(", det andra inte intjänade", ", what others did not earn") : new("", "");
            yield return new(
                ChainStep.Result, new($"{name.Sv}{given.Sv} {period}".TrimEnd(), $"{name.En}{given.En} {period}".TrimEnd()), why, pot.Earned[region], null, figures,
                pot.Component.Source ?? scheme.Scheme.Source, pot.Component.Origin, pot.Component.Assumption, pinned.Synthetic);
        }
    }

    private static string Short(string version) => version.Length > 8 ? version[..8] : version;

    private static IEnumerable<ChainLink> Earned(ChainGround ground, ChainScheme scheme)
    {
        var (state, region) = (scheme.State, ground.Region.Id);
        if (state.Current is not { } current)
        {
            yield return new(ChainStep.Earned, scheme.Scheme.Name, new("ingen avräkning är gjord", "no settlement has been made"), Origin: scheme.Scheme.Origin);
            yield break;
        }

        var content = (state.InForce ?? current).Content;
        var signature = state.InForce?.Signature;
        yield return new(
            ChainStep.Earned, new($"{content.Name.Sv}: avräkning", $"{content.Name.En}: settlement"), SettlementWords.Of(state.InForce is null ? state.Status : SettlementStatus.Decided),
            content.EarnedBy(region), signature?.Date, signature?.Number, Example: content.Figures.Synthetic || signature?.IsExample == true);
        if (content.Shadow?.TryGetValue(region, out var shadow) == true)
        {
            yield return new(ChainStep.Earned, new("Skuggräkning", "Shadow"), Shadow.Words(scheme.Scheme), shadow, Example: content.Figures.Synthetic);
        }
        else
        {
            yield return new(ChainStep.Earned, new("Skuggräkning", "Shadow"), new("går inte att räkna: avgångarna är inte kända", "cannot be counted: the exits are not known"));
        }

        if (content.Missing.Contains(region))
        {
            yield return new(ChainStep.Earned, new("Uppgifter", "Figures"), new("regionen har inga uppgifter som ordningen läser", "the region has no figures that the scheme reads"));
        }

        foreach (var remark in content.Beside.Where(r => r.Region == region))
        {
            yield return new(ChainStep.Earned, new("Bredvid pengarna", "Beside the money"), remark.Words, Example: content.Figures.Synthetic);
        }

        foreach (var objection in state.Objections.Where(o => o.Raised.Region == region))
        {
            yield return new(ChainStep.Earned, new("Invändning", "Objection"), SettlementWords.Of(objection), null, objection.Raised.Date, objection.Answered?.Signature.Number,
                Example: content.Figures.Synthetic || objection.Answered?.Signature.IsExample == true);
        }

        foreach (var change in state.Changes.Where(c => c.Region == region))
        {
            yield return new(ChainStep.Earned, SettlementWords.Of(change.Kind), SettlementWords.Of(change), change.Amount, change.Signature.Date, change.Signature.Number, Example: change.Signature.IsExample);
        }
    }

    // The entries of the ledger that touch the region, oldest first, each with what it did to what stands with the region.
    private static IEnumerable<ChainLink> Paid(ChainGround ground)
    {
        var party = ground.Region.Id.ToString();
        foreach (var entry in ground.Ledger.Entries)
        {
            var own = entry.Postings.Where(p => p.Account.Party == party && p.Account.Programme == ground.Programme.Id && p.Account.Year == ground.Year).ToList();

            // Money that moved on is told where it came to; money that went back, where it left.
            foreach (var posting in own.Where(p => p.Amount > Money.Zero || own.All(o => o.Amount < Money.Zero)))
            {
                yield return new(
                    ChainStep.Paid, ChainWords.Of(posting.Account.Kind), entry.Text, posting.Amount, entry.Date, entry.Decision,
                    Example: entry.Decision.StartsWith(Signature.ExamplePrefix, StringComparison.OrdinalIgnoreCase));
            }
        }
    }
}
