using Vardbro.Kernel;

namespace Vardbro.Brokering.Night;

/// <summary>A night's terms for people, Swedish and English.</summary>
public static class NightWords
{
    /// <summary>What is unusual in a region's target dates.</summary>
    public static Bilingual Of(TargetSign sign) => sign switch
    {
        TargetSign.MoreThanNation => new("fler har måldatum än i landet", "more have a target date than in the nation"),
        TargetSign.NearerThanNation => new("måldatumen är närmare än i landet", "target dates are nearer than in the nation"),
        TargetSign.MoreThanBefore => new("fler har måldatum än natten före", "more have a target date than the night before"),
        TargetSign.NearerThanBefore => new("måldatumen är närmare än natten före", "target dates are nearer than the night before"),
    };
}
