namespace LibraryBot.Knowledge.Search;

/// <summary>What somebody has typed of a title, in numbers of the vocabulary, to be held against titles.</summary>
internal sealed class TypedTitle
{
    /// <summary>For each word the numbers that it may stand for: its spellings, or all that begin as it does.</summary>
    private readonly (int From, int To)[][] words;
    private readonly (int From, int To)? beginning;

    public TypedTitle(IReadOnlyList<SaidWord> said, Vocabulary vocabulary)
    {
        words = [.. said.Select(word => word.IsBeginning ? [vocabulary.Beginning(word.Said)] : word.Spellings.Select(vocabulary.Place).Where(at => at >= 0).Select(at => (at, at + 1)).ToArray())];
        if (said[^1].IsBeginning)
            beginning = words[^1][0];
    }

    /// <summary>Whether a book is named by a word that begins like the one still being typed.</summary>
    public bool FitsBeginning(ReadOnlySpan<int> named)
    {
        if (beginning is not { } typed)
            return true;
        foreach (var word in named)
        {
            if (word >= typed.From && word < typed.To)
                return true;
        }

        return false;
    }

    /// <summary>Whether a title begins with all that was typed.</summary>
    public bool BeginsSo(ReadOnlySpan<int> title)
    {
        if (title.Length < words.Length)
            return false;
        for (var at = 0; at < words.Length; at++)
        {
            if (!IsOneOf(words[at], title[at]))
                return false;
        }

        return true;
    }

    /// <summary>How much of a title was typed, 0 to 1.</summary>
    public double Share(ReadOnlySpan<int> title)
    {
        var typed = 0;
        foreach (var word in title)
            typed += IsTyped(word) ? 1 : 0;
        return title.Length == 0 ? 0 : (double)typed / title.Length;
    }

    private bool IsTyped(int word)
    {
        foreach (var numbers in words)
        {
            if (IsOneOf(numbers, word))
                return true;
        }

        return false;
    }

    private static bool IsOneOf((int From, int To)[] numbers, int word)
    {
        foreach (var (from, to) in numbers)
        {
            if (word >= from && word < to)
                return true;
        }

        return false;
    }
}
