using System.Text;

namespace LibraryBot.CommandLine;

/// <summary>What was typed after the program's name, and the folder where it was typed.</summary>
public sealed record Typed(string[] Words, string Folder)
{
    /// <summary>
    /// A token that goes with the words. It is read from the keyboard, a file or the environment, since words stand in the shell's history
    /// and in the list of processes; to a running bot it goes through the socket, and no further.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>A file as it was named there; the bot that reads it may run in another folder. A web address stays as it is.</summary>
    public string FullPath(string file) => IsAddress(file) ? file : Path.GetFullPath(file, Folder);

    private static bool IsAddress(string file) =>
        file.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || file.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // What a log or a debugger shows of it has no secret.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Words = ").AppendJoin(' ', Words).Append(", Folder = ").Append(Folder);
        return true;
    }
}
