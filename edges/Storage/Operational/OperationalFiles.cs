namespace Vardbro.Storage.Operational;

/// <summary>Where operational waits lie in a data folder: the rows, and apart from them the keys without which they say nothing.</summary>
internal sealed record OperationalFiles(string DataFolder)
{
    /// <summary>Deliveries, figures, exits, and the persons' waits as ciphertext.</summary>
    public string Database => Path.Combine(DataFolder, "operational.db");

    /// <summary>One key a person. Backed up apart, or an erased person lives on in the backups.</summary>
    public string Keys => Path.Combine(DataFolder, "operational-keys.db");

    /// <summary>Whether anything was ever taken in.</summary>
    public bool HasDatabase => new FileInfo(Database) is { Exists: true, Length: > 0 };

    /// <summary>Makes both files, readable for their owner only. What SQLite writes beside them takes after them.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(DataFolder);
        foreach (var file in new[] { Database, Keys })
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            new FileStream(file, options).Dispose();
        }
    }
}
