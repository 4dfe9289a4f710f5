using Vardbro.Kernel;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Vardbro.Storage.Rules;

/// <summary>A piece of a rule file that knows where it stands.</summary>
public abstract record RuleNode(RuleOrigin Origin);

/// <summary>A single value, as written.</summary>
public sealed record RuleScalar(RuleOrigin Origin, string Text) : RuleNode(Origin);

/// <summary>A list.</summary>
public sealed record RuleList(RuleOrigin Origin, IReadOnlyList<RuleNode> Items) : RuleNode(Origin);

/// <summary>Named fields, in order, each name once.</summary>
public sealed record RuleMap(RuleOrigin Origin, IReadOnlyDictionary<string, (RuleOrigin Origin, RuleNode Node)> Fields) : RuleNode(Origin);

/// <summary>
/// Reads one YAML document into nodes. Only plain YAML passes: no tabs, anchors, aliases or tags, bounded in size and depth,
/// so that a file costs no more to read than it is long.
/// </summary>
public static class RuleYaml
{
    /// <summary>The largest rule file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MaxDepth = 64;

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The name to show, relative to the rules folder.</param>
    /// <param name="text">Its text.</param>
    public static Outcome<RuleNode> Read(string file, string text)
    {
        if (FindTab(text) is var (line, column))
        {
            return Refusal.Of(RefusalCode.YamlTab, column.ToString()).Located(new(file, line));
        }

        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                return Malformed(file, 1, new("filen är tom", "the file is empty"));
            }

            parser.Consume<DocumentStart>();
            var node = ReadNode(parser, file, 1);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<StreamEnd>(out _)
                ? node
                : Malformed(file, (int)parser.Current!.Start.Line, new("mer än ett dokument", "more than one document"));
        }
        catch (YamlException exception)
        {
            return Malformed(file, (int)Math.Max(1, exception.Start.Line), exception.InnerException?.Message ?? exception.Message);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private static (int Line, int Column)? FindTab(string text)
    {
        var at = text.IndexOf('\t', StringComparison.Ordinal);
        return at < 0 ? null : (text.AsSpan(0, at).Count('\n') + 1, at - text.LastIndexOf('\n', at));
    }

    private static RuleNode ReadNode(Parser parser, string file, int depth)
    {
        var current = parser.Current!;
        var origin = new RuleOrigin(file, (int)current.Start.Line);
        if (depth > MaxDepth)
        {
            throw Forbidden(origin, new("Fler nivåer än tillåtet", "More levels than allowed"));
        }

        switch (current)
        {
            case AnchorAlias alias:
                throw Forbidden(origin, new($"Aliaset *{alias.Value}", $"The alias *{alias.Value}"));
            case NodeEvent { Anchor.IsEmpty: false } anchored:
                throw Forbidden(origin, new($"Ankaret &{anchored.Anchor}", $"The anchor &{anchored.Anchor}"));
            case NodeEvent { Tag.IsEmpty: false } tagged:
                throw Forbidden(origin, new($"Taggen {tagged.Tag}", $"The tag {tagged.Tag}"));
            case Scalar:
                return new RuleScalar(origin, parser.Consume<Scalar>().Value);
            case SequenceStart:
                return ReadList(parser, file, depth, origin);
            default:
                return ReadMap(parser, file, depth, origin);
        }
    }

    private static RuleList ReadList(Parser parser, string file, int depth, RuleOrigin origin)
    {
        parser.Consume<SequenceStart>();
        var items = new List<RuleNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, file, depth + 1));
        }

        return new(origin, items);
    }

    private static RuleMap ReadMap(Parser parser, string file, int depth, RuleOrigin origin)
    {
        parser.Consume<MappingStart>();
        var fields = new Dictionary<string, (RuleOrigin, RuleNode)>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = new RuleOrigin(file, (int)parser.Current!.Start.Line);
            if (ReadNode(parser, file, depth + 1) is not RuleScalar name)
            {
                throw new RefusedException(Malformed(file, at.Line, new("ett fältnamn måste vara ett ord", "a field name must be a word")));
            }

            var value = ReadNode(parser, file, depth + 1);
            if (!fields.TryAdd(name.Text, (at, value)))
            {
                throw new RefusedException(
                    Refusal.Of(RefusalCode.RuleIdDuplicate, name.Text, fields[name.Text].Item1.ToString()).Located(at));
            }
        }

        return new(origin, fields);
    }

    private static Refusal Malformed(string file, int line, Bilingual what) =>
        Refusal.Of(RefusalCode.YamlMalformed, what).Located(new(file, line));

    private static RefusedException Forbidden(RuleOrigin origin, Bilingual what) =>
        new(Refusal.Of(RefusalCode.YamlForbidden, what, MaxDepth.ToString()).Located(origin));

    // Carries a refusal out of the recursion; never leaves this file.
#pragma warning disable CA1032, CA1064
    private sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
    {
        public Refusal Refusal { get; } = refusal;
    }
#pragma warning restore CA1032, CA1064
}
