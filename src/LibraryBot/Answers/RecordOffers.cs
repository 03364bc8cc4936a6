using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Words that somebody types to find a record to share. Typing is not over yet: the last word may be half a word.</summary>
/// <param name="Spoken">What the person's app speaks; null: the words tell.</param>
public sealed record InlineQuestion(string Text, Lang? Spoken);

/// <summary>A book or event to share: a line to choose it by, and the text that is shared.</summary>
/// <param name="OpenWords">On the button that leads to the bot.</param>
public sealed record OfferedRecord(RecordName Record, string Title, string Description, string Text, string OpenWords);

/// <summary>Finds books and events to share in other chats: what the words name, and without words the next events and newest books.</summary>
public sealed class RecordOffers(LibraryKnowledge knowledge, Words words)
{
    public const int AtMost = 20;
    private const int EventsAtMost = 8;
    private const int DaysAhead = 180;

    public IReadOnlyList<OfferedRecord> Find(InlineQuestion question, DateTimeOffset now)
    {
        var text = question.Text.Length > AskedText.LettersAtMost ? question.Text[..AskedText.LettersAtMost] : question.Text;
        var lang = question.Spoken ?? LanguageChoice.Of(text, null);
        var snapshot = knowledge.Now;
        var asking = new Asking(new Question(text, now, lang), new AskedText(text, now, snapshot), snapshot, new Wording(words, lang));
        var events = Events(asking).Take(EventsAtMost).Select(found => Offer(asking, found)).ToList();
        return [.. events, .. Books(asking).Take(AtMost - events.Count).Select(book => Offer(asking, book))];
    }

    /// <summary>"buku baru" and "acara" name no topic, only what is wanted.</summary>
    private static IEnumerable<EventFound> Events(Asking asking)
    {
        var content = asking.Asked.Content;
        if (content.Count == 0 && asking.Asked.Has(Cue.Book) && !asking.Asked.HasAny(Cue.Event, Cue.EventType))
            return [];
        var groups = new QueryWords(asking.Knowledge).Groups(content);
        return new EventSearch(asking.Knowledge, groups, asking.Today, asking.Today.AddDays(DaysAhead)) { NotBefore = asking.Now }.Find()
            .Where(found => !found.Event.Cancelled);
    }

    private IEnumerable<Book> Books(Asking asking)
    {
        if (asking.Asked.Content.Count > 0 || asking.Asked.Titles.Count > 0 || asking.Asked.Isbn is not null)
            return knowledge.FindBooks(asking.Asked.Text, AtMost, isTyping: true);
        return asking.Asked.HasAny(Cue.Event, Cue.EventType) && !asking.Asked.Has(Cue.Book) ? [] : asking.Knowledge.Books;
    }

    private OfferedRecord Offer(Asking asking, EventFound found)
    {
        var (lines, next) = (new EventLines(asking), found.AtNextTime);
        return Offer(asking, new RecordName(RecordKind.Event, found.Event.Id), found.Event.Title,
            [lines.When(next.Event, next.Times), lines.Where(found.Event)], lines.Item(next));
    }

    private OfferedRecord Offer(Asking asking, Book book) =>
        Offer(asking, new RecordName(RecordKind.Book, book.Id), book.Title, [string.Join("; ", book.Authors), book.CallNumber ?? ""], new BookAnswers(asking).Item(book, withDay: false));

    private OfferedRecord Offer(Asking asking, RecordName record, string title, IReadOnlyList<string> about, string item) =>
        new(record, title, string.Join(" · ", about.Where(part => part.Length > 0)), Alone(item), words.Say(asking.Lang, "links", "open").Trim());

    /// <summary>An item of a list, standing by itself.</summary>
    private static string Alone(string item) => string.Join('\n', item.Split('\n').Select(line => line.Trim(' ', '•')));
}
