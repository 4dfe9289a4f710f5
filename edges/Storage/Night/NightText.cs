using System.Text.Json;
using System.Text.Json.Serialization;
using Vardbro.Kernel;

namespace Vardbro.Storage.Night;

/// <summary>A night's content as text, and back. The text is what its hash is of.</summary>
internal static class NightText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new RegionText() },
    };

    public static string Of(NightContent content) => JsonSerializer.Serialize(content, Options);

    /// <summary>The content; null when the text is none.</summary>
    public static NightContent? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<NightContent>(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class RegionText : JsonConverter<RegionId>
    {
        public override RegionId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parsed(reader.GetString());

        public override void Write(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override RegionId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parsed(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

        private static RegionId Parsed(string? text) => RegionId.TryParse(text) ?? throw new JsonException("no region");
    }
}
