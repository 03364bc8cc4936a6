using LibraryBot.Language;

namespace LibraryBot.Knowledge;

/// <summary>Synonyms that ship with the program, and those that the library's own guides give away.</summary>
internal static class DefaultTerms
{
    public static readonly IReadOnlyList<Term> All =
    [
        .. EmbeddedText.Lines("terms.txt")
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(words => new Term(words[0], words)),
    ];

    /// <summary>A guide on "Ketahanan pangan" with the heading "Food security" tells that both mean the same; headings of one language do not.</summary>
    public static IEnumerable<Term> Of(IEnumerable<Pathfinder> guides) => guides
        .SelectMany(guide => guide.Subjects.Select(subject => (guide, subject)))
        .Where(pair => pair.guide.Subjects.Count(subject => LanguageChoice.Guess(subject) == LanguageChoice.Guess(pair.subject)) == 1)
        .Where(pair => LanguageChoice.Guess(pair.guide.Topic) is { } topic && LanguageChoice.Guess(pair.subject) is { } subject && topic != subject)
        .Select(pair => new Term($"{pair.guide.Id}:{pair.subject}", [pair.guide.Topic, pair.subject]));
}
