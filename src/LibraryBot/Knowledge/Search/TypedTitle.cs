namespace LibraryBot.Knowledge.Search;

/// <summary>What somebody has typed of a title, in numbers of the vocabulary, to be held against titles.</summary>
internal sealed class TypedTitle
{
    private const double InOrder = 2;
    private const double BeginsSo = 2;

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

    /// <summary>How much a title is like what was typed, at least 1: by its share that was typed, twice by words in the same order, and again when it begins with them.</summary>
    public double Likeness(ReadOnlySpan<int> title)
    {
        var end = EndInOrder(title);
        return (1 + Share(title)) * (end < 0 ? 1 : InOrder) * (end == words.Length ? BeginsSo : 1);
    }

    /// <summary>Behind the word of a title with which it has had all that was typed, in that order; -1 when it has not.</summary>
    private int EndInOrder(ReadOnlySpan<int> title)
    {
        var typed = 0;
        for (var at = 0; at < title.Length; at++)
        {
            if (IsOneOf(words[typed], title[at]) && ++typed == words.Length)
                return at + 1;
        }

        return -1;
    }

    private double Share(ReadOnlySpan<int> title)
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
