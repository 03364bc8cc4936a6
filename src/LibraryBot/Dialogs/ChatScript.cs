using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Dialogs;

public enum ChatSpeaker
{
    /// <summary>A person writes.</summary>
    User,

    /// <summary>A person presses the button with these visible words.</summary>
    Button,

    /// <summary>The bot's next message to that person.</summary>
    Bot,
}

/// <summary>One line of a conversation. <c>Role</c> is who it is with ("librarian", "approver"), null for the one who began.</summary>
public sealed partial record ChatLine(int Number, ChatSpeaker Speaker, string? Role, string Text)
{
    /// <summary>Whether a message of the bot is what a bot line expects: it contains the text, white space folded; "..." stands for anything.</summary>
    public bool Fits(string message)
    {
        var said = Folded(message);
        var at = 0;
        foreach (var piece in Folded(Text).Split("...", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = said.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + piece.Length;
        }

        return true;
    }

    private static string Folded(string text) => White().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}

/// <summary>A conversation of dialogs/*/examples: documentation that a librarian reads and a test plays.</summary>
/// <param name="Lang">The language of the people in it, from the file's name (happy.id.chat).</param>
public sealed partial record ChatScript(Lang Lang, IReadOnlyList<ChatLine> Lines, IReadOnlyList<(int Line, string Text)> Problems)
{
    public static ChatScript Read(string path) => Parse(Path.GetFileName(path), File.ReadAllText(path));

    internal static ChatScript Parse(string fileName, string text)
    {
        var lines = new List<ChatLine>();
        var problems = new List<(int, string)>();
        if (FileName().Match(fileName) is not { Success: true } name)
            problems.Add((1, "an example is called name.id.chat or name.en.chat, after its language."));
        else
            problems.AddRange(Read(text, lines));
        return new ChatScript(LangCodes.Read(FileName().Match(fileName).Groups[1].Value) ?? Lang.Id, lines, problems);
    }

    private static IEnumerable<(int, string)> Read(string text, List<ChatLine> lines)
    {
        foreach (var (line, number) in text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (Line().Match(line) is not { Success: true } match)
                yield return (number, "a line begins with 'user:', 'button:' or 'bot:', or with # for a remark; for a certain person 'user(librarian):'.");
            else
                lines.Add(new ChatLine(number, Speaker(match), Role(match), match.Groups["text"].Value.Trim()));
        }
    }

    private static ChatSpeaker Speaker(Match match) => match.Groups["who"].Value switch
    {
        "user" => ChatSpeaker.User,
        "button" => ChatSpeaker.Button,
        _ => ChatSpeaker.Bot,
    };

    private static string? Role(Match match) => match.Groups["role"] is { Success: true } role ? role.Value : null;

    [GeneratedRegex(@"^(?<who>user|button|bot)(\((?<role>[a-z][a-z0-9_-]*)\))?:(?<text>.*\S.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\.(id|en)\.chat$")]
    private static partial Regex FileName();
}
