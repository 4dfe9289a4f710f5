namespace Vardbro.Web.Readings;

/// <summary>The colour steps of a map.</summary>
internal static class ColourSteps
{
    // Few enough to tell apart, and of about as many regions each: one small region far above the others would otherwise
    // leave all the rest in one colour.
    private const int Steps = 5;

    /// <summary>The step of a value among all values, 0 the lowest.</summary>
    public static Func<T, int> Of<T>(IReadOnlyCollection<T> values)
        where T : IComparable<T>
    {
        var ranked = values.Order().ToList();
        var bounds = ranked.Count == 0 ? [] : Enumerable.Range(0, Steps).Select(step => ranked[ranked.Count * step / Steps]).ToList();
        return value => bounds.Count(bound => bound.CompareTo(value) <= 0) - 1;
    }
}
