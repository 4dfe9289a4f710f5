using System.Text;

namespace Vardbro.Tests;

/// <summary>Bad rules: each wrong thing is refused by its own number, with file and line, by every verb, and nothing is stored.</summary>
public sealed class BadRulesTests : IDisposable
{
    private const string Names = "name: {sv: x, en: x}\n";
    private const string Key = "key: bad\n" + Names + "description: {sv: x, en: x}\n";
    private const string Programme = "programme: bad\n" + Names + "purpose: {sv: x, en: x}\nrecipients: [regions]\nstatements:\n";
    private const string Statement = "  - {year: 2024, measure: total, stage: decided, amount: 5 MSEK, known: 2023-12-20, source: document-000}\n";
    private const string Allotments = "allotments:\n";
    private const string Allotment = "  - {year: 2024, notice: true, rounding: krona, parts: [{measure: total, key: equal}]}\n";
    private const string Example = "example: bad\ngiven: {year: 2024, as-of: 2023-12-31, programme: womens-health}\n";

    private const string Guarantee = "guarantee: bad\n" + Names + "by-start: {sv: x, en: x}\ndeviations:\n" + Deviation + Deviation2 + Deviation3 + "limits:\n";
    private const string Deviation = "  - {kind: PvV, effect: not-counted, active: true, source: sfs-2010-349, place: x}\n";
    private const string Deviation2 = "  - {kind: MoV, effect: not-counted, active: false, source: sfs-2010-349, place: x}\n";
    private const string Deviation3 = "  - {kind: SoV, effect: none, active: true, source: sfs-2010-349, place: x}\n";
    private const string Limit = "  - {kind: first-visit, days: 30, from: 2000-01-01, to: 2000-12-31, source: sfs-2010-349, place: x}\n";
    private const string ClockExample = "example: bad\ngiven:\n  clock:\n    kind: first-visit\n    day: 2024-05-30\n    flow: {referral-written: 2024-03-01}\n";
    private const string Clocked = "expect: {days-left: 0}\nsource: sfs-2017-80\n";

    private const string Indicator = "indicator: bad\nkolada: N0\n" + Names + "unit: {sv: x, en: x}\nbetter: higher\ndefinition: {sv: x, en: x}\n" + Possible +
        "collected-by: {sv: x, en: x}\nsource: kolada-indicators\nvalues:\n";
    private const string Possible = "possible: {from: 0, to: 100, reason: {sv: x, en: x}}\n";
    private const string Values = "  - {year: 2024, known: 2025-12-31, regions: {\"0000\": 1.5, \"0001\": -2}}\n";
    private const string FollowUp = "follow-up: bad\nkind: goal\nitems:\n";
    private const string Goal = "  - {id: bad, name: {sv: x, en: x}, programmes: [beds], purpose: {sv: x, en: x}, source: document-002, ";
    private const string Lacking = "not-measurable: {why: {sv: x, en: x}, would-take: {sv: x, en: x}}}\n";
    private const string Codes = "mapping: bad\nvalid-from: 2019-01-01\nsource: kchd-cataract\ncontact-types: {\"1\": other}\nregions: {\"14\": \"0014\"}\n" +
        "sex: {\"1\": male}\ndeviations: {\"1\": patient-chosen}\nguarantee: {\"1\": true}\nunknown-municipality: [\"9999\"]\nmost-errors-percent: 5\n";

    private const string Towns = "municipalities: bad\nsource: scb-municipality-codes\nplace-source: municipality-centroids\nlist:\n";
    private const string Hospitals = "hospitals: bad\nsource: hospital-list\nlist:\n";

    private const string Need = "need: bad\nvalid-from: 2000-01-01\n" + Names + "tiers:\n" + Tier + Tier2 + Tier3 + "ranks: {from-percent: 600, step-percent: 5}\nnotice-days: 14\n" +
        "max-km: 300\nleft-out: [PvV]\ntarget-watch: {share-points: 15, near-points: 15, at-least: 200}\nassumption: {sv: x, en: x}\n";
    private const string Tier = "  - {ground: target-date, name: {sv: x, en: x}, source: sfs-2017-30, place: x}\n";
    private const string Tier2 = "  - {ground: guarantee, name: {sv: x, en: x}, source: sfs-2017-30, place: x}\n";
    private const string Tier3 = "  - {ground: other, name: {sv: x, en: x}, source: sfs-2017-30, place: x}\n";
    private const string NeedExample = "example: bad\ngiven:\n  need: {kind: first-visit, day: 2024-12-31, weeks: 26, region: \"0014\", referral: 2024-10-01}\nexpect: {left-out: service-unknown}\nsource: sfs-2017-30\n";
    private const string Yes = "acceptance: bad\nvalid-from: 2000-01-01\n" + Names + "most: {permille: 660, source: digital-health-2005}\nleast: {permille: 200, source: jornal-noticias-2022}\n" +
        "distance-km: " + Factor + "days-saved: " + Factor + "age-years: " + Factor + "sources: [burge-2004]\nassumption: {sv: x, en: x}\n";
    private const string Factor = "{unknown-percent: 75, bands: [{from: 0, percent: 100}, {from: 50, percent: 85}]}\n";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    // file, what is written in it, the first line of the refusal.
    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "keys/bad.yaml", Key + "kind: table\nvalues:\n  \"0001\": 1\n  \"0003\": 0\n", "keys/bad.yaml:7: VB1012 The weight 0 cannot stand for region 0003. A whole number above zero and at most 999999999999 would be right, or leaving the region out." },
        { "keys/bad.yaml", Key + "kind: table\nvalues:\n  \"0001\": -5\n", "keys/bad.yaml:6: VB1012 The weight -5 cannot stand for region 0001." },
        { "keys/bad.yaml", Key + "kind: table\nvalues: {\"0001\": many}\n", "keys/bad.yaml:5: VB1012 The weight many cannot stand for region 0001." },
        { "keys/bad.yaml", Key + "kind: table\nvalues: {\"0001\": 1.5}\n", "keys/bad.yaml:5: VB1012 The weight 1.5 cannot stand for region 0001. A whole number above zero and at most 999999999999 would be right" },
        { "keys/bad.yaml", Key + "kind: table\nvalues: {\"0001\": 12345678901234567890}\n", "keys/bad.yaml:5: VB1012 The weight 12345678901234567890 cannot stand for region 0001. A whole number above zero and at most 999999999999 would be right" },
        { "keys/bad.yaml", Key + "kind: table\nvalues: {\"0001\": 1000000000000}\n", "keys/bad.yaml:5: VB1012 " },
        { "keys/bad.yaml", Key + "kind: table\nvalues:\n  \"0001\": 1\n  \"0002\": 1\n", "keys/bad.yaml:7: VB1011 There is no region \"0002\"." },
        { "keys/bad.yaml", Key + "kind: table\nvalues: {}\n", "keys/bad.yaml:1: VB1007 The field \"values\" is missing." },
        { "keys/bad.yaml", Key + "kind: equal\nweights: {}\n", "keys/bad.yaml:5: VB1006 There is no field \"weights\" here." },
        { "keys/bad.yaml", Key + "kind: fair\n", "keys/bad.yaml:4: VB1008 \"fair\" cannot stand in the field kind. This would be right: equal, series, table, mix." },
        { "keys/bad.yaml", "key: Bad_Key\n" + Names + "description: {sv: x, en: x}\nkind: equal\n", "keys/bad.yaml:1: VB1008 \"Bad_Key\" cannot stand in the field key." },
        { "keys/bad.yaml", "key: bad\n" + Names + "description: {sv: x}\nkind: equal\n", "keys/bad.yaml:3: VB1007 The field \"en\" is missing." },
        { "keys/bad.yaml", Key + "kind: mix\nparts: [{key: equal, percent: 50}, {key: rural, percent: 40}]\n", "keys/bad.yaml:5: VB1014 The parts of the mix add up to 90 percent." },
        { "keys/bad.yaml", Key + "kind: mix\nparts: [{key: equal, percent: 60}, {key: rural, percent: 40.0001}]\n", "keys/bad.yaml:5: VB1014 The parts of the mix add up to 100.0001 percent." },
        { "keys/bad.yaml", Key + "kind: mix\nparts:\n  - {key: equal, percent: 0}\n  - {key: rural, percent: 100}\n", "keys/bad.yaml:6: VB1008 \"0\" cannot stand in the field percent." },
        { "keys/bad.yaml", Key + "kind: mix\nparts: [{key: equal, percent: 50}, {key: bad, percent: 50}]\n", "keys/bad.yaml:1: VB1015 The key \"bad\" contains itself." },
        { "keys/bad.yaml", Key + "kind: mix\nparts:\n  - {key: nothing, percent: 100}\n", "keys/bad.yaml:6: VB1010 \"nothing\" is not among the keys." },
        { "keys/bad.yaml", Key + "kind: series\nseries: weather\nat: 2023-11-01\n", "keys/bad.yaml:5: VB1010 \"weather\" is not among the series." },
        { "keys/bad.yaml", Key + "kind: series\nseries: population\nat: 2023-11-31\n", "keys/bad.yaml:6: VB1008 " },
        { "keys/bad.yaml", Key + "kind:\tequal\n", "keys/bad.yaml:4: VB1002 There is a tab in the YAML file (column 6)." },
        { "keys/zz.yaml", "key: equal\n" + Names + "description: {sv: x, en: x}\nkind: equal\n", "keys/zz.yaml:1: VB1009 \"equal\" is already taken in keys/equal.yaml:" },
        { "keys/bad.yaml", Key + "kind: equal\nkind: equal\n", "keys/bad.yaml:5: VB1009 \"kind\" is already taken in keys/bad.yaml:4." },
        { "keys/bad.yaml", Key + "kind: table\nvalues:\n  \"0001\": 1\n  \"0001\": 2\n", "keys/bad.yaml:7: VB1009 \"0001\" is already taken" },
        { "keys/bad.yaml", Key + "kind: &k equal\n", "keys/bad.yaml:4: VB1004 The anchor &k is not allowed" },
        { "keys/bad.yaml", Key + "kind: !str equal\n", "keys/bad.yaml:4: VB1004 The tag !str is not allowed" },
        { "keys/bad.yaml", Key + "kind: *k\n", "keys/bad.yaml:4: VB1004 The alias *k is not allowed" },
        { "keys/bad.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "keys/bad.yaml:1: VB1004 The anchor &a" },
        { "keys/bad.yaml", Key + "kind: {equal\n", "keys/bad.yaml:" },
        { "brokering/bad.yaml", Need.Replace(Tier3, "", StringComparison.Ordinal), "brokering/bad.yaml:4: VB1008 \"…\" cannot stand in the field tiers. This would be right: target-date and guarantee, each once, and other last." },
        { "brokering/bad.yaml", Need.Replace(Tier2 + Tier3, Tier3 + Tier2, StringComparison.Ordinal), "brokering/bad.yaml:4: VB1008 \"…\" cannot stand in the field tiers." },
        { "brokering/bad.yaml", Need.Replace("[PvV]", "[XvV]", StringComparison.Ordinal), "brokering/bad.yaml:11: VB1008 \"XvV\" cannot stand in the field left-out. This would be right: PvV, MoV, SoV." },
        { "brokering/bad.yaml", Need.Replace("step-percent: 5", "step-percent: 0", StringComparison.Ordinal), "brokering/bad.yaml:8: VB1008 \"0\" cannot stand in the field step-percent." },
        { "brokering/bad.yaml", Need.Replace("max-km: 300", "max-km: 20001", StringComparison.Ordinal), "brokering/bad.yaml:10: VB1008 \"20001\" cannot stand in the field max-km." },
        { "brokering/bad.yaml", Need.Replace("assumption: {sv: x, en: x}\n", "", StringComparison.Ordinal), "brokering/bad.yaml:1: VB1007 The field \"assumption\" is missing." },
        { "brokering/bad.yaml", Need + "price: 1\n", "brokering/bad.yaml:14: VB1006 There is no field \"price\" here." },
        { "brokering/bad.yaml", Need.Replace("2000-01-01", "2017-04-01", StringComparison.Ordinal), "brokering/need.yaml:4: VB1009 \"2017-04-01\" is already taken in brokering/bad.yaml:2." },
        { "examples/bad.yaml", NeedExample.Replace("service-unknown", "dreamt", StringComparison.Ordinal), "examples/bad.yaml:4: VB1008 \"dreamt\" cannot stand in the field left-out." },
        { "examples/bad.yaml", NeedExample.Replace("service-unknown", "none", StringComparison.Ordinal), "examples/bad.yaml:4: VB3117 The example bad expects none for left-out, but the rules give service-unknown." },
        { "examples/bad.yaml", NeedExample.Replace("{left-out: service-unknown}", "{price: 1}", StringComparison.Ordinal), "examples/bad.yaml:4: VB1006 There is no field \"price\" here." },
        { "examples/bad.yaml", NeedExample.Replace("2024-10-01", "2025-10-01", StringComparison.Ordinal), "examples/bad.yaml:1: VB2105 " },
        { "brokering/bad.yaml", Yes.Replace("permille: 200", "permille: 700", StringComparison.Ordinal), "brokering/bad.yaml:5: VB1008 \"…\" cannot stand in the field least. This would be right: no more than what stands in most." },
        { "brokering/bad.yaml", Yes.Replace("from: 50", "from: 0", StringComparison.Ordinal), "brokering/bad.yaml:6: VB1008 \"…\" cannot stand in the field bands. This would be right: bands in rising order, the first from 0." },
        { "brokering/bad.yaml", Yes.Replace("percent: 85", "percent: 101", StringComparison.Ordinal), "brokering/bad.yaml:6: VB1008 \"101\" cannot stand in the field percent." },
        { "brokering/bad.yaml", Yes.Replace("burge-2004", "hearsay", StringComparison.Ordinal), "brokering/bad.yaml:9: VB1010 \"hearsay\" is not among" },
        { "brokering/bad.yaml", Yes.Replace("acceptance: bad", "acceptance: acceptance-2024", StringComparison.Ordinal), "brokering/bad.yaml:1: VB1009 \"acceptance-2024\" is already taken" },
        { "brokering/bad.yaml", Yes.Replace("2000-01-01", "2017-04-01", StringComparison.Ordinal), "brokering/bad.yaml:2: VB1009 \"2017-04-01\" is already taken in brokering/acceptance.yaml:4." },
        { "brokering/bad.yaml", Yes + "rank: 1\n", "brokering/bad.yaml:11: VB1006 There is no field \"rank\" here." },
        { "register/bad.yaml", Codes.Replace("\"1\": other", "\"1\": dreamt", StringComparison.Ordinal), "register/bad.yaml:4: VB1008 \"dreamt\" cannot stand in the field contact-types." },
        { "register/bad.yaml", Codes.Replace("\"1\": other", "\"1 2\": other", StringComparison.Ordinal), "register/bad.yaml:4: VB1008 \"1 2\" cannot stand in the field contact-types." },
        { "register/bad.yaml", Codes.Replace("\"14\": \"0014\"", "\"14\": \"0099\"", StringComparison.Ordinal), "register/bad.yaml:5: VB1011 There is no region \"0099\"." },
        { "register/bad.yaml", Codes.Replace("percent: 5", "percent: 101", StringComparison.Ordinal), "register/bad.yaml:10: VB1008 \"101\" cannot stand in the field most-errors-percent." },
        { "register/bad.yaml", Codes.Replace("2019-01-01", "2020-01-01", StringComparison.Ordinal), "register/codes.yaml:4: VB1009 \"2020-01-01\" is already taken in register/bad.yaml:2." },
        { "register/bad.yaml", Codes.Replace("sex: {\"1\": male}\n", "", StringComparison.Ordinal), "register/bad.yaml:1: VB1007 The field \"sex\" is missing." },
        { "keys/bad.yaml", Key + "kind: equal\n---\nkey: other\n", "keys/bad.yaml:5: VB1003 The file cannot be read as YAML: more than one document." },
        { "keys/bad.yaml", "", "keys/bad.yaml:1: VB1003 The file cannot be read as YAML: the file is empty." },
        { "keys/bad.yaml", "# nothing yet\n", "keys/bad.yaml:1: VB1003 The file cannot be read as YAML: the file is empty." },
        { "keys/bad.yaml", "- key\n", "keys/bad.yaml:1: VB1008 \"[…]\" cannot stand in the field" },
        { "keys/bad.yml", Key, "keys/bad.yml:1: VB1018 The file does not belong here." },
        { "keys/more/bad.yaml", Key, "keys/more/bad.yaml:1: VB1018 " },
        { "bad.yaml", Key, "bad.yaml:1: VB1018 " },
        { "laws/bad.yaml", Key, "laws/bad.yaml:1: VB1018 " },
        { "facts/bad.yaml", "weather: fair\n", "facts/bad.yaml:1: VB1007 " },
        { "facts/bad.yaml", Towns + "  - {code: \"9901\", name: x, at: [\"60\", \"15\"]}\n", "facts/bad.yaml:5: VB1008 \"9901\" cannot stand in the field code. This would be right: four digits, the first two a region's county code." },
        { "facts/bad.yaml", Towns + "  - {code: \"1405\", name: x, at: [\"60.123456\", \"15\"]}\n", "facts/bad.yaml:5: VB1008 " },
        { "facts/bad.yaml", Towns + "  - {code: \"1405\", name: x, at: [\"91\", \"15\"]}\n", "facts/bad.yaml:5: VB1008 " },
        { "facts/bad.yaml", Towns + "  - {code: \"1405\", name: x}\n", "facts/bad.yaml:5: VB1007 The field \"at\" is missing." },
        { "facts/bad.yaml", Hospitals + "  - {id: bad, name: x, municipality: \"1405\", kind: acute}\n", "facts/bad.yaml:4: VB1008 \"1405\" cannot stand in the field municipality." },
        { "facts/bad.yaml", Hospitals + "  - {id: bad, name: x, municipality: \"1490\", kind: large}\n", "facts/bad.yaml:4: VB1008 \"large\" cannot stand in the field kind." },
        { "programmes/bad.yaml", Programme + "  - {measure: total, stage: decided, amount: 5 MSEK, known: 2023-12-20, source: document-000}\n", "programmes/bad.yaml:6: VB1007 The field \"year\" is missing." },
        { "programmes/bad.yaml", Programme + Statement.Replace("2024", "1066", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 \"1066\" cannot stand in the field year." },
        { "programmes/bad.yaml", Programme + Statement.Replace("5 MSEK", "-5 MSEK", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 \"-5 MSEK\" cannot stand in the field amount." },
        { "programmes/bad.yaml", Programme + Statement.Replace("5 MSEK", "5 SEK", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 \"5 SEK\" cannot stand in the field amount." },
        { "programmes/bad.yaml", Programme + Statement.Replace("5 MSEK", "0.001 öre", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 \"0.001 öre\" cannot" },
        { "programmes/bad.yaml", Programme + Statement.Replace("5 MSEK", "99999999999 MSEK", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 " },
        { "programmes/bad.yaml", Programme + Statement.Replace("2023-12-20", "2023-12-32", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1008 \"2023-12-32\" cannot stand in the field known." },
        { "programmes/bad.yaml", Programme + Statement.Replace("document-000", "hearsay", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1010 \"hearsay\" is not among the sources." },
        { "programmes/bad.yaml", Programme + Statement.Replace("total", "part", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1007 The field \"part\" is missing." },
        { "programmes/bad.yaml", Programme + Statement.Replace("year", "yeer", StringComparison.Ordinal), "programmes/bad.yaml:6: VB1007 The field \"year\" is missing." },
        { "programmes/bad.yaml", Programme + Statement + Allotments + Allotment.Replace("total", "addition", StringComparison.Ordinal), "programmes/bad.yaml:8: VB1010 " },
        { "programmes/bad.yaml", Programme + Statement + Allotments + Allotment + Allotment, "programmes/bad.yaml:9: VB1009 \"bad 2024 notice: true\" is already taken in programmes/bad.yaml:8." },
        { "programmes/bad.yaml", Programme + Statement + Allotments + Allotment + Allotment.Replace("true", "false", StringComparison.Ordinal), "programmes/bad.yaml:9: VB1016 The programme bad allots SEK\u00a010,000,000 for 2024, more than its amount SEK\u00a05,000,000." },
        { "programmes/bad.yaml", Programme + Statement + Statement.Replace("measure: total", "measure: part, part: half", StringComparison.Ordinal).Replace("5 MSEK", "6 MSEK", StringComparison.Ordinal), "programmes/bad.yaml:7: VB1020 bad half has SEK\u00a06,000,000 for 2024, more than bad has: SEK\u00a05,000,000." },
        { "programmes/bad.yaml", Programme.Replace("statements:", "within: {programme: near-care}\nstatements:", StringComparison.Ordinal) + Statement.Replace("5 MSEK", "5000 MSEK", StringComparison.Ordinal), "programmes/bad.yaml:1: VB1020 bad has SEK\u00a05,000,000,000 for 2024, more than near-care has: SEK\u00a03,430,250,000." },
        { "programmes/bad.yaml", Programme.Replace("statements:", "appropriation: \"1:6\"\nstatements:", StringComparison.Ordinal) + Statement.Replace("5 MSEK", "12000 MSEK", StringComparison.Ordinal).Replace("2023-12-20", "2024-12-20", StringComparison.Ordinal).Replace("year: 2024", "year: 2025", StringComparison.Ordinal), "programmes/bad.yaml:1: VB1020 " },
        { "programmes/bad.yaml", Programme + Statement + "commitment: {year: 2025, authorisation: 10 MSEK, payments: {2026: 6 MSEK, 2027: 6 MSEK}, source: document-003}\n", "programmes/bad.yaml:7: VB1021 The payments SEK\u00a012,000,000 are more than the authorisation SEK\u00a010,000,000." },
        { "examples/bad.yaml", Example + "expect: {}\n", "examples/bad.yaml:1: VB1007 The field \"source\" is missing." },
        { "examples/bad.yaml", Example + "expect: {}\nsource: document-000\nhope: x\n", "examples/bad.yaml:5: VB1006 There is no field \"hope\" here." },
        { "examples/bad.yaml", Example.Replace("as-of", "asof", StringComparison.Ordinal) + "expect: {}\nsource: document-000\n", "examples/bad.yaml:2: VB1007 The field \"as-of\" is missing." },
        { "examples/bad.yaml", Example.Replace("womens-health", "nothing", StringComparison.Ordinal) + "expect: {}\nsource: document-000\n", "examples/bad.yaml:2: VB1010 \"nothing\" is not among the programmes." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("first-visit", "haircut", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1008 \"haircut\" cannot stand in the field kind." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("first-visit", "other", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1008 \"other\" cannot stand in the field kind." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("days: 30", "days: -1", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1008 \"-1\" cannot stand in the field days. This would be right: a whole number 0–3650." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("days: 30", "days: 30.5", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1008 \"30.5\" cannot stand in the field days." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("source: sfs-2010-349, ", "", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1007 The field \"source\" is missing." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("sfs-2010-349", "hearsay", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1010 \"hearsay\" is not among the sources." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace(", place: x", "", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1007 The field \"place\" is missing." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("from: 2000-01-01, ", "", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1007 The field \"from\" is missing." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("2000-12-31", "1999-12-31", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1008 \"1999-12-31\" cannot stand in the field to." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace("days: 30", "days: 30, hours: 2", StringComparison.Ordinal), "guarantee/bad.yaml:9: VB1006 There is no field \"hours\" here." },
        { "guarantee/bad.yaml", Guarantee + Limit.Replace(", to: 2000-12-31", "", StringComparison.Ordinal), "guarantee/specialised-care.yaml:34: VB2106 Two limits hold for first visit in specialised care in the same area from 2010-07-01: the other is in guarantee/bad.yaml:9." },
        { "guarantee/bad.yaml", Guarantee + Limit + Limit.Replace("2000-01-01, to: 2000-12-31", "2000-12-31, to: 2001-12-31", StringComparison.Ordinal), "guarantee/bad.yaml:10: VB2106 Two limits hold for first visit in specialised care in the same area from 2000-12-31: the other is in guarantee/bad.yaml:9." },
        { "guarantee/bad.yaml", Guarantee.Replace("by-start", "region: \"0014\"\nby-start", StringComparison.Ordinal) + Limit.Replace("days: 30, from: 2000-01-01, to: 2000-12-31", "days: 91, from: 2020-01-01", StringComparison.Ordinal), "guarantee/bad.yaml:10: VB2107 91 days in region 0014 are longer than the nation's limit of 90 days for first visit in specialised care." },
        { "guarantee/bad.yaml", Guarantee.Replace("by-start", "region: \"0002\"\nby-start", StringComparison.Ordinal) + Limit, "guarantee/bad.yaml:3: VB1011 There is no region \"0002\"." },
        { "guarantee/bad.yaml", Guarantee.Replace("by-start: {sv: x, en: x}\n", "", StringComparison.Ordinal) + Limit, "guarantee/bad.yaml:1: VB1007 The field \"by-start\" is missing." },
        { "guarantee/bad.yaml", Guarantee.Replace(Deviation3, "", StringComparison.Ordinal) + Limit, "guarantee/bad.yaml:4: VB1007 The field \"kind: SoV\" is missing." },
        { "guarantee/bad.yaml", Guarantee.Replace(Deviation3, Deviation2, StringComparison.Ordinal) + Limit, "guarantee/bad.yaml:7: VB1009 \"MoV\" is already taken in guarantee/bad.yaml:6." },
        { "guarantee/bad.yaml", Guarantee.Replace("not-counted", "frozen", StringComparison.Ordinal) + Limit, "guarantee/bad.yaml:5: VB1008 \"frozen\" cannot stand in the field effect. This would be right: not-counted, set-aside, none." },
        { "guarantee/bad.yaml", Guarantee.Replace("guarantee: bad", "guarantee: stockholm", StringComparison.Ordinal) + Limit, "guarantee/stockholm.yaml:2: VB1009 \"stockholm\" is already taken in guarantee/bad.yaml:1." },
        { "indicators/bad.yaml", Indicator + Values.Replace("1.5", "1,5", StringComparison.Ordinal), "indicators/bad.yaml:" },
        { "indicators/bad.yaml", Indicator + Values.Replace("1.5", "many", StringComparison.Ordinal), "indicators/bad.yaml:11: VB1008 \"many\" cannot stand in the field 0000. This would be right: a number with a dot as decimal sign" },
        { "indicators/bad.yaml", Indicator + Values.Replace("1.5", "1.2345678", StringComparison.Ordinal), "indicators/bad.yaml:11: VB1008 \"1.2345678\" cannot stand in the field 0000." },
        { "indicators/bad.yaml", Indicator + Values.Replace("1.5", "1e3", StringComparison.Ordinal), "indicators/bad.yaml:11: VB1008 \"1e3\" cannot stand in the field 0000." },
        { "indicators/bad.yaml", Indicator + Values.Replace("1.5", "1000000000000", StringComparison.Ordinal), "indicators/bad.yaml:11: VB1008 " },
        { "indicators/bad.yaml", Indicator + Values.Replace("0001", "0002", StringComparison.Ordinal), "indicators/bad.yaml:11: VB1011 There is no region \"0002\"." },
        { "indicators/bad.yaml", Indicator + Values + Values, "indicators/bad.yaml:12: VB1009 \"2024\" is already taken in indicators/bad.yaml:11." },
        { "indicators/bad.yaml", Indicator.Replace("better: higher", "better: up", StringComparison.Ordinal) + Values, "indicators/bad.yaml:5: VB1008 \"up\" cannot stand in the field better. This would be right: higher, lower, neither." },
        { "indicators/bad.yaml", Indicator.Replace(Possible, "", StringComparison.Ordinal) + Values, "indicators/bad.yaml:1: VB1007 The field \"possible\" is missing." },
        { "indicators/bad.yaml", Indicator.Replace("from: 0", "from: 101", StringComparison.Ordinal) + Values, "indicators/bad.yaml:1: VB2183 The indicator bad cannot run from 101 to 100." },
        { "indicators/bad.yaml", Indicator.Replace("N0", "N79221", StringComparison.Ordinal) + Values, "indicators/waiting-first-contact-90-days.yaml:2: VB1009 \"N79221\" is already taken in indicators/bad.yaml:2." },
        { "indicators/bad.yaml", Indicator.Replace("values:", "missing: [{years: [2024], regions: [\"0001\"], reason: {sv: x, en: x}}]\nvalues:", StringComparison.Ordinal) + Values, "indicators/bad.yaml:10: VB2184 The indicator bad has a value for region 0001 in 2024, which is said to be missing." },
        { "follow-up/bad.yaml", FollowUp + Goal.TrimEnd(',', ' ') + "}\n", "follow-up/bad.yaml:4: VB2181 The follow-up bad has neither an indicator nor a reason why there is none." },
        { "follow-up/bad.yaml", FollowUp + Goal.Replace("[beds]", "[nothing]", StringComparison.Ordinal) + Lacking, "follow-up/bad.yaml:4: VB1010 \"nothing\" is not among the programmes." },
        { "follow-up/bad.yaml", FollowUp + Goal + "indicators: [{indicator: happiness, why: {sv: x, en: x}}]}\n", "follow-up/bad.yaml:4: VB1010 \"happiness\" is not among the indicators." },
        { "follow-up/bad.yaml", FollowUp + Goal + "effect: {text: {sv: x, en: x}, source: document-002}, " + Lacking, "follow-up/bad.yaml:4: VB2182 The follow-up bad claims an effect without a comparison." },
        { "follow-up/bad.yaml", FollowUp + Goal.Replace("id: bad", "id: staffing", StringComparison.Ordinal) + Lacking, "follow-up/goals.yaml:" },
        { "follow-up/bad.yaml", FollowUp.Replace("goal", "wish", StringComparison.Ordinal) + Goal + Lacking, "follow-up/bad.yaml:2: VB1008 \"wish\" cannot stand in the field kind. This would be right: goal, agreement, programme." },
        { "follow-up/bad.yaml", FollowUp.Replace("goal", "programme", StringComparison.Ordinal) + "  - {id: nothing, purpose: {sv: x, en: x}, source: document-002, " + Lacking, "follow-up/bad.yaml:4: VB1010 \"nothing\" is not among the programmes." },
        { "examples/bad.yaml", ClockExample + "expect: {days-left: 0, hope: 1}\nsource: sfs-2017-80\n", "examples/bad.yaml:7: VB1006 There is no field \"hope\" here." },
        { "examples/bad.yaml", ClockExample + "expect: {deadline: soon}\nsource: sfs-2017-80\n", "examples/bad.yaml:7: VB1008 \"soon\" cannot stand in the field deadline. This would be right: YYYY-MM-DD, open, none." },
        { "examples/bad.yaml", ClockExample + "expect: {days-left: 00}\nsource: sfs-2017-80\n", "examples/bad.yaml:7: VB1008 \"00\" cannot stand in the field days-left." },
        { "examples/bad.yaml", ClockExample + "expect: {}\nsource: sfs-2017-80\n", "examples/bad.yaml:7: VB1007 The field \"expect\" is missing." },
        { "examples/bad.yaml", ClockExample + "    target: 2024-02-30\n" + Clocked, "examples/bad.yaml:7: VB1008 \"2024-02-30\" cannot stand in the field target." },
        { "examples/bad.yaml", ClockExample + "    priority: 1\n" + Clocked, "examples/bad.yaml:7: VB1006 There is no field \"priority\" here." },
        { "examples/bad.yaml", ClockExample + "    deviations: [{kind: PvV, from: 2024-04-02, to: 2024-04-01}]\n" + Clocked, "examples/bad.yaml:4: VB2102 The deviation PvV" },
        { "examples/bad.yaml", ClockExample + "    deviations: [{kind: PvV, from: 2024-04-01}, {kind: MoV, from: 2024-04-02}]\n" + Clocked, "examples/bad.yaml:4: VB2103 The deviations PvV" },
        { "examples/bad.yaml", ClockExample.Replace("written: ", "written: 2024-03-01, triaged: 2024-02-28, referral-received: ", StringComparison.Ordinal) + Clocked, "examples/bad.yaml:4: VB2101 C the referral triaged on 2024-02-28 cannot come before A the referral written on 2024-03-01." },
        { "examples/bad.yaml", ClockExample.Replace("first-visit", "treatment", StringComparison.Ordinal) + Clocked, "examples/bad.yaml:4: VB2104 The wait for operation or other measure has no beginning." },
        { "examples/bad.yaml", ClockExample.Replace("2024-05-30", "2024-02-29", StringComparison.Ordinal) + Clocked, "examples/bad.yaml:1: VB2105 The day 2024-02-29 is before the wait began on 2024-03-01." },
        { "examples/bad.yaml", ClockExample + "expect:\n  deadline: 2024-05-30\n  days-left: 1\nsource: sfs-2017-80\n", "examples/bad.yaml:9: VB2108 The example bad expects 1 for days-left, but the rules give 0." },
        { "examples/bad.yaml", Example + "expect:\n  \"0014\": 247778961\nsource: document-000\n", "examples/bad.yaml:4: VB1008 \"247778961\" cannot stand in the field expect." },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void What_is_wrong_is_named_with_file_line_and_number(string file, string text, string refusal)
    {
        folder.CopyRules();
        Write(file, Encoding.UTF8.GetBytes(text));
        RefusedFirst(refusal);
    }

    [Fact]
    public void An_example_that_no_longer_holds_is_named_by_check_rules_and_stops_nothing_else()
    {
        folder.CopyRules();
        Write("examples/bad.yaml", Encoding.UTF8.GetBytes(
            Example + "expect:\n  \"0001\": 321813247 kr\n  \"0014\": 247778962 kr\nsource: document-000\n"));
        var ran = Here("check-rules");
        Assert.Equal(3, ran.Code);
        Assert.StartsWith("examples/bad.yaml:5: VB1019 The example bad expects SEK\u00a0247,778,962 for 0014, but the rules give SEK\u00a0247,778,961.", ran.Error, StringComparison.Ordinal);
        Assert.Equal(0, Here("besked", "--year", "2024").Code);
    }

    // Each would cost a careless reader minutes or all its memory.
    [Theory]
    [InlineData("deep lists", "keys/bad.yaml:1: VB1004 ")]
    [InlineData("deep maps", "keys/bad.yaml:1: VB1004 ")]
    [InlineData("deep blocks", "keys/bad.yaml:1: VB1004 ")]
    [InlineData("deep keys", "keys/bad.yaml:1: VB1004 ")]
    [InlineData("2 MiB", "keys/bad.yaml:1: VB1005 The file is 2097152 bytes. At most 1048576 bytes would be right")]
    [InlineData("1 MiB and a byte", "keys/bad.yaml:1: VB1005 ")]
    [InlineData("1 MiB", "keys/bad.yaml:1: VB1008 ")]
    [InlineData("not UTF-8", "keys/bad.yaml:1: VB1003 The file cannot be read as YAML: the file is not UTF-8.")]
    [InlineData("UTF-16", "keys/bad.yaml:1: VB1003 ")]
    [InlineData("zeros", "keys/bad.yaml:1: VB1003 ")]
    public void A_bomb_is_refused_in_a_line(string what, string refusal)
    {
        folder.CopyRules();
        string text = what switch
        {
            "deep lists" => "key: " + new string('[', 100_000) + new string(']', 100_000),
            "deep maps" => string.Concat(Enumerable.Repeat("{a: ", 100_000)),
            "deep blocks" => string.Concat(Enumerable.Repeat("- ", 100_000)) + "x",
            "deep keys" => string.Concat(Enumerable.Repeat("? ", 100_000)) + "x",
            "2 MiB" => new string('x', 2 << 20),
            "1 MiB and a byte" => new string('x', (1 << 20) + 1),
            "1 MiB" => "key: " + new string('x', (1 << 20) - 5),
            _ => "key: å\n",
        };
        Write("keys/bad.yaml", what switch
        {
            "not UTF-8" => Encoding.Latin1.GetBytes(text),
            "UTF-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "zeros" => new byte[1_000],
            _ => Encoding.UTF8.GetBytes(text),
        });
        RefusedFirst(refusal);
    }

    [Fact]
    public void A_region_that_a_series_lacks_is_named()
    {
        folder.CopyRules();
        var file = Path.Combine(folder["rules"], "facts", "population.yaml");
        var lines = File.ReadAllLines(file).ToList();
        var missing = lines.FindIndex(l => l.Contains("\"0025\"", StringComparison.Ordinal));
        lines.RemoveAt(missing);
        File.WriteAllLines(file, lines);
        var values = lines.FindIndex(l => l.Trim() == "values:") + 1;
        RefusedFirst($"facts/population.yaml:{values}: VB1013 The table lacks region 0025.");
    }

    [Fact]
    public void An_amount_above_its_appropriation_is_refused_on_the_first_day_it_was_known()
    {
        folder.CopyRules();
        var file = Path.Combine(folder["rules"], "programmes", "womens-health.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("amount: 1535 MSEK", "amount: 1517 MSEK", StringComparison.Ordinal));
        Assert.Equal(0, Here("check-rules").Code);
        File.WriteAllText(file, text.Replace("amount: 1535 MSEK", "amount: 1516.99999999 MSEK", StringComparison.Ordinal));
        var line = text.Split('\n').ToList().FindLastIndex(l => l == "  - year: 2024") + 1;
        RefusedFirst($"programmes/womens-health.yaml:{line}: VB1016 The programme womens-health allots SEK\u00a01,517,000,000 for 2024, more than its amount SEK\u00a01,516,999,999.99.");
    }

    [Fact]
    public void Circles_longer_than_one_are_found_and_a_key_that_only_leads_to_one_is_not_blamed()
    {
        folder.CopyRules();
        string Mix(string key, string of) => $"key: {key}\n{Names}description: {{sv: x, en: x}}\nkind: mix\nparts: [{{key: {of}, percent: 100}}]\n";
        Write("keys/za.yaml", Encoding.UTF8.GetBytes(Mix("za", "zb")));
        Write("keys/zb.yaml", Encoding.UTF8.GetBytes(Mix("zb", "zc")));
        Write("keys/zc.yaml", Encoding.UTF8.GetBytes(Mix("zc", "za")));
        Write("keys/zd.yaml", Encoding.UTF8.GetBytes(Mix("zd", "za")));
        var errors = Here("check-rules").Error.Split('\n');
        Assert.Equal(["keys/za.yaml:1: VB1015", "keys/zb.yaml:1: VB1015", "keys/zc.yaml:1: VB1015"], errors[..3].Select(e => e[..22]));
        Assert.Equal($"3 problems in {Files()} files.", errors[3]);
    }

    [Fact]
    public void All_problems_are_listed_and_every_other_verb_names_the_first_and_their_number()
    {
        folder.CopyRules();
        Write("keys/bad.yaml", Encoding.UTF8.GetBytes(Key + "kind:\tequal\n"));
        Write("programmes/bad.yaml", Encoding.UTF8.GetBytes(Programme + Statement + "colour: red\n"));
        var ran = Here("check-rules");
        Assert.Equal(
            ["keys/bad.yaml:4: VB1002", "programmes/bad.yaml:7: VB1006", $"2 problems in {Files() - 1} files."], // the one with a tab was not read
            ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ')[..2])).SkipLast(1).Append(ran.Error.Split('\n')[^2]));
        foreach (var verb in new string[][]
        {
            ["besked", "--year", "2024"], ["explain", "--year", "2024", "--region", "0014"], ["compare", "--year", "2024"], ["grants"],
            ["decision", "draft", "--year", "2024"], ["commitment", "show"], ["demo", "--no-serve"],
        })
        {
            var refused = Here([.. verb, "--data", folder["data"]]);
            Assert.Equal((3, ""), (refused.Code, refused.Out));
            Assert.StartsWith("VB1017 The rules have 2 problems. The first: keys/bad.yaml:4: VB1002 ", refused.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder["data"]));
        File.Delete(Path.Combine(folder["rules"], "keys", "bad.yaml"));
        File.Delete(Path.Combine(folder["rules"], "programmes", "bad.yaml"));
        Assert.Equal(0, Here("demo", "--no-serve", "--scale", "0.005", "--data", folder["data"]).Code);
    }

    // What stood in a file that could not be read may be just what the others point at.
    [Theory]
    [InlineData("sources.yaml")]
    [InlineData("facts/regions.yaml")]
    [InlineData("facts/population.yaml")]
    [InlineData("facts/appropriations.yaml")]
    [InlineData("keys/population.yaml")]
    [InlineData("programmes/womens-health.yaml")]
    [InlineData("programmes/near-care.yaml")]
    [InlineData("indicators/available-beds.yaml")]
    public void A_tab_is_one_problem_and_nothing_that_follows_from_it_is_blamed(string file)
    {
        folder.CopyRules();
        var path = Path.Combine(folder["rules"], file);
        File.WriteAllText(path, File.ReadAllText(path) + "# a\ttab, and\tanother\n\t# and more\n");
        var errors = Here("check-rules").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"{file}:{File.ReadAllLines(path).Length - 1}: VB1002 ", errors[0], StringComparison.Ordinal);
        Assert.Equal([$"1 problem in {Files() - 1} files."], errors[1..]);
    }

    [Fact]
    public void What_has_nothing_to_do_with_the_file_that_could_not_be_read_is_still_named()
    {
        folder.CopyRules();
        Write("keys/bad.yaml", Encoding.UTF8.GetBytes(Key + "kind:\tequal\n"));
        Write("programmes/bad.yaml", Encoding.UTF8.GetBytes(Programme + Statement.Replace("document-000", "hearsay", StringComparison.Ordinal)));
        Assert.Equal(
            ["keys/bad.yaml:4: VB1002", "programmes/bad.yaml:6: VB1010"],
            Here("check-rules").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..2].Select(e => string.Join(' ', e.Split(' ')[..2])));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        folder.CopyRules();
        File.CreateSymbolicLink(Path.Combine(folder["rules"], "keys", "bad.yaml"), folder["nowhere"]);
        RefusedFirst("keys/bad.yaml:1: VB1003 The file cannot be read as YAML: it cannot be opened.");
    }

    [Fact]
    public void What_an_editor_adds_without_asking_is_read_as_before()
    {
        folder.CopyRules();
        var file = Path.Combine(folder["rules"], "keys", "equal.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true));
        File.WriteAllText(Path.Combine(folder["rules"], "keys", "README.md"), "A note\twith a tab.");
        Assert.Equal((0, ""), (Here("check-rules").Code, Here("check-rules").Error));
    }

    private void RefusedFirst(string refusal)
    {
        var ran = Here("check-rules");
        Assert.Equal((3, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.True(ran.Error.Length < 5_000);
    }

    private int Files() => Directory.EnumerateFiles(folder["rules"], "*.yaml", SearchOption.AllDirectories).Count();

    private void Write(string file, byte[] bytes)
    {
        var path = Path.Combine(folder["rules"], file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private Ran Here(params string[] arguments) => TheProgram.RunHere([.. arguments, "--lang", "en", "--rules", folder["rules"]]);
}
