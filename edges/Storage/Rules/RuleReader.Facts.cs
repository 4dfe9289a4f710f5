using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>Regions, places, series, published allotments and appropriations.</summary>
internal sealed partial class RuleReader
{
    public void ReadFacts(IEnumerable<(string Name, RuleNode Node)> files)
    {
        var all = files.Select(f => (f.Name, Fields: new RuleFields(f.Node, problems))).ToList();

        // Regions first: every table names them.
        foreach (var (_, fields) in all.Where(f => f.Fields.Has("regions")))
        {
            ReadRegions(fields);
        }

        // Municipalities next: hospitals stand in them.
        foreach (var (_, fields) in all.Where(f => f.Fields.Has("municipalities")))
        {
            ReadTowns(fields);
        }

        foreach (var (name, fields) in all.Where(f => !f.Fields.Has("regions") && !f.Fields.Has("municipalities")))
        {
            if (fields.Has("series"))
            {
                ReadSeries(fields);
            }
            else if (fields.Has("published"))
            {
                ReadPublished(fields);
            }
            else if (fields.Has("appropriations"))
            {
                ReadAppropriations(fields);
            }
            else if (fields.Has("hospitals"))
            {
                ReadHospitals(fields);
            }
            else
            {
                fields.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "regions, municipalities, hospitals, series, published, appropriations", "docs/domain/rules.md")
                    .Located(new(name, 1)));
            }
        }
    }

    private void ReadRegions(RuleFields file)
    {
        foreach (var entry in file.Entries("regions", required: true))
        {
            var id = RegionId.TryParse(entry.Text("id"));
            if (id is null)
            {
                problems.Add(Refusal.Of(RefusalCode.RuleRegionUnknown, entry.Text("id")).Located(entry.OriginOf("id")));
            }

            var tile = entry.Scalars("tile").Select(t => int.TryParse(t.Text, out var place) && place is >= 0 and < 30 ? place : -1).ToList();
            if (tile.Count != 2 || tile.Contains(-1))
            {
                entry.Wrong(entry.Node("tile", "[0, 0]") ?? new RuleScalar(entry.Origin, ""), "tile", new("[kolumn, rad], 0–29", "[column, row], 0–29"));
                tile = [0, 0];
            }

            var region = new Region(
                id ?? RegionId.Nation, entry.Text("name"), entry.Text("official-name"), entry.Text("county"),
                entry.TextOrNull("organisation-number"), tile[0], tile[1]);
            entry.Done();
            if (Take("region", region.Id.ToString(), entry.OriginOf("id")) &&
                Take("tile", $"[{region.TileColumn}, {region.TileRow}]", entry.OriginOf("tile")))
            {
                regions[region.Id] = region;
            }
        }

        file.Done();
    }

    private void ReadSeries(RuleFields file)
    {
        var id = file.Id("series");
        var tables = new List<FactTable>();
        foreach (var entry in file.Entries("tables", required: true))
        {
            var table = new FactTable(
                entry.Date("date"), entry.Date("known"), SourceOf(entry), entry.WordsOrNull("assumption"),
                Weights(entry, "values", allRegions: true), entry.Origin);
            entry.Done();
            if (Take($"table of {id}", table.Date.ToString("yyyy-MM-dd"), entry.OriginOf("date")))
            {
                tables.Add(table);
            }
        }

        var found = new FactSeries(id, file.Words("name"), file.Words("unit"), [.. tables.OrderBy(t => t.Date)], file.Origin);
        file.Done();
        if (Take("series", id, file.OriginOf("series")))
        {
            series[id] = found;
        }
    }

    private void ReadPublished(RuleFields file)
    {
        var id = file.Id("published");
        var unit = file.Text("unit", "kr, tkr, MSEK");
        var values = ImmutableSortedDictionary.CreateBuilder<RegionId, Money>();
        foreach (var (text, at, value) in file.Pairs("values"))
        {
            if (RegionOf(text, at) is not { } region)
            {
                continue;
            }

            if (RuleFields.ParseMoney($"{value} {unit}") is { } amount && amount > Money.Zero)
            {
                values[region] = amount;
            }
            else
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, value, "values",
                    new("ett belopp över noll", "an amount above zero")).Located(at));
            }
        }

        MissingRegions(file.OriginOf("values"), values.Keys);
        var allotment = new PublishedAllotment(
            id, file.Year("year"), file.Date("known"), SourceOf(file), file.Words("note"), values.ToImmutable(), file.Origin);
        file.Done();
        if (Take("published", id, file.OriginOf("published")) &&
            Take("published year", allotment.Year.ToString(CultureInfo.InvariantCulture), file.OriginOf("year")))
        {
            published.Add(allotment);
        }
    }

    private void ReadAppropriations(RuleFields file)
    {
        foreach (var entry in file.Entries("appropriations", required: true))
        {
            var amounts = entry.Entries("statements").Select(s =>
            {
                var amount = new AppropriationAmount(
                    s.Year("year"), s.Choice("stage", Stages), s.Amount("amount"), s.Date("known"), SourceOf(s), s.WordsOrNull("assumption"), s.Origin);
                s.Done();
                return amount;
            }).ToImmutableArray();
            var appropriation = new Appropriation(entry.Text("id"), entry.Words("name"), amounts);
            entry.Done();
            if (Take("appropriation", appropriation.Id, entry.OriginOf("id")))
            {
                appropriations[appropriation.Id] = appropriation;
            }
        }

        limits = new(Limit(file, "saving"), Limit(file, "credit"));
        if (file.Node("payment", "{working-days: …, source: …, effect: …}", required: false) is { } node)
        {
            var term = new RuleFields(node, problems);
            payment = new((int)term.Whole("working-days", 1, 365), SourceOf(term), term.Words("effect"), term.Origin);
            term.Done();
        }

        file.Done();
    }

    private AppropriationLimit Limit(RuleFields file, string name)
    {
        var node = file.Node(name, "{percent: …, source: …, place: …, effect: …}");
        if (node is null)
        {
            return new(0, NoSource, "", "", file.Origin);
        }

        var entry = new RuleFields(node, problems);
        var limit = new AppropriationLimit(entry.Percent("percent"), SourceOf(entry), entry.Text("place"), entry.Words("effect"), entry.Origin);
        entry.Done();
        return limit;
    }
}
