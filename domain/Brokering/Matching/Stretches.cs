namespace Vardbro.Brokering.Matching;

/// <summary>
/// Weeks that no patient of a level tells apart lie in one stretch: nobody's weeks begin or end between them. When everybody may go in
/// any week there is one stretch, and then a provider is simply a number of slots.
/// </summary>
internal sealed class Stretches
{
    private readonly int[] firsts; // by stretch: its first week; and after them the number of weeks
    private readonly int[] stretchOf; // by week

    private Stretches(int[] firsts, int[] stretchOf) => (this.firsts, this.stretchOf) = (firsts, stretchOf);

    public int Count => firsts.Length - 1;

    public static Stretches Of(int weeks, PatientClasses classes, int from, int to)
    {
        var begins = new bool[weeks + 1];
        (begins[0], begins[weeks]) = (true, true);
        for (var of = from; of < to; of++)
        {
            (begins[classes.FirstOf(of)], begins[classes.LastOf(of) + 1]) = (true, true);
        }

        var (firsts, stretchOf) = (new List<int>(), new int[weeks]);
        for (var week = 0; week <= weeks; week++)
        {
            if (begins[week])
            {
                firsts.Add(week);
            }

            if (week < weeks)
            {
                stretchOf[week] = firsts.Count - 1;
            }
        }

        return new([.. firsts], stretchOf);
    }

    /// <summary>The stretch that a week lies in.</summary>
    public int At(int week) => stretchOf[week];

    public int FirstWeek(int stretch) => firsts[stretch];

    public int LastWeek(int stretch) => firsts[stretch + 1] - 1;
}
