using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Brokering.Night;

/// <summary>
/// What a run calls a service: the service's code and what is waited for, <c>511-first-visit</c> or <c>511-operation</c>, since a slot for a visit
/// is no slot for an operation.
/// </summary>
public static class RunService
{
    private const string Visit = "first-visit", Operation = "operation";

    /// <summary>Whether a kind of wait is brokered: those that the home region must find another provider for (hälso- och sjukvårdslagen 2017:30 ch. 9 § 2).</summary>
    public static bool Has(WaitKind kind) => kind is WaitKind.FirstVisit or WaitKind.Treatment;

    /// <summary>The name.</summary>
    public static string Of(string code, WaitKind kind) => $"{code}-{(kind == WaitKind.Treatment ? Operation : Visit)}";

    /// <summary>The service's code in a name.</summary>
    public static string CodeOf(string service) => service.Split('-')[0];

    /// <summary>What is waited for, for people.</summary>
    public static Bilingual KindOf(string service) =>
        WaitingWords.Of(service.EndsWith(Operation, StringComparison.Ordinal) ? WaitKind.Treatment : WaitKind.FirstVisit);

    internal static ulong NumberOf(string service) =>
        (ulong.Parse(CodeOf(service), CultureInfo.InvariantCulture) * 2) + (service.EndsWith(Operation, StringComparison.Ordinal) ? 1UL : 0);
}
