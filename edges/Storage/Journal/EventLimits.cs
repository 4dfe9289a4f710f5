using System.Collections.Immutable;
using System.Text;

namespace Vardbro.Storage;

/// <summary>
/// How much a command may ask of the journal. Going beyond is a fault in the program, not something a user did,
/// and is therefore an exception that reaches the command's own caller.
/// </summary>
public static class EventLimits
{
    /// <summary>The most streams a command may ask for.</summary>
    public const int Streams = 64;

    /// <summary>The most events a command may store.</summary>
    public const int Events = 1_000;

    /// <summary>The longest text of an event, in bytes of UTF-8.</summary>
    public const int TextBytes = 4 << 20;

    /// <summary>The longest name (stream, type, kind or value of a claim), in bytes of UTF-8.</summary>
    public const int NameBytes = 512;

    // Strict, because half a surrogate pair would be stored as something other than what was decided.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static ImmutableArray<string> InKeyOrder(ImmutableArray<string> streams)
    {
        Require(streams.Length <= Streams, "too many streams in one command");
        foreach (var stream in streams)
            RequireName(stream, "a stream");
        return [.. streams.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    internal static void Check(ImmutableArray<NewEvent> events, ImmutableArray<string> streams)
    {
        Require(!events.IsDefault && events.Length <= Events, "too many events in one command");
        foreach (var happened in events)
        {
            Require(streams.Contains(happened.Stream), $"an event for {happened.Stream}, which the command did not ask for");
            Require(happened.TypeVersion >= 1, "a type version below 1");
            Require(Utf8.GetByteCount(happened.Text) <= TextBytes, "the text of an event is too long");
            RequireName(happened.Type, "a type");
            foreach (var claim in happened.ClaimsOrNone())
            {
                RequireName(claim.Kind, "the kind of a claim");
                RequireName(claim.Value, "the value of a claim");
            }
        }
    }

    internal static ImmutableArray<Claim> ClaimsOrNone(this NewEvent happened) =>
        happened.Claims.IsDefault ? [] : happened.Claims;

    private static void RequireName(string name, string what) =>
        Require(name.Length > 0 && Utf8.GetByteCount(name) <= NameBytes, $"{what} is empty or too long");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException("The journal was asked for what it does not do: " + otherwise + ".");
    }
}
