using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Reads a run's files, judges every row and splits the run into its services.</summary>
internal static class MatchReader
{
    /// <summary>Reads the files.</summary>
    /// <returns>The input, or the first thing that is wrong with its row (VB3100–VB3109).</returns>
    public static Outcome<MatchInput> Read(MatchFiles files, MatchOrder order)
    {
        var (tables, waiting, wrong) = (new MatchTables(), (MatchPatients?)null, (Refusal?)null);
        Outcome<MatchFile>? distances = null, capacity = null, patients = null, allowed = null, held = null;
        Parallel.Invoke(
            order.AtOnce,
            () =>
            {
                patients = MatchFile.Read(files.Patients, MatchPatients.Columns);
                waiting = patients.Value.Succeeded(out var file, out _) ? new(file, tables, order) : null;
            },
            () =>
            {
                distances = MatchFile.Read(files.Distances, MatchTables.DistanceColumns);
                capacity = MatchFile.Read(files.Capacity, MatchTables.CapacityColumns);
                allowed = files.Allowed is { } path ? MatchFile.Read(path, MatchTables.AllowedColumns) : (Outcome<MatchFile>?)null;
                held = files.Held is { } heldPath ? MatchFile.Read(heldPath, MatchPatients.HeldColumns, mayBeEmpty: true) : (Outcome<MatchFile>?)null;
                if (First(distances, capacity, allowed) is null)
                {
                    wrong = tables.Read(distances.Value.Value, allowed?.Value, capacity.Value.Value, order.Weeks);
                }
            });
        if ((First(distances, capacity, patients, allowed, held) ?? wrong) is { } refusal)
        {
            return refusal;
        }

        if ((waiting!.Read() ?? waiting.TakeOut(held?.Value) ?? waiting.NumberWays()) is { } bad)
        {
            return bad;
        }

        var hashes = new Dictionary<string, string> { ["patients"] = waiting.File.Hash, ["capacity"] = capacity!.Value.Value.Hash, ["distances"] = distances!.Value.Value.Hash };
        if (allowed is { } some)
        {
            hashes.Add("allowed", some.Value.Hash);
        }

        if (held is { } offers)
        {
            hashes.Add("held", offers.Value.Hash);
        }

        return new MatchInput(order, MatchSplit.Of(waiting, tables, order), [.. tables.Providers.Sorted().Select(p => tables.Providers[p])], hashes)
        {
            PatientBytes = waiting.File.Bytes, Ways = waiting.Ways, Kilometres = tables.Kilometres,
        };
    }

    private static Refusal? First(params ReadOnlySpan<Outcome<MatchFile>?> read)
    {
        foreach (var one in read)
        {
            if (one?.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
