using System.Text;
using System.Text.Json;

namespace Vardbro.Storage.Matching;

/// <summary>
/// Reads a certificate in the order it is written. What is anything else than expected is a <see cref="FormatException"/>, what is no JSON a
/// <see cref="JsonException"/>. A million numbers stand in it, so that they are read in the bytes as they lie.
/// </summary>
internal ref struct ProofReader
{
    private ReadOnlySpan<byte> left;
    private Utf8JsonReader json;

    public ProofReader(ReadOnlySpan<byte> bytes)
    {
        left = bytes;
        json = new(bytes);
    }

    /// <summary>Goes to the next token, which must be of a kind.</summary>
    public void Expect(JsonTokenType kind)
    {
        if (!json.Read() || json.TokenType != kind)
        {
            throw new FormatException($"{json.TokenType}");
        }
    }

    /// <summary>Nothing may come after.</summary>
    public void ExpectEnd()
    {
        Expect(JsonTokenType.EndObject);
        if (json.Read())
        {
            throw new FormatException($"{json.TokenType}");
        }
    }

    /// <summary>Goes to the next token, which must be a property's name.</summary>
    public void Expect(string name)
    {
        Expect(JsonTokenType.PropertyName);
        if (!json.ValueTextEquals(name))
        {
            throw new FormatException(name);
        }
    }

    /// <summary>Whether the next is a name, which is taken, and not the end of the object.</summary>
    public bool TryName(out string name)
    {
        var more = json.Read() && json.TokenType == JsonTokenType.PropertyName;
        name = more ? json.GetString()! : "";
        return more || json.TokenType == JsonTokenType.EndObject ? more : throw new FormatException($"{json.TokenType}");
    }

    /// <summary>Whether the next begins an object, and does not end the array.</summary>
    public bool TryObject()
    {
        var more = json.Read() && json.TokenType == JsonTokenType.StartObject;
        return more || json.TokenType == JsonTokenType.EndArray ? more : throw new FormatException($"{json.TokenType}");
    }

    public string Text()
    {
        Expect(JsonTokenType.String);
        return json.GetString()!;
    }

    public string Text(string name)
    {
        Expect(name);
        return Text();
    }

    public int Number()
    {
        Expect(JsonTokenType.Number);
        return json.GetInt32();
    }

    public int Number(string name)
    {
        Expect(name);
        return Number();
    }

    public ulong Long(string name)
    {
        Expect(name);
        Expect(JsonTokenType.Number);
        return json.GetUInt64();
    }

    /// <summary>An array of whole numbers.</summary>
    public int[] Numbers(string name)
    {
        Expect(name);
        Expect(JsonTokenType.StartArray);
        left = left[(int)json.BytesConsumed..];
        var end = left.IndexOf((byte)']');
        var text = left[..(end < 0 ? throw new FormatException(name) : end)];
        var numbers = new int[text.IsEmpty ? 0 : text.Count((byte)',') + 1];
        var at = 0;
        foreach (ref var number in numbers.AsSpan())
        {
            number = Number(text, ref at);
        }

        left = left[end..];
        json = new(left, true, json.CurrentState);
        Expect(JsonTokenType.EndArray);
        return numbers;
    }

    // The number that begins at a place and ends at a comma or the end.
    private static int Number(ReadOnlySpan<byte> text, ref int at)
    {
        var negative = at < text.Length && text[at] == '-';
        var (first, number) = (negative ? at + 1 : at, 0L);
        for (at = first; at < text.Length && text[at] != ','; at++)
        {
            number = text[at] is >= (byte)'0' and <= (byte)'9' && number <= int.MaxValue ? (number * 10) + text[at] - '0' : throw NoNumber(text, first);
        }

        if (at++ == first || number > int.MaxValue)
        {
            throw NoNumber(text, first);
        }

        return (int)(negative ? -number : number);
    }

    private static FormatException NoNumber(ReadOnlySpan<byte> text, int at) => new(Encoding.UTF8.GetString(text[at..Math.Min(at + 12, text.Length)]));
}
