using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>A service of care (medicinskt verksamhetsområde, mvo) that files and pages can name.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="WomenOnly">Whether only women wait there.</param>
/// <param name="Assumed">Whether the code is assumed.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Assumption">What is assumed of the list.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record CareService(string Code, Bilingual Name, bool WomenOnly, bool Assumed, Source Source, Bilingual? Assumption, RuleOrigin Origin);
