using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Publication;

namespace Vardbro.Storage;

/// <summary>
/// Writes events as text and reads them back. A type's name and version are permanent: a changed form gets a new version
/// and a pure step from the old one (tests/System.Tests/corpus keeps one of each that was ever written). What may be left out,
/// and means then what it meant before it was there, may be added to a form.
/// </summary>
public static class EventText
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["notice-drafted"] = typeof(NoticeDrafted),
        ["notice-decided"] = typeof(NoticeDecided),
        ["notice-amended"] = typeof(NoticeAmended),
        ["notice-finalised"] = typeof(NoticeFinalised),
        ["commitment-made"] = typeof(CommitmentMade),
        ["representative-recorded"] = typeof(RepresentativeRecorded),
        ["representative-ended"] = typeof(RepresentativeEnded),
        ["requisition-made"] = typeof(RequisitionMade),
        ["payment-made"] = typeof(PaymentMade),
        ["use-reported"] = typeof(UseReported),
        ["use-approved"] = typeof(UseApproved),
        ["repayment-claimed"] = typeof(RepaymentClaimed),
        ["repayment-received"] = typeof(RepaymentReceived),
        ["appropriation-moved"] = typeof(AppropriationMoved),
        ["month-published"] = typeof(MonthPublished),
        ["basis-recorded"] = typeof(BasisRecorded),
        ["basis-ended"] = typeof(BasisEnded),
        ["settlement-proposed"] = typeof(SettlementProposed),
        ["settlement-objected"] = typeof(SettlementObjected),
        ["objection-answered"] = typeof(ObjectionAnswered),
        ["settlement-decided"] = typeof(SettlementDecided),
        ["settlement-changed"] = typeof(SettlementChanged),
        ["forecast-kept"] = typeof(ForecastKept),
    };

    private static readonly Dictionary<Type, string> Names = Types.ToDictionary(t => t.Value, t => t.Key);

    /// <summary>How values are written wherever Vårdbro writes JSON: camelCase, öre as whole numbers, ids as text.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true, // what can be worked out is not kept for ever beside what it is worked out from
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new MoneyConverter(), new RegionIdConverter(), new MonthConverter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>An event ready for the journal.</summary>
    public static NewEvent Write(string stream, object happened, params ImmutableArray<Claim> claims) =>
        new(stream, Names[happened.GetType()], 1, JsonSerializer.Serialize(happened, happened.GetType(), Json), claims);

    /// <summary>An event from the journal, or why it cannot be read.</summary>
    public static Outcome<object> Read(StoredEvent stored)
    {
        Bilingual why = new(
            $"händelsen {stored.Type} i form {stored.TypeVersion} är okänd; använd en nyare Vårdbro",
            $"the event {stored.Type} in form {stored.TypeVersion} is unknown; use a newer Vårdbro");
        if (Types.TryGetValue(stored.Type, out var type) && stored.TypeVersion == 1)
        {
            try
            {
                return JsonSerializer.Deserialize(stored.Text, type, Json)!;
            }
            catch (JsonException exception)
            {
                why = exception.Message;
            }
        }

        return Refusal.Of(RefusalCode.ReplayDiffers, stored.Position.ToString(), why);
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Ore);
    }

    private sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.Read(reader.GetString()) ?? throw new JsonException("a month is written YYYY-MM");

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class RegionIdConverter : JsonConverter<RegionId>
    {
        public override RegionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RegionId.TryParse(reader.GetString()) ?? throw new JsonException("a region id has four digits");

        public override RegionId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());
    }
}
