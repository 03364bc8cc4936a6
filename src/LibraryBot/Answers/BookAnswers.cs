using System.Globalization;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers about books: the newest, by topic, by author, or one title and where it stands.</summary>
internal sealed class BookAnswers(Asking asking)
{
    private const double Evidence = 0.62;
    private const double NearBest = 0.87;
    private const double OfWish = 0.2;

    /// <summary>A title was named, and nobody has it.</summary>
    public const double SurelyNone = 0.5;

    // What readers wish for a book to be; few catalogues say it, so it narrows only where it can.
    private static readonly HashSet<string> Soft =
    [
        "pemula", "beginner", "beginners", "dasar", "basic", "basics", "pengantar", "introduction", "introductory", "lanjutan", "advanced", "mudah", "easy", "simple", "sederhana", "bagus", "good", "great",
        "best", "terbaik", "menarik", "interesting", "seru", "fun", "populer", "popular", "favorit", "ringan", "lengkap", "praktis", "practical", "tipis", "tebal", "lama", "old", "klasik", "classic", "classics",
        "umum", "general", "pelaku", "sd", "smp", "sma", "tk", "paud", "mahasiswa", "pelajar", "dewasa", "adult", "adults", "riset", "penelitian", "research", "tugas", "skripsi", "kuliah", "belajar", "learn", "learning", "study", "dibaca", "karangannya", "lokal", "local", "khas", "typical", "asli",
        "cerita", "story", "stories", "picture books", "picture book", "storybooks", "buku bergambar", "buku cerita", "buku teks", "buku ajar", "textbook", "textbooks",
    ];

    // "bahasa Inggris juga tidak apa": no wish, only no hindrance.
    private static readonly string[][] AnyLanguage = [["tidak", "apa"], ["sama", "saja"], ["juga", "boleh"], ["boleh", "juga"], ["tidak", "masalah"], ["is", "fine"], ["also", "fine"], ["is", "ok"], ["either", "language"]];
    private readonly AskedText asked = asking.Asked;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    public Answer New()
    {
        var search = Search(asked.Content) with { NewestFirst = true };
        if (asked.Date is { NamesDay: true } date)
        {
            var (from, to) = date.Edge is Edge.Within ? Past(date) : date.Meant;
            search = search with { AddedFrom = from, AddedTo = to ?? asked.Today };
        }

        return List(Intents.NewBooks, search, newestFirst: true);
    }

    public Answer Lookup()
    {
        if (asked.Isbn is { } isbn)
            return Listed(Intents.BookLookup, knowledge.Index.ByNumber("isbn", isbn, Asking.RememberedAtMost), null);
        if (asked.Titles.Count > 0 && !asked.Has(Cue.Topic) && !IsTopicToo())
            return Titles([.. asked.Titles.SelectMany(title => title.BookIds).Distinct()]);
        if (asked.ClassNumber is { } number && asked.Titles.Count == 0 && ByClass(number) is { Total: > 0 } shelved)
            return Listed(Intents.BookLookup, shelved, null) with { Strength = 1 };
        if (asked.Content.Count == 0 && asked.PublishedIn is null && BookLanguage() is null)
            return asking.Answer(Intents.BookLookup, asking.Say("book.which"), [], clarify: true);
        return List(Intents.BookLookup, Search(asked.Content), newestFirst: false);
    }

    // "buku kelapa sawit" asks for the topic, though a book is called so and something else.
    private bool IsTopicToo() => asked.Quoted is null && asked.Titles is [{ BookIds: [var id] } title] && asked.Content.Count == title.Length && knowledge.Terms.At(asked.Content, 0)?.Length == title.Length
        && knowledge.Book(id) is { } book && TextWords.Of(book.Title).Count > title.Length;

    /// <summary>How much of what was said the best book has.</summary>
    private double StrengthOf(Book book) => 0.5 + 0.45 * WordGroup.Evidence(new QueryWords(knowledge).Groups(asked.Content), RecordWords.Of(book));

    private BooksFound ByClass(string number) => knowledge.Index.ByNumber("class", number, Asking.RememberedAtMost) is { Total: > 0 } found
        ? found
        : knowledge.Index.ByNumber("call", number, Asking.RememberedAtMost);

    /// <summary>The books a topic has, or null: for questions that name nothing but a topic.</summary>
    public Answer? ByTopicAlone()
    {
        var found = Find(Search(asked.Content));
        return found.Total == 0 ? null : Listed(Intents.BookLookup, found, null);
    }

    public Answer Show(string intent, IReadOnlyList<string> ids) => Listed(intent, new BooksFound(ids, ids.Count), null);

    /// <summary>One entry of a list. Copies on the shelf are said only when the source told them.</summary>
    /// <param name="isAlone">It is the only one, and there is room for when and where it was published.</param>
    public string Item(Book book, bool withDay, bool isAlone = false) => asking.Wording.Item("book.item",
        ("title", book.Title),
        ("author", book.Authors.Count > 0 ? string.Join("; ", book.Authors) : asking.Say("book.no_author")),
        ("call_number", book.CallNumber ?? asking.Say("book.no_call_number")),
        ("copies", Copies(book)),
        ("place", BookPlace.Of(book, knowledge) is { Length: > 0 } place ? asking.Say("book.place", ("place", place)) : ""),
        ("published", isAlone && !asking.Question.InGroup ? Published(book) : ""),
        ("added", withDay && book.Added is { } added ? asking.Say("book.added", ("day", SayTime.Date(added, asking.Lang))) : ""));

    private Answer List(string intent, BookSearch search, bool newestFirst)
    {
        var found = Find(search);
        if (found.Total > 0)
            return Listed(intent, found, newestFirst ? Lead(search) : null, newestFirst);
        // "skripsiku soal tsunami, ada buku apa?": what comes before the topic is why it is asked.
        if (asked.ContentAfter(Cue.Topic) is { Count: > 0 } topic && topic.Count < asked.Content.Count && Find(Search(topic) with { AddedFrom = search.AddedFrom, AddedTo = search.AddedTo, NewestFirst = newestFirst }) is { Total: > 0 } onTopic)
            return Listed(intent, onTopic, newestFirst ? Lead(search) : null, newestFirst);
        // "buku soal TBC, buat tugas di puskesmas": and what comes after it, what it is for.
        if (asked.ContentOfFirstClause() is { } clause && clause.Count < asked.Content.Count && (clause.Count > 0 || newestFirst) && Find(Search(clause) with { AddedFrom = search.AddedFrom, AddedTo = search.AddedTo, NewestFirst = newestFirst }) is { Total: > 0 } inClause)
            return Listed(intent, inClause, newestFirst ? Lead(search) : null, newestFirst);
        // "kam pu buku legenda buaya ada kah": what stands right behind "buku" is the topic, whatever else is said.
        if (asked.ContentRightAfterBook() is { Count: > 0 } named && named.Count < asked.Content.Count && Find(Search(named) with { AddedFrom = search.AddedFrom, AddedTo = search.AddedTo, NewestFirst = newestFirst }) is { Total: > 0 } rightAfter)
            return Listed(intent, rightAfter, newestFirst ? Lead(search) : null, newestFirst);
        if (search.AddedFrom is { } from && search.AddedTo is { } to && asked.Content.Count == 0)
            return asking.NotFound(intent, asking.Say("book.none_added", ("days", SayTime.Days(from, to, asking.Lang))));
        return asking.NotFound(intent, asking.Say("book.none")) is var none && asked.NamesUnknownTitle ? none with { Strength = SurelyNone } : none;
    }

    private Answer Titles(IReadOnlyList<string> ids)
    {
        if (BookLanguage() is { } language)
            ids = [.. ids.Where(id => knowledge.Book(id)?.Language == language)];
        return Listed(Intents.BookLookup, new BooksFound(ids, ids.Count), null);
    }

    private Answer Listed(string intent, BooksFound found, string? lead, bool withDay = false)
    {
        var books = found.Ids.Select(knowledge.Book).OfType<Book>().ToList();
        if (books.Count == 0)
            return asking.NotFound(intent, asking.Say("book.none"));
        var shown = books.Take(Asking.ShownAtOnce).ToList();
        var more = found.Total - shown.Count;
        // "What is new?" has no last book: a list without an end is told as far as it is shown.
        var isOpen = intent == Intents.NewBooks && asked.Date is null;
        var text = Wording.Lines([lead ?? asking.Say("book.lead"), .. shown.Select(book => Item(book, withDay, isAlone: found.Total == 1)), more > 0 ? asking.Say("more", ("count", Number(more))) : null]);
        return asking.Answer(intent, text, [.. books.Take(isOpen ? Asking.ShownAtOnce : Asking.Told(found.Total)).Select(book => book.Id)]) with
        {
            Strength = asked.Titles.Count > 0 || asked.Isbn is not null ? 1 : asked.Firm.Count > 0 ? StrengthOf(books[0]) : asked.Content.Count > 0 ? 0.4 : 0.6,
            Buttons = more > 0 ? [asking.Say("button.more")] : [],
            Remember = new AskedBefore(intent, [.. books.Select(book => book.Id)])
            {
                Topic = string.Join(' ', asked.Content),
                From = asked.Date?.From,
                To = asked.Date?.To,
                Branch = asked.Branch?.Id,
                Shown = shown.Count,
            },
        };
    }

    /// <summary>All the words first; then what has most of their weight. A word that no record has weighs most, so a stranger's topic finds nothing.</summary>
    private BooksFound Find(BookSearch search)
    {
        if (ForChildren(search) is { } children)
        {
            foreach (var groups in new[] { children.Groups, [.. children.Groups.Where(group => !Soft.Contains(group.Said))] })
            {
                if (knowledge.Index.Find(children with { Groups = groups }, Asking.RememberedAtMost) is { Total: > 0 } found)
                    return found;
            }
        }

        foreach (var groups in Narrower(search))
        {
            if (knowledge.Index.Find(search with { Groups = groups }, Asking.RememberedAtMost) is { Total: > 0 } exact)
                return Nearest(exact, groups);
        }

        var judging = search.Groups.Select(group => Soft.Contains(group.Said) ? group with { Weight = group.Weight * OfWish } : group).ToList();
        var near = knowledge.Index.Candidates(search, Asking.RememberedAtMost).Ids
            .Select(knowledge.Book).OfType<Book>()
            .Select(book => (book, Evidence: WordGroup.Evidence(judging, RecordWords.Of(book))))
            .Where(judged => judged.Evidence >= Evidence)
            .ToList();
        var ordered = search.NewestFirst ? near.OrderByDescending(judged => judged.book.Added) : near.OrderByDescending(judged => judged.Evidence);
        return new BooksFound([.. ordered.Select(judged => judged.book.Id)], near.Count);
    }

    /// <summary>Books that have the very word leave those behind that only have one of its family ("tari" is no "tarian").</summary>
    private BooksFound Nearest(BooksFound found, IReadOnlyList<WordGroup> groups)
    {
        if (groups.Count == 0 || found.Total > found.Ids.Count)
            return found;
        var judged = found.Ids.Select(id => (id, Evidence: WordGroup.Evidence(groups, RecordWords.Of(knowledge.Book(id)!)))).ToList();
        var best = judged.Max(book => book.Evidence);
        var near = judged.Where(book => book.Evidence >= best * NearBest).Select(book => book.id).ToList();
        // Where nothing tells them apart, the newest comes first.
        if (judged.TrueForAll(book => book.Evidence >= best))
            near = [.. near.OrderByDescending(id => knowledge.Book(id)!.Added)];
        return new BooksFound(near, near.Count);
    }

    /// <summary>All that was said, then less and less of it: wishes and everyday words go first. Who asks for what is new may have named no topic at all.</summary>
    private IEnumerable<IReadOnlyList<WordGroup>> Narrower(BookSearch search)
    {
        var groups = search.Groups;
        var wished = groups.Where(group => !Soft.Contains(group.Said)).ToList();
        var known = wished.Where(group => !group.IsEveryday || group.IsTerm).ToList();
        var firm = wished.Where(group => !group.IsEveryday).ToList();
        var names = firm.Where(group => knowledge.Index.IsAuthorWord(group.Said) && !knowledge.Index.IsTopicWord(group.Said)).ToList();
        yield return groups;
        foreach (var fewer in new[] { wished, known, firm }.Where(fewer => fewer.Count > 0 && fewer.Count < groups.Count))
            yield return fewer;
        if (names.Count > 1 || (names.Count > 0 && names.Count >= firm.Count - 1))
            yield return names;
        if (search.NewestFirst && firm.Count == 0 && (known.Count == 0 || asked.ContentAfter(Cue.Topic).Count == 0))
            yield return [];
    }

    /// <summary>"bacaan buat anak SD" wants children's books, not every book with "anak" in it; "buku tentang anak" wants those.</summary>
    private BookSearch? ForChildren(BookSearch search)
    {
        if (!asked.Has(Cue.Book) || asked.Has(Cue.Topic) || !search.Groups.Any(IsChildren))
            return null;
        var books = new QueryWords(knowledge).Groups(["buku", "anak"]);
        return search with { Groups = [.. search.Groups.Where(group => !IsChildren(group)), .. books] };
    }

    private static bool IsChildren(WordGroup group) => group.Phrases.Any(phrase => phrase is ["anak"] or ["children"]);

    private BookSearch Search(IReadOnlyList<string> content)
    {
        var words = new QueryWords(knowledge);
        var byAuthor = asked.Has(Cue.Author) && !asked.Has(Cue.Who) ? asked.ContentAfter(Cue.Author) : [];
        var rest = byAuthor.Count == 0 ? content : content.Take(content.Count - byAuthor.Count).ToList();
        IReadOnlyList<WordGroup> groups = [.. words.Groups(rest), .. words.Names(byAuthor)];
        return new BookSearch(groups) { Language = BookLanguage(), Branch = BranchWithBooks(), Year = asked.PublishedIn };
    }

    // "buku bahasa Inggris" asks for a language, "buku tentang bahasa Inggris" for a subject.
    private string? BookLanguage()
    {
        if ((asked.Has(Cue.English) && asked.Has(Cue.Indonesian)) || AnyLanguage.Any(words => TextWords.IndexOf(asked.Words, words) >= 0))
            return null;
        if (asked.Has(Cue.English) && !asked.Precedes(Cue.Topic, Cue.English))
            return "en";
        return asked.Has(Cue.Indonesian) && !asked.Precedes(Cue.Topic, Cue.Indonesian) ? "id" : null;
    }

    // A catalogue that does not say where its books stand cannot be searched by branch.
    private string? BranchWithBooks() =>
        asked.Branch is { } branch && knowledge.TellsBranches ? branch.Id : null;

    /// <summary>New books are behind us: "in November", said in March, is last year's.</summary>
    private (DateOnly From, DateOnly To) Past(DatePhrase date)
    {
        if (date.From <= asked.Today || date.NamesYear)
            return (date.From, date.To);
        return date.From == date.To && date.From.DayNumber - asked.Today.DayNumber < 7
            ? (date.From.AddDays(-7), date.To.AddDays(-7))
            : (date.From.AddYears(-1), date.To.AddYears(-1));
    }

    private string Lead(BookSearch search) => search.AddedFrom is { } from && search.AddedTo is { } to
        ? asking.Say("book.lead_added", ("days", SayTime.Days(from, to, asking.Lang)))
        : asking.Say("book.lead_new");

    private string Copies(Book book) => (book.Copies, book.Available) switch
    {
        (null, _) => "",
        ({ } all, null) => asking.Say("book.copies", ("copies", Number(all))),
        ({ } all, 0) => asking.Say("book.all_out", ("copies", Number(all))),
        ({ } all, { } free) => asking.Say("book.available", ("copies", Number(all)), ("available", Number(free))),
    };

    private string Published(Book book)
    {
        var parts = new[] { book.Edition, book.Publisher, book.Year is { } year ? Number(year) : null }.Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
        return parts.Count == 0 ? "" : asking.Say("book.published", ("published", string.Join(", ", parts)));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
