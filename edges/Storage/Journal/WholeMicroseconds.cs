namespace Vardbro.Storage;

/// <summary>Instants as the journal stores and hashes them: whole microseconds since 1970-01-01 UTC.</summary>
internal static class WholeMicroseconds
{
    public static long Of(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
