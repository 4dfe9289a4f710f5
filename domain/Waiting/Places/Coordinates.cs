namespace Vardbro.Waiting.Places;

/// <summary>A point on the globe (WGS 84), in hundred-thousandths of a degree: some metres.</summary>
/// <param name="Latitude">North of the equator, −9 000 000 to 9 000 000.</param>
/// <param name="Longitude">East of Greenwich, −18 000 000 to 18 000 000.</param>
public readonly record struct Coordinates(int Latitude, int Longitude)
{
    /// <summary>How many to a degree.</summary>
    public const int ToADegree = 100_000;
}

/// <summary>
/// Distances as the crow flies: the great circle by the haversine formula (Sinnott, "Virtues of the haversine", Sky and Telescope 1984)
/// on a sphere of the earth's mean radius 6 371.0088 km (IUGG). The flattening of the earth makes an error of at most half a percent.
/// Decimals and series only, so that it is the same on every machine.
/// </summary>
public static class Distance
{
    private const decimal Radius = 6371.0088m;
    private const decimal Pi = 3.1415926535897932384626433833m;

    /// <summary>Whole kilometres between two points, halves away from zero.</summary>
    public static int Km(Coordinates from, Coordinates to)
    {
        var (latitude, other) = (Radians(from.Latitude), Radians(to.Latitude));
        var (north, east) = (Sine((other - latitude) / 2), Sine((Radians(to.Longitude) - Radians(from.Longitude)) / 2));
        var haversine = (north * north) + (Cosine(latitude) * Cosine(other) * east * east);
        return (int)Math.Round(2 * Radius * Arcsine(Root(Math.Min(1, haversine))), MidpointRounding.AwayFromZero);
    }

    private static decimal Radians(int place) => place * Pi / (180m * Coordinates.ToADegree);

    private static decimal Cosine(decimal x) => Sine((Pi / 2) - x);

    // Taylor's series; the argument is at most half a turn, so the terms soon vanish.
    private static decimal Sine(decimal x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 20 && term != 0; n++)
        {
            term *= -x * x / (2 * n * ((2 * n) + 1));
            sum += term;
        }

        return sum;
    }

    // The series is quick for small arguments only; for large ones the angle from the pole is halved first.
    private static decimal Arcsine(decimal x)
    {
        if (x > 0.5m)
        {
            return (Pi / 2) - (2 * Arcsine(Root((1 - x) / 2)));
        }

        var (sum, term) = (x, x);
        for (var n = 1; n < 60 && term != 0; n++)
        {
            term *= x * x * ((2 * n) - 1) / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return sum;
    }

    private static decimal Root(decimal x) => Statistics.Proportions.Root(x);
}
