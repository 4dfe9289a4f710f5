namespace Vardbro.Bench;

internal static class RepositoryRoot
{
    /// <summary>A path inside the repository, found from where the program runs.</summary>
    public static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vardbro.slnx")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new InvalidOperationException("Run the bench inside the repository.");
    }
}
