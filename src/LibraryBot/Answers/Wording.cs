using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>The answers' words in one language.</summary>
public sealed class Wording(Words words, Lang lang)
{
    public Lang Lang => lang;

    public string Say(string key, params (string Name, string Value)[] values) =>
        words.Say(lang, "answers", key, values).Trim();

    /// <summary>Several lines as one block; empty ones drop out.</summary>
    public static string Lines(params IEnumerable<string?> lines) =>
        string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));

    /// <summary>A record's block: what the record does not have leaves no line behind.</summary>
    public string Item(string key, params (string Name, string Value)[] values) =>
        Lines(Say(key, values).Split('\n').Where(line => line.Trim() is not ("" or "-" or "•")));
}
