namespace Vardbro.Waiting.Synthetic;

/// <summary>
/// Keys written with consonants alone: no key can be read as a personal number, a coordination number or a word.
/// </summary>
public static class SyntheticKeys
{
    /// <summary>What every key of the synthetic nation begins with.</summary>
    public const string Mark = "SYN";

    /// <summary>Letters of a wait's number.</summary>
    public const int NumberLetters = 8;

    /// <summary>Letters of a person's key.</summary>
    public const int PersonLetters = 13;

    private const string Consonants = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Writes a key, the last letter the fastest.</summary>
    /// <param name="key">The key; what does not fit in the letters is left out.</param>
    /// <param name="letters">Receives ASCII letters.</param>
    public static void Write(ulong key, Span<byte> letters)
    {
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            letters[i] = (byte)Consonants[(int)(key % 20)];
            key /= 20;
        }
    }
}
