namespace LibraryBot.Language;

/// <summary>Chat forms of Indonesian (and a few of English). Never used on titles, names or stored text.</summary>
public static class Slang
{
    private static readonly Dictionary<string, string[]> Forms = EmbeddedText.Lines("slang.txt")
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => parts[1..]);

    /// <summary>The words that a chat form stands for, or the word itself.</summary>
    public static IReadOnlyList<string> Formal(string word) => Forms.TryGetValue(Unstretched(word), out var formal) ? formal : [word];

    public static bool Knows(string word) => Forms.ContainsKey(Unstretched(word));

    // "baruuu", "dongggg": three of a letter are one.
    private static string Unstretched(string word)
    {
        for (var i = 0; i + 2 < word.Length; i++)
        {
            if (word[i] == word[i + 1] && word[i] == word[i + 2] && char.IsLetter(word[i]))
                return Unstretched(word.Remove(i, 1).Length >= i + 2 ? word.Remove(i, 2) : word);
        }

        return word;
    }
}
