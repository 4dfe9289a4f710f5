using System.Globalization;

namespace Vardbro.Web.Parts;

/// <summary>A curve from one tile to another, wide where it begins and pointed where it ends, so that it is seen which way it goes.</summary>
internal static class FlowArc
{
    private const double FromCentre = 20, ToCentre = 30, Bend = 0.16, Narrowest = 0.8;

    /// <summary>How wide the widest curve is where it begins.</summary>
    public const double Widest = 24;

    /// <summary>The outline of the curve. It bends to its right, so that the one back lies beside it.</summary>
    /// <param name="from">The middle of the tile it leaves.</param>
    /// <param name="to">The middle of the tile it reaches.</param>
    /// <param name="share">How wide it is, of the widest: 0 to 1.</param>
    public static string Path((int X, int Y) from, (int X, int Y) to, double share)
    {
        var (dx, dy) = ((double)(to.X - from.X), (double)(to.Y - from.Y));
        var far = Math.Sqrt((dx * dx) + (dy * dy));
        var bend = (X: ((from.X + to.X) / 2.0) - (dy * Bend), Y: ((from.Y + to.Y) / 2.0) + (dx * Bend));
        var (begin, end) = (Towards(from, bend, FromCentre), Towards(to, bend, ToCentre));
        var half = Math.Max(Narrowest, share * Widest / 2);
        var (nx, ny) = (-dy / far * half, dx / far * half);
        return string.Create(CultureInfo.InvariantCulture,
            $"M{begin.X + nx:0.0},{begin.Y + ny:0.0} Q{bend.X + (nx / 2):0.0},{bend.Y + (ny / 2):0.0} {end.X:0.0},{end.Y:0.0} Q{bend.X - (nx / 2):0.0},{bend.Y - (ny / 2):0.0} {begin.X - nx:0.0},{begin.Y - ny:0.0} Z");
    }

    private static (double X, double Y) Towards((int X, int Y) from, (double X, double Y) to, double steps)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var far = Math.Sqrt((dx * dx) + (dy * dy));
        return (from.X + (dx / far * steps), from.Y + (dy / far * steps));
    }
}
