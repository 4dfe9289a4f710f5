using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Web.Pages;
using Vardbro.Web.Readings;

namespace Vardbro.Web;

/// <summary>
/// Every address of the site, beside what it reads. A table's address is its page's with <c>.csv</c>, <c>.json</c> or
/// <c>.xlsx</c> after it, and takes the same fields; an example that exists in the demo stands beside it.
/// </summary>
internal static class Addresses
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them all.</summary>
    public static void Map(WebApplication app, PageWriter pages, WebSettings settings)
    {
        var tables = new List<TableAddress>();
        void Page<TPage, TModel>(string address, Func<Visit, Outcome<TModel>> read)
            where TPage : Parts.Page<TModel> => app.MapMethods(address, Reading, pages.Page<TPage, TModel>(read));
        void Table(string address, string example, string sv, string en, string[] fields, Func<Visit, Outcome<ExportTable>> read)
        {
            app.MapMethods(address + ".{format}", Reading, pages.Table(read));
            tables.Add(new(address, example, new(sv, en), [.. fields], read));
        }

        string[] waits = [WaitsAsked.MonthField, WaitsAsked.VersionField, WaitsAsked.KindField, WaitsAsked.RuleField];

        Page<StartPage, StartReading>("/", StartReading.Of);

        Page<ProgrammeListPage, ProgrammeListReading>("/program", ProgrammeListReading.Of);
        Page<ProgrammePage, ProgrammeReading>("/program/{id}", ProgrammeReading.Of);

        Page<RegionListPage, MapReading>("/region", visit => MapReading.Of(visit, visit.MainYear));
        Page<RegionPage, RegionReading>("/region/{id}", RegionReading.Of);
        Table("/region/{id}", "/region/0014", "En regions pengar: vad den kan budgetera med", "A region's money: what it can budget with", [RegionReading.YearField],
            visit => RegionReading.Of(visit).Then<ExportTable>(r => r.Export(visit.Language)));

        Page<NoticePage, NoticeReading>("/besked/{year:int}", NoticeReading.Of);
        Table("/besked/{year:int}", "/besked/2024", "Ett års besked per region och program", "A year's notice by region and programme", [NoticeReading.VersionField],
            visit => NoticeReading.Of(visit).Then<ExportTable>(n => n.Export(visit.Rules, null)));
        Page<RegionNoticePage, RegionNoticeReading>("/besked/{year:int}/{id}", RegionNoticeReading.Of);
        Table("/besked/{year:int}/{id}", "/besked/2024/0014", "Ett års besked för en region", "A year's notice for one region", [NoticeReading.VersionField],
            visit => RegionNoticeReading.Of(visit).Then<ExportTable>(r => r.Notice.Export(visit.Rules, r.Region)));

        Page<DecisionListPage, DecisionListReading>("/beslut", DecisionListReading.Of);
        Page<DecisionPage, DecisionReading>("/beslut/{year:int}", DecisionReading.Of);
        Table("/beslut/{year:int}", "/beslut/2024", "Versionerna av ett års beslut", "The versions of a year's decision", [],
            visit => DecisionReading.Of(visit).Then<ExportTable>(d => d.Export()));
        Page<DifferencePage, DifferenceReading>("/beslut/{year:int}/skillnad", DifferenceReading.Of);
        Table("/beslut/{year:int}/skillnad", "/beslut/2024/skillnad?fran=1&till=2", "Skillnaden mellan två versioner", "The difference between two versions", [DifferenceReading.FromField, DifferenceReading.ToField],
            visit => DifferenceReading.Of(visit).Then<ExportTable>(d => d.Export()));

        Page<GrantsPage, GrantsReading>("/bidrag", GrantsReading.Of);
        Table("/bidrag", "/bidrag", "Varje riktat statsbidrag", "Every targeted grant", [GrantsReading.YearField, GrantsReading.ProgrammeField, GrantsReading.StageField, GrantsReading.RecipientField, GrantsReading.TextField],
            visit => GrantsReading.Of(visit).Then<ExportTable>(g => FundingTables.Grants(g.Rows, visit.Language)));
        Page<FlowPage, FlowReading>("/pengar/{year:int}", FlowReading.Of);
        Table("/pengar/{year:int}", "/pengar/2024", "Pengarnas väg från anslag till mottagare", "The money's path from appropriation to recipient", [],
            visit => FlowReading.Of(visit).Then<ExportTable>(f => FundingTables.Flow(f.Year, f.Links, visit.Language)));
        Page<MapPage, MapReading>("/karta/{year:int}", MapReading.Of);
        Table("/karta/{year:int}", "/karta/2024", "Kronor per invånare och region", "Kronor per inhabitant and region", [],
            visit => MapReading.Of(visit).Then<ExportTable>(m => m.Export()));
        Page<RealityPage, RealityReading>("/verkligheten/{year:int}", RealityReading.Of);
        Table("/verkligheten/{year:int}", "/verkligheten/2024", "Räknat mot publicerat", "Computed against published", [],
            visit => RealityReading.Of(visit).Then(r => r.Export()));

        Page<WaitsPage, WaitsReading>("/vantetider", WaitsReading.Of);
        Table("/vantetider", "/vantetider", "Väntetider per region", "Waits by region", [.. waits, WaitsAsked.ServiceField],
            visit => WaitsReading.Of(visit).Then(w => w.Export()));
        Table("/vantetider/manader", "/vantetider/manader", "Väntetider i riket månad för månad", "Waits in the nation month by month", [.. waits, WaitsAsked.ServiceField],
            visit => WaitsReading.Of(visit).Then(w => w.ExportMonths()));
        Page<ServiceListPage, ServicesReading>("/vantetider/verksamhet", ServicesReading.Of);
        Table("/vantetider/verksamhet", "/vantetider/verksamhet", "Väntetider per verksamhet i riket", "Waits by service in the nation", [.. waits, ServicesReading.OrderField],
            visit => ServicesReading.Of(visit).Then(s => s.Export()));
        Page<ServicePage, WaitsReading>("/vantetider/verksamhet/{mvo}", WaitsReading.OfService);
        Table("/vantetider/verksamhet/{mvo}", "/vantetider/verksamhet/511", "En verksamhets väntetider per region", "A service's waits by region", [.. waits],
            visit => WaitsReading.OfService(visit).Then(w => w.Export()));
        Table("/vantetider/verksamhet/{mvo}/manader", "/vantetider/verksamhet/511/manader", "En verksamhets väntetider i riket månad för månad", "A service's waits in the nation month by month", [.. waits],
            visit => WaitsReading.OfService(visit).Then(w => w.ExportMonths()));
        Page<WaitsRegionPage, WaitsRegionReading>("/vantetider/region/{id}", WaitsRegionReading.Of);
        Table("/vantetider/region/{id}", "/vantetider/region/0014", "En regions väntetider efter verksamhet, kön och ålder", "A region's waits by service, sex and age", [.. waits, WaitsAsked.ServiceField],
            visit => WaitsRegionReading.Of(visit).Then(r => r.Export()));
        Table("/vantetider/region/{id}/manader", "/vantetider/region/0014/manader", "En regions väntetider månad för månad", "A region's waits month by month", [.. waits, WaitsAsked.ServiceField],
            visit => WaitsRegionReading.Of(visit).Then(r => r.ExportMonths()));
        Page<UnitPage, WaitsUnitReading>("/vantetider/enhet/{region}/{unit}", WaitsUnitReading.Of);
        Table("/vantetider/enhet/{region}/{unit}", "/vantetider/enhet/0014/SYN-0014-511-1", "En enhets väntetider efter verksamhet", "A unit's waits by service", [.. waits],
            visit => WaitsUnitReading.Of(visit).Then(u => u.Export()));
        Table("/vantetider/enhet/{region}/{unit}/manader", "/vantetider/enhet/0014/SYN-0014-511-1/manader", "En enhets väntetider månad för månad", "A unit's waits month by month",
            [.. waits], visit => WaitsUnitReading.Of(visit).Then(u => u.ExportMonths()));
        Page<NearPage, NearReading>("/hur-lang-ar-kon", NearReading.Of);
        Table("/hur-lang-ar-kon", "/hur-lang-ar-kon?mvo=511&kommun=1490", "Kön vid varje enhet, sedd från en kommun", "The queue at every unit, seen from a municipality",
            [WaitsAsked.ServiceField, NearReading.HomeField], visit => NearReading.Of(visit).Then(n => n.Export()));
        Page<WaitsQualityPage, WaitsQualityReading>("/vantetider/kvalitet", WaitsQualityReading.Of);
        Table("/vantetider/kvalitet", "/vantetider/kvalitet", "Varje publicering och revidering", "Every publication and revision", [],
            visit => WaitsQualityReading.Of(visit).Then<ExportTable>(q => q.Export()));
        Table("/vantetider/kvalitet/andringar", "/vantetider/kvalitet/andringar", "Vad varje revidering ändrade per region", "What every revision changed by region", [],
            visit => WaitsQualityReading.Of(visit).Then<ExportTable>(q => q.ExportChanges()));

        Page<QueuesPage, QueuesReading>("/vantetider/ko", QueuesReading.OfNation);
        Table("/vantetider/ko", "/vantetider/ko", "Vad varje kö i riket behöver", "What every queue in the nation needs", [.. waits, QueuesReading.WeeksField],
            visit => QueuesReading.OfNation(visit).Then(q => q.Export()));
        Page<QueuesPage, QueuesReading>("/vantetider/ko/{id}", QueuesReading.OfRegion);
        Table("/vantetider/ko/{id}", "/vantetider/ko/0014", "Vad varje kö i en region behöver", "What every queue in a region needs", [.. waits, QueuesReading.WeeksField],
            visit => QueuesReading.OfRegion(visit).Then(q => q.Export()));

        Page<AuditPage, AuditReading>("/granskning", AuditReading.Of);
        Table("/granskning", "/granskning", "Granskning: vad en månads siffror visar per region", "Audit: what a month's figures show by region", [.. waits],
            visit => AuditReading.Of(visit).Then(a => a.Export()));
        Table("/granskning/alla/tratt", "/granskning/alla/tratt", "Granskning: regionerna i tratten", "Audit: the regions in the funnel", [.. waits],
            visit => AuditReading.Of(visit).Then(a => a.ExportFunnel()));
        Table("/granskning/alla/gap", "/granskning/alla/gap", "Granskning: gapet mellan regionerna månad för månad", "Audit: the gap between the regions month by month", [.. waits],
            visit => AuditReading.Of(visit).Then(a => a.ExportGaps()));
        Page<AuditRegionPage, AuditRegionReading>("/granskning/{id}", AuditRegionReading.Of);
        Table("/granskning/{id}", "/granskning/0014", "Granskning: vad siffrorna visar om en region", "Audit: what the figures show of a region", [.. waits],
            visit => AuditRegionReading.Of(visit).Then(a => a.Export()));
        Table("/granskning/{id}/manader", "/granskning/0014/manader", "Granskning: det en regions siffror vilar på, månad för månad", "Audit: what a region's findings rest on, month by month", [.. waits],
            visit => AuditRegionReading.Of(visit).Then(a => a.ExportMonths()));
        Table("/granskning/{id}/grupper", "/granskning/0014/grupper", "Granskning: kvinnor och män, åldersgrupper i en region", "Audit: women and men, age groups in a region", [.. waits],
            visit => AuditRegionReading.Of(visit).Then(a => a.ExportGroups()));

        Page<SchemeListPage, SchemeListReading>("/resultat", SchemeListReading.Of);
        Table("/resultat", "/resultat", "Ordningar som betalar för resultat", "Schemes that pay for results", [],
            visit => SchemeListReading.Of(visit).Then<ExportTable>(s => s.Export(visit.Language)));
        Page<SchemePage, SchemeReading>("/resultat/{scheme}", SchemeReading.Of);
        Table("/resultat/{scheme}", "/resultat/accessibility-2024", "Vad en ordning ger varje region, eller skulle ge med en annan regel", "What a scheme gives each region, or would under another rule",
            [.. SchemeReading.ChangeFields], visit => SchemeReading.Of(visit).Then(s => s.Export(visit.Language)));
        Page<SchemeRegionPage, SchemeRegionReading>("/resultat/{scheme}/{region}", SchemeRegionReading.Of);
        Table("/resultat/{scheme}/{region}", "/resultat/accessibility-2024/0014", "En regions ställning i en ordning", "A region's standing in a scheme", [SchemeRegionReading.ThroughField],
            visit => SchemeRegionReading.Of(visit).Then<ExportTable>(s => s.Export(visit.Language)));
        Page<ChainListPage, ChainListReading>("/kedjan", ChainListReading.Of);
        Page<ChainPage, ChainPageReading>("/kedjan/{region}/{programme}/{year:int}", ChainPageReading.Of);
        app.MapMethods("/kedjan/{region}/{programme}/{year:int}/paket.zip", Reading, pages.Download("application/zip", ChainPageReading.Package));
        Table("/kedjan/{region}/{programme}/{year:int}", "/kedjan/0014/accessibility/2024", "Kedjan från anslaget till väntan, led för led", "The chain from the appropriation to the wait, link by link", [],
            visit => ChainPageReading.Of(visit).Then<ExportTable>(c => c.Links(visit.Language)));
        Table("/kedjan/{region}/{programme}/{year:int}/effekter", "/kedjan/0014/accessibility/2024/effekter", "Vad som hände med väntan, vårdplatser och dem utanför målet",
            "What happened to waits, beds and those outside the target", [], visit => ChainPageReading.Of(visit).Then<ExportTable>(c => c.Effects(visit.Language)));

        Page<NightPage, NightReading>("/formedling", NightReading.Of);
        Table("/formedling", "/formedling", "Nattens plan: utfall efter nivå, hemregion, kön och ålder", "The night's plan: outcome by tier, home region, sex and age", [],
            visit => NightReading.Of(visit).Then(n => n.Export(NightTables.Groups)));
        Table("/formedling/mottagare", "/formedling/mottagare", "Nattens plan: lediga och erbjudna tider per mottagande region", "The night's plan: free and offered slots by receiving region", [],
            visit => NightReading.Of(visit).Then(n => n.Export(NightTables.Receivers)));
        Table("/formedling/floden", "/formedling/floden", "Nattens plan: från hemregion till mottagande region", "The night's plan: from home region to receiving region", [],
            visit => NightReading.Of(visit).Then(n => n.Export(NightTables.Flows)));
        Table("/formedling/inte-med", "/formedling/inte-med", "Nattens plan: vilka som inte är med och varför", "The night's plan: who is not in the run and why", [],
            visit => NightReading.Of(visit).Then(n => n.Export(night => NightTables.LeftOut(night, visit.Language))));
        Table("/formedling/maldatum", "/formedling/maldatum", "Nattens plan: medicinska måldatum per region", "The night's plan: medical target dates by region", [],
            visit => NightReading.Of(visit).Then(n => n.Export(NightTables.Targets)));

        Page<FollowUpPage, FollowUpReading>("/uppfoljning", FollowUpReading.Of);
        Table("/uppfoljning", "/uppfoljning", "Vad pengarna ska leda till och vad som visar det", "What the money shall lead to and what shows it", [],
            visit => FollowUpReading.Of(visit).Then<ExportTable>(f => f.Export(visit)));
        Page<ProgrammeFollowUpPage, ProgrammeFollowUpReading>("/uppfoljning/{id}", ProgrammeFollowUpReading.Of);
        Table("/uppfoljning/{id}", "/uppfoljning/beds", "Ett programs uppföljning", "A programme's follow-up", [],
            visit => ProgrammeFollowUpReading.Of(visit).Then<ExportTable>(f => f.Export(visit)));
        Page<IndicatorPage, IndicatorReading>("/indikator/{id}", IndicatorReading.Of);
        Table("/indikator/{id}", "/indikator/net-result", "En indikators värden", "An indicator's values", [],
            visit => IndicatorReading.Of(visit).Then<ExportTable>(i => i.Export(visit)));
        Page<IndicatorPage, IndicatorReading>("/vardplatser", visit => IndicatorReading.Of(visit, IndicatorReading.Beds));
        Table("/vardplatser", "/vardplatser", "Disponibla vårdplatser", "Available beds", [],
            visit => IndicatorReading.Of(visit, IndicatorReading.Beds).Then<ExportTable>(i => i.Export(visit)));

        Page<CommitmentsPage, CommitmentsReading>("/ataganden", CommitmentsReading.Of);
        Table("/ataganden", "/ataganden", "Åtaganden över flera år", "Commitments over years", [],
            visit => CommitmentsReading.Of(visit).Then<ExportTable>(c => c.Export()));
        string[] accounts = [LedgerReading.RegionField, LedgerReading.YearField, LedgerReading.ProgrammeField];
        Page<LedgerPage, LedgerReading>("/huvudbok", LedgerReading.Of);
        Table("/huvudbok", "/huvudbok", "Huvudbokens råbalans", "The trial balance of the ledger", accounts,
            visit => LedgerReading.Of(visit).Then<ExportTable>(l => MoneyTables.Balances(l.Ledger, l.Filter)));
        Table("/huvudbok/rader", "/huvudbok/rader?region=0014", "Varje rad i huvudboken, eller en regions kontoutdrag", "Every line of the ledger, or a region's statement", accounts,
            visit => LedgerReading.Of(visit).Then<ExportTable>(l => MoneyTables.History(l.Lines, l.Filter, visit.Language)));
        app.MapMethods("/huvudbok.se", Reading, pages.Download("application/octet-stream", visit => LedgerReading.Sie(visit).Then<(string, byte[])>(made => ($"huvudbok-{made.Year}.se", made.Bytes))));
        Page<MoneyNationPage, MoneyNationReading>("/pengar/region", MoneyNationReading.Of);
        Table("/pengar/region", "/pengar/region", "Var varje krona till regionerna står", "Where each krona to the regions stands", accounts[1..],
            visit => MoneyNationReading.Of(visit).Then<ExportTable>(m => MoneyTables.Standing(m.Standings)));
        Page<MoneyPage, MoneyReading>("/pengar/region/{id}", MoneyReading.Of);
        Table("/pengar/region/{id}", "/pengar/region/0014", "Var varje krona till en region står", "Where each krona to a region stands", accounts[1..],
            visit => MoneyReading.Of(visit).Then<ExportTable>(m => MoneyTables.Standing(m.Standings)));
        Table("/pengar/region/{id}/att-gora", "/pengar/region/0014/att-gora", "Vad som ska göras med en regions pengar, och när", "What is to be done with a region's money, and when", accounts[1..],
            visit => MoneyReading.Of(visit).Then<ExportTable>(m => MoneyTables.Due(m.Reminders, visit.Today)));
        Table("/pengar/region/{id}/handelser", "/pengar/region/0014/handelser", "Vad som har hänt med en regions pengar", "What has happened to a region's money", accounts[1..],
            visit => MoneyReading.Of(visit).Then<ExportTable>(m => MoneyTables.Lives(m.Lives, visit.Language)));

        Page<KeysPage, KeysReading>("/nycklar", KeysReading.Of);
        Table("/nycklar", "/nycklar", "Fördelningsnycklarna", "The distribution keys", [], visit => KeysReading.Of(visit).Then<ExportTable>(k => k.Export(visit.Rules)));
        Page<AssumptionsPage, AssumptionsReading>("/antaganden", AssumptionsReading.Of);
        Table("/antaganden", "/antaganden", "Varje antagande", "Every assumption", [],
            visit => AssumptionsReading.Of(visit).Then<ExportTable>(a => a.Export(visit.Language)));
        Page<SourcesPage, SourcesReading>("/kallor", SourcesReading.Of);
        Table("/kallor", "/kallor", "Varje källa", "Every source", [], visit => SourcesReading.Of(visit).Then<ExportTable>(s => s.Export(visit.Language)));
        Table("/oppna-data/regioner", "/oppna-data/regioner", "Regionerna", "The regions", [], visit => UnitTables.Regions(visit));
        Table("/oppna-data/verksamheter", "/oppna-data/verksamheter", "Verksamheterna", "The services of care", [], visit => UnitTables.Services(visit));
        Table("/oppna-data/vardenheter", "/oppna-data/vardenheter", "Vårdenheterna i den publicerade månaden", "The care units of the published month",
            [WaitsAsked.MonthField, WaitsAsked.RuleField], UnitTables.Units);
        Table("/oppna-data/kommuner", "/oppna-data/kommuner", "Kommunerna med mittpunkt", "The municipalities with their middles", [],
            visit => UnitTables.Municipalities(visit));
        Table("/oppna-data/sjukhus", "/oppna-data/sjukhus", "Sjukhusen", "The hospitals", [], visit => UnitTables.Hospitals(visit));
        Page<RulesPage, RuleBook>("/regler", visit => visit.Rules);
        Page<AccessibilityPage, RuleBook>("/tillganglighet", visit => visit.Rules);
        Page<HelpPage, RuleBook>("/hjalp", visit => visit.Rules);

        // Last: they speak of every table above.
        Page<OpenDataPage, ImmutableArray<TableAddress>>("/oppna-data", _ => tables.ToImmutableArray());
        app.MapMethods("/openapi.json", Reading, PageWriter.File("application/json; charset=utf-8", new OpenData(settings, tables).Document));
    }
}
