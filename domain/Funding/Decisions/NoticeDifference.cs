using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>What changed for one region and programme between two versions.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">The region.</param>
/// <param name="Before">The amount before; zero when the programme was not there.</param>
/// <param name="After">The amount after; zero when the programme is gone.</param>
public sealed record NoticeChange(string Programme, Bilingual Name, RegionId Region, Money Before, Money After)
{
    /// <summary>After less before.</summary>
    public Money Difference => After - Before;
}

/// <summary>Compares two versions of a notice. Pure.</summary>
public static class NoticeDifference
{
    /// <summary>Every region and programme whose amount differs, in order of programme and region.</summary>
    public static ImmutableArray<NoticeChange> Between(NoticeContent before, NoticeContent after)
    {
        var changes = ImmutableArray.CreateBuilder<NoticeChange>();
        var old = before.Programmes.ToDictionary(p => p.Programme);
        var now = after.Programmes.ToDictionary(p => p.Programme);
        foreach (var id in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var either = now.GetValueOrDefault(id) ?? old[id];
            foreach (var region in either.Amounts.Keys)
            {
                var from = old.GetValueOrDefault(id)?.Amounts.GetValueOrDefault(region) ?? Money.Zero;
                var to = now.GetValueOrDefault(id)?.Amounts.GetValueOrDefault(region) ?? Money.Zero;
                if (from != to)
                {
                    changes.Add(new(id, either.Name, region, from, to));
                }
            }
        }

        return changes.ToImmutable();
    }
}
