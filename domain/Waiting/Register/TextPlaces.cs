using System.Collections.Immutable;
using System.Text;

namespace Vardbro.Waiting.Register;

/// <summary>Gives each different text a place in order of first appearance; the mutable side of <see cref="BatchTexts"/>.</summary>
public sealed class TextPlaces
{
    private readonly List<byte[]> texts = [];
    private int[] slots = new int[1024]; // place plus one, by hash; a power of two

    /// <summary>The place of a text; −1 when it is new and there is room for no more.</summary>
    public int Of(ReadOnlySpan<byte> text)
    {
        var slot = SlotOf(text);
        if (slots[slot] > 0)
        {
            return slots[slot] - 1;
        }

        if (texts.Count == ContactBatch.MostTexts)
        {
            return -1;
        }

        texts.Add(text.ToArray());
        slots[slot] = texts.Count;
        if (texts.Count * 2 > slots.Length)
        {
            Grow();
        }

        return texts.Count - 1;
    }

    /// <summary>The texts, each at its place.</summary>
    public ImmutableArray<string> All => [.. texts.Select(Encoding.UTF8.GetString)];

    // The text's slot, or the free one it would have.
    private int SlotOf(ReadOnlySpan<byte> text)
    {
        var slot = Hash(text) & (slots.Length - 1);
        while (slots[slot] is > 0 and var place && !texts[place - 1].AsSpan().SequenceEqual(text))
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var place = 0; place < texts.Count; place++)
        {
            slots[SlotOf(texts[place])] = place + 1;
        }
    }

    // FNV-1a. Made to collide it costs a search among at most 65 536 texts a row, and no wrong answer.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var letter in text)
            {
                hash = (hash ^ letter) * 16777619u;
            }

            return (int)(hash ^ (hash >> 15));
        }
    }
}
