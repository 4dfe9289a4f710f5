using Vardbro.Kernel;

namespace Vardbro.Brokering.Matching;

/// <summary>Why somebody is offered nothing.</summary>
public enum UnplacedReason
{
    /// <summary>No provider of the service is within the distance.</summary>
    NothingInReach,

    /// <summary>Those within the distance may not be used by the patient's group.</summary>
    NoAgreement,

    /// <summary>There are slots, but none in a week that helps.</summary>
    NoWeekThatHelps,

    /// <summary>What is in reach in a week that helps was kept out of the run: it is the reserve, or held already.</summary>
    HeldBack,

    /// <summary>Every slot in reach is another's, whose need is as great or greater.</summary>
    GreaterNeed,

    /// <summary>More are placed before than can be reached tomorrow.</summary>
    BeyondContacts,
}

/// <summary>The reasons as files and people have them.</summary>
public static class UnplacedReasons
{
    /// <summary>As it stands in <c>unplaced.csv</c>.</summary>
    public static string NameOf(UnplacedReason reason) => reason switch
    {
        UnplacedReason.NothingInReach => "nothing-in-reach",
        UnplacedReason.NoAgreement => "no-agreement",
        UnplacedReason.NoWeekThatHelps => "no-week-that-helps",
        UnplacedReason.HeldBack => "held-back",
        UnplacedReason.GreaterNeed => "greater-need",
        UnplacedReason.BeyondContacts => "beyond-contacts",
    };

    /// <summary>For people.</summary>
    public static Bilingual WordsOf(UnplacedReason reason) => reason switch
    {
        UnplacedReason.NothingInReach => new("ingenting finns inom räckhåll", "nothing in reach"),
        UnplacedReason.NoAgreement => new("inget avtal med någon inom räckhåll", "no agreement with anyone in reach"),
        UnplacedReason.NoWeekThatHelps => new("ingen vecka som hjälper", "no week that helps"),
        UnplacedReason.HeldBack => new("det som finns inom räckhåll är reserv eller redan hållet", "what is in reach is kept as the reserve or already held"),
        UnplacedReason.GreaterNeed => new("allt inom räckhåll går till större eller lika stort behov", "everything in reach goes to greater or equal need"),
        UnplacedReason.BeyondContacts => new("fler än som kan nås i morgon", "more than can be reached tomorrow"),
    };
}
