namespace LibraryBot.CommandLine;

/// <summary>What was typed after the program's name, and the folder where it was typed.</summary>
public sealed record Typed(string[] Words, string Folder)
{
    /// <summary>A file as it was named there; the bot that reads it may run in another folder. A web address stays as it is.</summary>
    public string FullPath(string file) => IsAddress(file) ? file : Path.GetFullPath(file, Folder);

    private static bool IsAddress(string file) =>
        file.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || file.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
