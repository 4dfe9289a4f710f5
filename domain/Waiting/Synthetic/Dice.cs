namespace Vardbro.Waiting.Synthetic;

/// <summary>
/// Chance in whole numbers only: SplitMix64 (Steele, Lea and Flood 2014), the same on every machine. A die is a value; what it
/// shows depends on what it was made of and how often it was thrown, never on who else threw.
/// </summary>
internal struct Dice
{
    private ulong state;

    private Dice(ulong state) => this.state = state;

    /// <summary>A die of its own for one purpose.</summary>
    public static Dice Of(ulong seed, ulong first, ulong second = 0, ulong third = 0) =>
        new(Mix(Mix(Mix(Mix(seed) ^ first) ^ second) ^ third));

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
        }

        return Mix(state);
    }

    /// <summary>A whole number from zero up to but not including <paramref name="sides"/>, which is less than 2³².</summary>
    public int Below(int sides) => (int)(((Next() >> 32) * (uint)sides) >> 32);

    /// <summary>A day between two, both included, as a day number.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>A day between two, both included, and a weekday unless that would fall outside.</summary>
    public int Weekday(int first, int last)
    {
        var day = Between(first, last);
        return (day % 7) switch // day 0 was a Monday
        {
            5 => day - 1 >= first ? day - 1 : day + 2 <= last ? day + 2 : day,
            6 => day + 1 <= last ? day + 1 : day - 2 >= first ? day - 2 : day,
            _ => day,
        };
    }

    /// <summary>A place among weights added up: how many of the sums are at most what was thrown.</summary>
    public int Among(ReadOnlySpan<int> sums)
    {
        var thrown = Below(sums[^1]);
        var (low, high) = (0, sums.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sums[middle] > thrown ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
