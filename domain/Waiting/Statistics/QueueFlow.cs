using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>What one month's batch says of one queue: who waits, who joined, who was treated.</summary>
/// <param name="Queue">How many waited on the month's last day.</param>
/// <param name="Joined">How many began their wait in the month and still waited or had care by its end. Who left without care is not seen.</param>
/// <param name="Treated">How many had care in the month: the capacity that was used, not the capacity there is.</param>
/// <param name="MeanWaitDays">The mean days of those who waited; null when nobody did.</param>
public sealed record QueueFlow(int Queue, int Joined, int Treated, decimal? MeanWaitDays)
{
    /// <summary>Counts a queue under a rule.</summary>
    /// <param name="counting">The way of counting.</param>
    /// <param name="batch">The region's month.</param>
    /// <param name="kind">What is waited for.</param>
    /// <param name="service">The service's code (mvo).</param>
    public static QueueFlow Of(Counting counting, ContactBatch batch, WaitKind kind, string service)
    {
        var (waits, joined, treated) = (new List<int>(), 0, 0);
        var (place, first) = (batch.Texts.Services.IndexOf(service), batch.Month.First);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Columns.Service[i] != place || batch[i] is var contact && contact.Kind != kind)
            {
                continue;
            }

            var phase = contact.To is null ? Phase.Waiting : Phase.Completed;
            if (!counting.Counts(new(phase, contact.Deviation, contact.Guaranteed)))
            {
                continue;
            }

            joined += contact.From >= first ? 1 : 0;
            if (phase == Phase.Waiting)
            {
                waits.Add(contact.DaysOn(batch.Month.Last));
            }
            else
            {
                treated++;
            }
        }

        return new(waits.Count, joined, treated, waits.Count == 0 ? null : (decimal)waits.Sum(d => (long)d) / waits.Count);
    }

    /// <summary>A month's number as a number a week.</summary>
    public static decimal AWeek(int number, int daysInMonth) => number * 7m / daysInMonth;
}
