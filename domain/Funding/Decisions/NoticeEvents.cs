using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>Something that happened to a year's notice.</summary>
/// <param name="At">The instant it was recorded, from the command.</param>
public abstract record NoticeEvent(DateTimeOffset At);

/// <summary>A notice was computed and written down as a draft.</summary>
/// <param name="Content">What it says.</param>
/// <param name="At">When.</param>
public sealed record NoticeDrafted(NoticeContent Content, DateTimeOffset At) : NoticeEvent(At);

/// <summary>The draft was decided.</summary>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">When.</param>
public sealed record NoticeDecided(Signature Signature, DateTimeOffset At) : NoticeEvent(At);

/// <summary>A decided notice was changed by a new decision.</summary>
/// <param name="Content">What it says now.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record NoticeAmended(NoticeContent Content, Signature Signature, string Reason, DateTimeOffset At) : NoticeEvent(At);

/// <summary>The notice was made final.</summary>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">When.</param>
public sealed record NoticeFinalised(Signature Signature, DateTimeOffset At) : NoticeEvent(At);
