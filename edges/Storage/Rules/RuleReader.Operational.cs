using Vardbro.Kernel;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Rules;

/// <summary>How the daily file of operational waits is read.</summary>
internal sealed partial class RuleReader
{
    // Words of our own that no reason may take.
    private static readonly string[] TakenReasons = [OperationalExit.CaredFor, OperationalExit.UnknownReason, OperationalExit.Vanished];

    private readonly List<OperationalCodes> operationalCodes = [];

    public void ReadOperational(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("operational", file.Id("operational"), file.OriginOf("operational"));
            var from = file.Date("valid-from");
            Take("operational from", file.TextOrNull("valid-from") ?? "", file.OriginOf("valid-from"));
            var reasons = new List<ExitReason>();
            foreach (var entry in file.Entries("exit-reasons", required: true))
            {
                var reason = new ExitReason(entry.Id("code"), entry.Words("name"));
                entry.Done();
                if (TakenReasons.Contains(reason.Code) || reasons.Any(r => r.Code == reason.Code))
                {
                    entry.Add(Refusal.Of(RefusalCode.RuleIdDuplicate, reason.Code, entry.Origin.ToString()).Located(entry.OriginOf("code")));
                }

                reasons.Add(reason);
            }

            operationalCodes.Add(new(
                file.Id("operational"), from, [.. reasons], file.Percent("most-errors-percent"), file.WordsOrNull("assumption"), file.Origin));
            file.Done();
        }
    }
}
