namespace Vardbro.Storage.Register;

/// <summary>What lies in the register's folder. It holds rows about persons, so the folder is its owner's alone.</summary>
internal sealed record RegisterFiles(string DataFolder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Folder => Path.Combine(DataFolder, "register");

    /// <summary>The log of imports and where each month points.</summary>
    public string Database => Path.Combine(Folder, "register.db");

    /// <summary>The secret that link keys are made with. Never in a batch, never in the database: backed up apart.</summary>
    public string LinkSecret => Path.Combine(Folder, "link.key");

    /// <summary>What is not finished lies here, and is never read as if it were.</summary>
    public string Staging => Path.Combine(Folder, "staging");

    /// <summary>A batch.</summary>
    public string Batch(string id) => Path.Combine(Folder, "batches", id + ".vbb");

    /// <summary>A batch's link keys: apart, so that they can be taken away without touching the batch.</summary>
    public string Keys(string id) => Path.Combine(Folder, "batches", id + ".keys");

    /// <summary>A file as it was received.</summary>
    public string Received(string hash, bool packed) => Path.Combine(Folder, "received", hash + (packed ? ".csv.gz" : ".csv"));

    /// <summary>Makes the folders, readable for their owner only.</summary>
    public void Prepare()
    {
        foreach (var folder in new[] { Folder, Staging, Path.Combine(Folder, "batches"), Path.Combine(Folder, "received") })
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>A new file to write aside in, held for as long as it is open.</summary>
    public FileStream Stage(string ending)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new(Path.Combine(Staging, $"{Guid.NewGuid():n}{ending}"), options);
    }

    /// <summary>
    /// Clears away what programs that were cut off have left. What somebody still writes is held, and left; so is what is new,
    /// as a file is there a moment before it is held.
    /// </summary>
    public void ClearStaging(TimeProvider clock)
    {
        var old = clock.GetUtcNow().UtcDateTime.AddMinutes(-1);
        foreach (var file in Directory.EnumerateFiles(Staging).Where(f => File.GetLastWriteTimeUtc(f) < old))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    File.Delete(file);
                }
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                // Held, or gone already.
            }
        }
    }
}
