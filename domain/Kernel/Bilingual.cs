namespace Vardbro.Kernel;

/// <summary>The two languages that every page, printed decision and refusal speaks. Swedish is first.</summary>
public enum Language
{
    /// <summary>Swedish (sv).</summary>
    Swedish,

    /// <summary>English (en).</summary>
    English,
}

/// <summary>One text in both languages. Neither may be empty.</summary>
/// <param name="Sv">The Swedish text.</param>
/// <param name="En">The English text.</param>
public sealed record Bilingual(string Sv, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language switch
    {
        Language.Swedish => Sv,
        Language.English => En,
    };

    /// <summary>A text that is the same in both languages, such as a name.</summary>
    public static implicit operator Bilingual(string text) => new(text, text);
}
