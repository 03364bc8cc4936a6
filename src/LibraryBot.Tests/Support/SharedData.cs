namespace LibraryBot.Tests.Support;

/// <summary>Data that lies beside the repository and need not be there: tests that read it skip aloud without it.</summary>
public static class SharedData
{
    /// <summary>The full path of a file of shared/data ("world/world.json"), or null when it is absent.</summary>
    public static string? Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data", relative);
            if (File.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
