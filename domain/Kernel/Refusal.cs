using System.Collections.Immutable;
using System.Globalization;

namespace Vardbro.Kernel;

/// <summary>A numbered no, with what it was about. A value, never an exception.</summary>
/// <param name="Code">Which refusal.</param>
/// <param name="Values">What fills the sentence, already written for people.</param>
/// <param name="At">Where in the rules, when the rules are to blame.</param>
public sealed partial record Refusal(RefusalCode Code, ImmutableArray<Bilingual> Values, RuleOrigin? At = null)
{
    /// <summary>A refusal with the values of its sentence.</summary>
    public static Refusal Of(RefusalCode code, params ReadOnlySpan<Bilingual> values) => new(code, [.. values]);

    /// <summary>The same refusal with the place in the rules that caused it.</summary>
    public Refusal Located(RuleOrigin origin) => this with { At = origin };

    /// <summary>The permanent number as people write it (<c>VB2001</c>).</summary>
    public string Number => "VB" + ((int)Code).ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong and what would be right, in both languages.</summary>
    public Bilingual Sentence
    {
        get
        {
            var form = Form(Code);
            return new(
                string.Format(CultureInfo.InvariantCulture, form.Sv, [.. Values.Select(v => v.Sv)]),
                string.Format(CultureInfo.InvariantCulture, form.En, [.. Values.Select(v => v.En)]));
        }
    }

    /// <summary>Number, place and English sentence on one line.</summary>
    public override string ToString() => In(Language.English);

    /// <summary>Number, place and sentence on one line.</summary>
    public string In(Language language) =>
        At is null ? $"{Number} {Sentence.In(language)}" : $"{At}: {Number} {Sentence.In(language)}";
}
