using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>
/// A command in the writer's queue. It keeps its answer to itself until its group is safely stored, and nothing that
/// its own code does wrong goes anywhere but to its own caller.
/// </summary>
internal abstract class WaitingCommand(ImmutableArray<string> streams)
{
    /// <summary>The streams that it needs, each once, in key order.</summary>
    public ImmutableArray<string> Streams { get; } = EventLimits.InKeyOrder(streams);

    /// <summary>What it wants stored; nothing when it was refused or went wrong.</summary>
    public abstract ImmutableArray<NewEvent> Decide(IReadOnlyDictionary<string, ImmutableArray<StoredEvent>> state);

    /// <summary>Its events were taken back, because a claim of theirs belongs to another event.</summary>
    public abstract void TakeBack(Claim taken);

    /// <summary>Nothing of its group could be stored, so whatever it decided, it decided on what is not.</summary>
    public abstract void Abandon(Refusal refusal);

    /// <summary>Something unforeseen befell its group.</summary>
    public abstract void Abandon(Exception unforeseen);

    /// <summary>Lets the caller go on.</summary>
    public abstract void Answer();
}

/// <summary>A command that answers with a <typeparamref name="TReply"/>.</summary>
internal sealed class WaitingCommand<TReply>(
    ImmutableArray<string> streams,
    Func<IReadOnlyDictionary<string, ImmutableArray<StoredEvent>>, Outcome<(ImmutableArray<NewEvent> Events, TReply Reply)>> decide,
    Func<Claim, Refusal> taken) : WaitingCommand(streams)
{
    // The caller goes on elsewhere than on the writer's thread, which the others are waiting for.
    private readonly TaskCompletionSource<Outcome<TReply>> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Outcome<TReply> answer;
    private Exception? thrown;

    public Task<Outcome<TReply>> Answered => answered.Task;

    public override ImmutableArray<NewEvent> Decide(IReadOnlyDictionary<string, ImmutableArray<StoredEvent>> state)
    {
        try
        {
            if (!decide(state).Succeeded(out var decision, out var refusal))
            {
                answer = refusal;
                return [];
            }

            EventLimits.Check(decision.Events, Streams);
            answer = decision.Reply;
            return decision.Events;
        }
        catch (Exception itsOwn)
        {
            thrown = itsOwn;
            return [];
        }
    }

    public override void TakeBack(Claim claim)
    {
        try
        {
            answer = taken(claim);
        }
        catch (Exception itsOwn)
        {
            thrown = itsOwn;
        }
    }

    public override void Abandon(Refusal refusal) => (answer, thrown) = (refusal, null);

    public override void Abandon(Exception unforeseen) => thrown = unforeseen;

    public override void Answer()
    {
        if (thrown is null)
            answered.SetResult(answer);
        else
            answered.SetException(thrown);
    }
}
