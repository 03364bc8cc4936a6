using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>One sentence for each book of the step "books", why a reader would like it: a line each, in their order, or what the catalogue says of them.</summary>
internal sealed class BookReasons(LibraryKnowledge knowledge) : IAnswerKind
{
    private const int UsualMost = 160;

    public Reading Read(Heard heard, StepScene at)
    {
        var books = Books(at);
        if (Enum.GetValues<Lang>().Any(lang => AnswerWords.Same(heard.Text, Propose(at, lang))))
            return new Reading.Accepted(string.Join('\n', books.Select(book => Proposal(book, at.Step.AtMost ?? UsualMost))));
        var lines = ReadableText.Of(heard.Text, true).Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0).ToList();
        if (lines.Count != books.Count)
            return new Reading.Refused("lines", ("count", Say(lines.Count)), ("choices", Say(books.Count)));
        var read = lines.Select(line => TextKind.Words(line.TrimStart('-', '*', '•', ' '), at.Step, 1, at.Step.AtMost ?? UsualMost, "too_short")).ToList();
        return read.Find(reading => reading is not Reading.Accepted) ?? new Reading.Accepted(string.Join('\n', read.Cast<Reading.Accepted>().Select(reading => reading.Value)));
    }

    public IReadOnlyList<string> Offers(StepScene at) => Books(at).Any(book => Proposal(book, UsualMost).Length > 0) ? [Propose(at, at.Lang)] : [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = value.Split('\n') };

    /// <summary>The first sentence of the catalogue's summary, where one fits.</summary>
    private static string Proposal(Book book, int most)
    {
        var summary = ReadableText.Of(book.Summary ?? "");
        var end = summary.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end > 0 ? summary[..(end + 1)] : summary;
        return ReadableText.Length(sentence) <= most ? sentence : "";
    }

    private IReadOnlyList<Book> Books(StepScene at) => BookPick.Of(at.Given["books"], knowledge);

    private static string Propose(StepScene at, Lang lang) => at.Words.Say(lang, at.Dialog, at.Step.Name + ".propose").Trim();

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
