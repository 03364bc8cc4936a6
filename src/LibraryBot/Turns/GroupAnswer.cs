using LibraryBot.Activities;

namespace LibraryBot.Turns;

/// <summary>An answer in a group is short: its first lines, and a way to the private conversation for the rest.</summary>
internal static class GroupAnswer
{
    private const int LinesAtMost = 5;
    private const int LettersAtMost = 600;

    /// <param name="about">The one record that it is about, for those who want it in private.</param>
    public static Activity Of(TurnContext turn, Activity said, DeepLink? about)
    {
        if (Shortened(said.Text!) is { } beginning)
            return LeadsOn(turn, said with { Text = beginning + "\n…" }, about);
        return about is not null && turn.LinkTo(about) is not null ? LeadsOn(turn, said, about) : said;
    }

    /// <summary>A text with a button that leads to the private conversation.</summary>
    /// <param name="start">What begins there; null: nothing.</param>
    public static Activity LeadsOn(TurnContext turn, Activity says, DeepLink? start = null)
    {
        string Say(string key) => turn.Words.Say(turn.Lang, "telegram", key).TrimEnd('\n');
        if (turn.LinkTo(start) is not { } link)
            return says with { Text = says.Text + "\n" + Say("group.in_private") };
        return says with { SuggestedActions = new SuggestedActions { Actions = [.. says.SuggestedActions?.Actions ?? [], CardAction.Opens(Say("group.open_private"), link)] } };
    }

    /// <summary>The lines that fit, each item of a list in one line, at least a part of the first; null when all of it fits as it is.</summary>
    private static string? Shortened(string text)
    {
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        if (lines.Count <= LinesAtMost && text.Length <= LettersAtMost)
            return null;
        var kept = new List<string>();
        foreach (var line in Items(lines).Take(LinesAtMost).TakeWhile(line => kept.Sum(before => before.Length + 1) + line.Length <= LettersAtMost))
            kept.Add(line);
        return kept.Count > 0 ? string.Join('\n', kept) : Beginning(lines[0]);
    }

    /// <summary>An item with the first of the lines that stand indented under it: when an event is, whether a book is there.</summary>
    private static IEnumerable<string> Items(List<string> lines) => lines
        .Select((line, at) => (Line: line, Detail: at + 1 < lines.Count && IsDetail(lines[at + 1]) ? ", " + lines[at + 1].Trim() : ""))
        .Where(item => !IsDetail(item.Line))
        .Select(item => item.Line + item.Detail);

    private static bool IsDetail(string line) => line.StartsWith(' ');

    private static string Beginning(string line)
    {
        var end = line.LastIndexOf(' ', LettersAtMost);
        return line[..(end > 0 ? end : LettersAtMost - 1)];
    }
}
