using System.Text;

namespace Vardbro.Waiting.Register;

/// <summary>A field's value as it may be shown: enough to find it by, never a whole identifier.</summary>
public static class RowText
{
    private const int ShownWhole = 7;
    private const int Kept = 2;

    /// <summary>
    /// The value where it is short or a date; otherwise its first and last two characters. Columns may have been mixed up, so a
    /// long value in any field may be somebody's number; in the fields of identifiers every value is.
    /// </summary>
    public static string Of(RegisterField field, ReadOnlySpan<byte> value) => Of(RegisterFields.IsIdentifier(field), value);

    /// <summary>The same for a value of any file.</summary>
    /// <param name="identifier">Whether every value of the field points at a person.</param>
    /// <param name="value">The value.</param>
    public static string Of(bool identifier, ReadOnlySpan<byte> value)
    {
        var text = Printable(Encoding.UTF8.GetString(value));
        return identifier
            ? text.Length == 0 ? "" : text.Length > 4 * Kept ? Masked(text) : "…"
            : text.Length <= ShownWhole || LooksLikeADate(text) ? text : Masked(text);
    }

    private static string Masked(string text) => $"{text[..Kept]}…{text[^Kept..]}";

    private static bool LooksLikeADate(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _] && text.Where((_, place) => place is not (4 or 7)).All(char.IsAsciiDigit);

    // One character for what cannot be shown, halves of a pair included: a cut may fall between them.
    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\ufffd' : c));
}
