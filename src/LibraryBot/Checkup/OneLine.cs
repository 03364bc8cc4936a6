namespace LibraryBot.Checkup;

/// <summary>A message of someone else's making, short and in one line.</summary>
internal static class OneLine
{
    private const int AtMost = 240;

    public static string Of(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > AtMost ? line[..AtMost] + " ..." : line;
    }
}
