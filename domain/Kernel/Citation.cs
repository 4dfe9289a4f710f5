namespace Vardbro.Kernel;

/// <summary>What kind of source it is. The order is the order of weight: what stands first decides when two of one stage differ.</summary>
public enum SourceKind
{
    /// <summary>A statute or ordinance.</summary>
    Law,

    /// <summary>A decision by the Riksdag, the government or an agency.</summary>
    Decision,

    /// <summary>An agreement (överenskommelse) between the state and SKR or a region.</summary>
    Agreement,

    /// <summary>One of the founding documents on the health-care budgets for 2024 and 2025.</summary>
    FoundingDocument,

    /// <summary>Official statistics.</summary>
    Statistics,

    /// <summary>What an authority or the regions tell the public: questions and answers, advice.</summary>
    Guidance,

    /// <summary>A newspaper or a trade association reporting.</summary>
    Press,

    /// <summary>Worked out from other sources.</summary>
    Derivation,

    /// <summary>Assumed by Vårdbro.</summary>
    Assumption,
}

/// <summary>A source: who said it, when, where.</summary>
/// <param name="Id">Kebab-case identity, unique in the rules.</param>
/// <param name="Title">The title in the language of the source.</param>
/// <param name="Publisher">Identity of who published it; a publisher's later word replaces its earlier one.</param>
/// <param name="Kind">What kind of source.</param>
/// <param name="Published">The day it was published.</param>
/// <param name="Url">Where to read it, if public.</param>
/// <param name="Assumption">What about the source itself is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Source(
    string Id,
    string Title,
    string Publisher,
    SourceKind Kind,
    DateOnly Published,
    string? Url,
    Bilingual? Assumption,
    RuleOrigin Origin);

/// <summary>Where in the rules an entry stands.</summary>
/// <param name="File">File name relative to the rules folder, with forward slashes.</param>
/// <param name="Line">Line, counted from 1.</param>
public sealed record RuleOrigin(string File, int Line)
{
    /// <summary><c>file:line</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}
