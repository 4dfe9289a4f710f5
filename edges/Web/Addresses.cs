using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Web.Pages;
using Vardbro.Web.Readings;

namespace Vardbro.Web;

/// <summary>
/// Every address of the site, beside what it reads. A table's address is its page's with <c>.csv</c>, <c>.json</c> or
/// <c>.xlsx</c> after it, and takes the same fields.
/// </summary>
internal static class Addresses
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them all.</summary>
    public static void Map(WebApplication app, PageWriter pages)
    {
        void Page<TPage, TModel>(string address, Func<Visit, Outcome<TModel>> read)
            where TPage : Parts.Page<TModel> => app.MapMethods(address, Reading, pages.Page<TPage, TModel>(read));
        void Table(string address, Func<Visit, Outcome<ExportTable>> read) =>
            app.MapMethods(address + ".{format}", Reading, pages.Table(read));

        Page<StartPage, StartReading>("/", StartReading.Of);

        Page<ProgrammeListPage, ProgrammeListReading>("/program", ProgrammeListReading.Of);
        Page<ProgrammePage, ProgrammeReading>("/program/{id}", ProgrammeReading.Of);

        Page<RegionListPage, MapReading>("/region", visit => MapReading.Of(visit, visit.MainYear));
        Page<RegionPage, RegionReading>("/region/{id}", RegionReading.Of);
        Table("/region/{id}", visit => RegionReading.Of(visit).Then<ExportTable>(r => r.Export(visit.Language)));

        Page<NoticePage, NoticeReading>("/besked/{year:int}", NoticeReading.Of);
        Table("/besked/{year:int}", visit => NoticeReading.Of(visit).Then<ExportTable>(n => n.Export(visit.Rules, null)));
        Page<RegionNoticePage, RegionNoticeReading>("/besked/{year:int}/{id}", RegionNoticeReading.Of);
        Table("/besked/{year:int}/{id}", visit =>
            RegionNoticeReading.Of(visit).Then<ExportTable>(r => r.Notice.Export(visit.Rules, r.Region)));

        Page<DecisionListPage, DecisionListReading>("/beslut", DecisionListReading.Of);
        Page<DecisionPage, DecisionReading>("/beslut/{year:int}", DecisionReading.Of);
        Table("/beslut/{year:int}", visit => DecisionReading.Of(visit).Then<ExportTable>(d => d.Export()));
        Page<DifferencePage, DifferenceReading>("/beslut/{year:int}/skillnad", DifferenceReading.Of);
        Table("/beslut/{year:int}/skillnad", visit => DifferenceReading.Of(visit).Then<ExportTable>(d => d.Export()));

        Page<GrantsPage, GrantsReading>("/bidrag", GrantsReading.Of);
        Table("/bidrag", visit => GrantsReading.Of(visit).Then<ExportTable>(g => FundingTables.Grants(g.Rows, visit.Language)));
        Page<FlowPage, FlowReading>("/pengar/{year:int}", FlowReading.Of);
        Table("/pengar/{year:int}", visit =>
            FlowReading.Of(visit).Then<ExportTable>(f => FundingTables.Flow(f.Year, f.Links, visit.Language)));
        Page<MapPage, MapReading>("/karta/{year:int}", MapReading.Of);
        Table("/karta/{year:int}", visit => MapReading.Of(visit).Then<ExportTable>(m => m.Export()));
        Page<RealityPage, RealityReading>("/verkligheten/{year:int}", RealityReading.Of);
        Table("/verkligheten/{year:int}", visit => RealityReading.Of(visit).Then(r => r.Export()));

        Page<WaitsPage, WaitsReading>("/vantetider", WaitsReading.Of);
        Table("/vantetider", visit => WaitsReading.Of(visit).Then(w => w.Export()));
        Table("/vantetider/manader", visit => WaitsReading.Of(visit).Then(w => w.ExportMonths()));
        Page<ServiceListPage, ServicesReading>("/vantetider/verksamhet", ServicesReading.Of);
        Table("/vantetider/verksamhet", visit => ServicesReading.Of(visit).Then(s => s.Export()));
        Page<ServicePage, WaitsReading>("/vantetider/verksamhet/{mvo}", WaitsReading.OfService);
        Table("/vantetider/verksamhet/{mvo}", visit => WaitsReading.OfService(visit).Then(w => w.Export()));
        Table("/vantetider/verksamhet/{mvo}/manader", visit => WaitsReading.OfService(visit).Then(w => w.ExportMonths()));
        Page<WaitsRegionPage, WaitsRegionReading>("/vantetider/region/{id}", WaitsRegionReading.Of);
        Table("/vantetider/region/{id}", visit => WaitsRegionReading.Of(visit).Then(r => r.Export()));
        Table("/vantetider/region/{id}/manader", visit => WaitsRegionReading.Of(visit).Then(r => r.ExportMonths()));
        Page<WaitsQualityPage, WaitsQualityReading>("/vantetider/kvalitet", WaitsQualityReading.Of);
        Table("/vantetider/kvalitet", visit => WaitsQualityReading.Of(visit).Then<ExportTable>(q => q.Export()));

        Page<QueuesPage, QueuesReading>("/vantetider/ko", QueuesReading.OfNation);
        Table("/vantetider/ko", visit => QueuesReading.OfNation(visit).Then(q => q.Export()));
        Page<QueuesPage, QueuesReading>("/vantetider/ko/{id}", QueuesReading.OfRegion);
        Table("/vantetider/ko/{id}", visit => QueuesReading.OfRegion(visit).Then(q => q.Export()));

        Page<AuditPage, AuditReading>("/granskning", AuditReading.Of);
        Table("/granskning", visit => AuditReading.Of(visit).Then(a => a.Export()));
        Table("/granskning/alla/tratt", visit => AuditReading.Of(visit).Then(a => a.ExportFunnel()));
        Table("/granskning/alla/gap", visit => AuditReading.Of(visit).Then(a => a.ExportGaps()));
        Page<AuditRegionPage, AuditRegionReading>("/granskning/{id}", AuditRegionReading.Of);
        Table("/granskning/{id}", visit => AuditRegionReading.Of(visit).Then(a => a.Export()));
        Table("/granskning/{id}/manader", visit => AuditRegionReading.Of(visit).Then(a => a.ExportMonths()));
        Table("/granskning/{id}/grupper", visit => AuditRegionReading.Of(visit).Then(a => a.ExportGroups()));

        Page<FollowUpPage, FollowUpReading>("/uppfoljning", FollowUpReading.Of);
        Table("/uppfoljning", visit => FollowUpReading.Of(visit).Then<ExportTable>(f => f.Export(visit)));
        Page<ProgrammeFollowUpPage, ProgrammeFollowUpReading>("/uppfoljning/{id}", ProgrammeFollowUpReading.Of);
        Table("/uppfoljning/{id}", visit => ProgrammeFollowUpReading.Of(visit).Then<ExportTable>(f => f.Export(visit)));
        Page<IndicatorPage, IndicatorReading>("/indikator/{id}", IndicatorReading.Of);
        Table("/indikator/{id}", visit => IndicatorReading.Of(visit).Then<ExportTable>(i => i.Export(visit)));
        Page<IndicatorPage, IndicatorReading>("/vardplatser", visit => IndicatorReading.Of(visit, IndicatorReading.Beds));
        Table("/vardplatser", visit => IndicatorReading.Of(visit, IndicatorReading.Beds).Then<ExportTable>(i => i.Export(visit)));

        Page<CommitmentsPage, CommitmentsReading>("/ataganden", CommitmentsReading.Of);
        Table("/ataganden", visit => CommitmentsReading.Of(visit).Then<ExportTable>(c => c.Export()));
        Page<LedgerPage, Ledger>("/huvudbok", visit => visit.Decided.Ledger());
        Table("/huvudbok", visit => visit.Decided.Ledger().Then<ExportTable>(ledger => FundingTables.Ledger(ledger)));

        Page<KeysPage, KeysReading>("/nycklar", KeysReading.Of);
        Table("/nycklar", visit => KeysReading.Of(visit).Then<ExportTable>(k => k.Export(visit.Rules)));
        Page<AssumptionsPage, AssumptionsReading>("/antaganden", AssumptionsReading.Of);
        Table("/antaganden", visit => AssumptionsReading.Of(visit).Then<ExportTable>(a => a.Export(visit.Language)));
        Page<SourcesPage, SourcesReading>("/kallor", SourcesReading.Of);
        Table("/kallor", visit => SourcesReading.Of(visit).Then<ExportTable>(s => s.Export(visit.Language)));
        Page<RulesPage, RuleBook>("/regler", visit => visit.Rules);
        Page<AccessibilityPage, RuleBook>("/tillganglighet", visit => visit.Rules);
        Page<HelpPage, RuleBook>("/hjalp", visit => visit.Rules);
    }
}
