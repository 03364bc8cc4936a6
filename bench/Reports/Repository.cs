namespace LibraryBot.Bench.Reports;

/// <summary>Where the sources are that this program was built from.</summary>
internal static class Repository
{
    public static string Folder(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LibraryBot.sln")))
                return Path.Combine(folder.FullName, relative);
        }

        throw new DirectoryNotFoundException("The bench runs from its own repository.");
    }
}
