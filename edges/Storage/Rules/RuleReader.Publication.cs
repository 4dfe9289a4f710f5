using Vardbro.Kernel;
using Vardbro.Waiting.Publication;

namespace Vardbro.Storage.Rules;

/// <summary>How far figures may move before a month is marked or stopped.</summary>
internal sealed partial class RuleReader
{
    private JumpBounds jumps = JumpBounds.None;

    public void ReadPublication(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("jumps", file.Id("jumps"), file.OriginOf("jumps"));
            var (mark, stop) = ((int)file.Whole("mark-percent", 1, 1000), (int)file.Whole("stop-percent", 1, 1000));
            if (stop < mark)
            {
                file.Add(Refusal.Of(RefusalCode.RuleValueWrong, $"{stop}", "stop-percent", new(
                    $"minst mark-percent, {mark}", $"at least mark-percent, {mark}")).Located(file.OriginOf("stop-percent")));
            }

            jumps = new(mark, stop, file.Words("assumption"));
            file.Done();
        }
    }
}
