using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// A question taken apart: the words in their formal spelling, the days, branch, titles and names that it mentions,
/// the cues in it, and what is left as its subject. Reads only; decides nothing.
/// </summary>
public sealed partial class AskedText
{
    /// <summary>What is longer is no question; the rest of it is not read.</summary>
    public const int LettersAtMost = 1000;
    private const int JointAtMost = 8;
    private const int NameOfDayAtMost = 3;
    internal const string Masked = "\u0001";

    private readonly KnowledgeSnapshot knowledge;
    private readonly List<AskedWord> pieces;
    private readonly IReadOnlyList<CueFound> cues;
    private IReadOnlyList<Likely>? likely;

    public AskedText(string text, DateTimeOffset now, KnowledgeSnapshot knowledge)
    {
        this.knowledge = knowledge;
        Now = now;
        Text = text.Length > LettersAtMost ? text[..LettersAtMost] : text;
        pieces = new FormalSpelling(knowledge).Read(Text);
        Titles = Mentions();
        Date = DatePhrase.Find(WithoutTitles(), now);
        MaskDates();
        Branch = TakeBranch();
        var marks = new CueMarks(pieces, knowledge);
        cues = marks.Find();
        Isbn = IsbnNumber.Find(Text);
        Ages = TakeAges();
        Content = ContentWords(marks);
        marks.MarkTopics();
    }

    public string Text { get; }
    public DateTimeOffset Now { get; }
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
    public DatePhrase? Date { get; }
    public Branch? Branch { get; }
    public string? Isbn { get; }

    /// <summary>The ages for whom something is wanted: "anak saya umur 15", "kids".</summary>
    public AgesFound? Ages { get; }

    /// <summary>Books whose whole title stands in the question.</summary>
    public IReadOnlyList<TitleMention> Titles { get; }

    /// <summary>What the question is about, once days, branch, cues and small words are taken away.</summary>
    public IReadOnlyList<string> Content { get; }

    /// <summary>What it wants by its sound, the likeliest first.</summary>
    public IReadOnlyList<Likely> Likely => likely ??= IntentModel.Of(this);

    /// <summary>The part of it that says anything at all, be it of a topic or of a service.</summary>
    public IReadOnlyList<string> Says => [.. pieces.Where(piece => piece is { IsContent: true, InCue: false } && (!EverydayWords.IsCommon(piece.Word) || knowledge.Terms.At([piece.Word], 0) is not null) && !piece.Word.All(char.IsDigit)).Select(piece => piece.Word)];

    /// <summary>The part of it that tells of a topic: without the words that people say whatever they ask about.</summary>
    public IReadOnlyList<string> Firm => [.. Content.Where(word => !knowledge.Words.IsEveryday(word))];

    /// <summary>Whether a place in the text lies inside a title or a day: "14 s.d. 20 April".</summary>
    public bool IsInside(int at) => IsInDate(at) || Titles.Any(title => pieces[title.At].Start <= at && at - (EndsInQuestion(title) ? 1 : 0) < pieces[title.At + title.Length - 1].End);

    // "7 and 8 November": what joins its parts belongs to the day.
    private bool IsInDate(int at) => Date is { Places: { Count: > 0 } places } && places.Any(place => place.End > at) && places.Any(place => place.Start <= at)
        && places.Where(place => place.Start > at).Select(place => place.Start).DefaultIfEmpty(at).Min() - places.Where(place => place.Start <= at).Max(place => place.End) <= JointAtMost;

    private bool EndsInQuestion(TitleMention title) => title.BookIds.Any(id => knowledge.Book(id)?.Title.TrimEnd().EndsWith('?') == true);

    /// <summary>Every word, in its formal spelling.</summary>
    public IReadOnlyList<string> Words => [.. pieces.Select(piece => piece.Word)];

    /// <summary>The question with its days, branches, titles and numbers left open: what it wants, not of which thing.</summary>
    public IEnumerable<string> Shape => pieces.Select(piece =>
        piece.InTitle || piece.IsTopic ? Utterances.Thing : piece.InDate ? Utterances.Day : piece.InBranch ? Utterances.Place : piece.Word.All(char.IsDigit) ? Utterances.Number : piece.Word);

    /// <summary>Whether it says that the library is meant.</summary>
    public bool SaysLibrary => pieces.Any(piece => piece.Word is "perpustakaan" or "perpustakaannya" or "perpus" or "perpusnya" or "library");

    /// <summary>Every word but those that name a day.</summary>
    public IEnumerable<string> WordsOutsideDates => pieces.Where(piece => !piece.InDate).Select(piece => piece.Word);

    /// <summary>Every word but those that name a branch.</summary>
    public IEnumerable<string> WordsOutsideBranch => pieces.Where(piece => !piece.InBranch).Select(piece => piece.Word);

    /// <summary>The words that name a branch.</summary>
    public IEnumerable<string> WordsOfBranch => pieces.Where(piece => piece.InBranch).Select(piece => piece.Word);

    /// <summary>Whether a day is all that it says: "8 November?".</summary>
    public bool IsDayAlone => Date is not null && cues.Count == 0 && WordsOutsideDates.All(StopWords.Has);

    /// <summary>Whether a day and a branch are all that it says: "kampus hukum jumat?".</summary>
    public bool IsDayAndBranchAlone => Date is { NamesDay: true } && Branch is not null && cues.Count == 0 && pieces.TrueForAll(piece => piece.InDate || piece.InBranch || StopWords.Has(piece.Word));

    /// <summary>All that the question says besides its days and branch, cue words among it: for matching house rules.</summary>
    public IReadOnlyList<WordGroup> Telling => [.. new QueryWords(knowledge)
        .Groups([.. pieces.Where((piece, at) => !piece.InDate && !piece.InBranch && !piece.AsksWhere && !IsMeans(at)).Select(piece => piece.Word)])
        .Where(group => !StopWords.Has(group.Said) && !group.Said.All(char.IsDigit))];

    /// <summary>Whether it asks for a title, by its looks, that no record has.</summary>
    public bool NamesUnknownTitle => Titles.Count == 0 && Quoted is null && UnknownTitle.IsIn(Text, pieces, knowledge);

    /// <summary>Whether it says "book" and a word that books here are about.</summary>
    public bool NamesTopicOfBooks => Has(Cue.Book) && Firm.Any(knowledge.Index.IsTopicWord);

    /// <summary>Whether it says a word that only names of authors have: "is the Hemingway in?".</summary>
    public bool SaysAuthor => pieces.Any(piece => piece is { IsContent: true, IsCapital: true } && knowledge.Index.IsAuthorWord(piece.Word) && !knowledge.Index.IsTopicWord(piece.Word));

    // "by phone", "lewat WhatsApp": how something is done, not what.
    private bool IsMeans(int at) => at > 1 && pieces[at - 1].Word is "by" or "via" or "lewat" or "melalui" or "through";

    /// <summary>A title or name that the person put in quotation marks, or null.</summary>
    public string? Quoted => InQuotes().Match(Text) is { Success: true } quoted ? (quoted.Groups[1].Value + quoted.Groups[2].Value).Trim() : null;

    /// <summary>The publication year asked for, "terbitan 2024".</summary>
    public int? PublishedIn => Published().Match(Text) is { Success: true } year ? int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>A class or call number, "899.22".</summary>
    public string? ClassNumber => ClassWritten().Match(Text) is { Success: true } number ? number.Value : null;

    /// <summary>Names in capitals that are neither titles, branches, days nor words of the library's records: people, most likely.</summary>
    public bool NamesSomeone => pieces.Skip(1).Any(piece =>
        !IsShouted(piece) && piece is { IsCapital: true, InDate: false, InBranch: false, InTitle: false, InCue: false }
        && !StopWords.Has(piece.Word) && !knowledge.Words.Has(piece.Word) && !CueBook.Knows(piece.Word));

    // "WA", "HP", "KTP" are no people.
    private bool IsShouted(AskedWord piece) => Text.AsSpan(piece.Start, piece.End - piece.Start) is { Length: <= 4 } written && written.ToString().All(char.IsUpper);

    public bool Has(Cue cue) => cues.Any(found => found.Cue == cue);

    /// <summary>Whether a cue was said in more than one word.</summary>
    public bool IsPhrase(Cue cue) => cues.Any(found => found.Cue == cue && found.Length > 1);

    public bool HasAny(params ReadOnlySpan<Cue> any)
    {
        foreach (var cue in any)
        {
            if (Has(cue))
                return true;
        }

        return false;
    }

    /// <summary>Whether nothing but these cues and small words is in the question.</summary>
    public bool IsOnly(params Cue[] allowed)
    {
        var covered = new bool[pieces.Count];
        foreach (var found in cues.Where(found => allowed.Contains(found.Cue)))
            Array.Fill(covered, true, found.At, found.Length);
        return covered.Any(isCovered => isCovered)
            && pieces.Index().All(piece => covered[piece.Index] || (StopWords.Has(piece.Item.Word) && !QuestionWords.Contains(piece.Item.Word)));
    }

    /// <summary>The subject's words that come after a cue.</summary>
    public IReadOnlyList<string> ContentAfter(Cue cue)
    {
        var at = cues.Where(found => found.Cue == cue).Select(found => found.At + found.Length).DefaultIfEmpty(int.MaxValue).Max();
        return [.. pieces.Index().Where(piece => piece.Index >= at && piece.Item.IsContent).Select(piece => piece.Item.Word)];
    }

    /// <summary>The subject's words up to a comma or a purpose ("buat tugas", "for my mother"); null when there is no such place.</summary>
    public IReadOnlyList<string>? ContentOfFirstClause()
    {
        var begun = false;
        for (var at = 1; at < pieces.Count; at++)
        {
            var ends = begun && (pieces[at].Word is "buat" or "untuk" or "for" or "guna" or "karena" or "because" || Text.AsSpan(pieces[at - 1].End, Math.Max(0, pieces[at].Start - pieces[at - 1].End)).Contains(','));
            if (ends)
                return [.. pieces.Take(at).Where(piece => piece.IsContent).Select(piece => piece.Word)];
            begun |= pieces[at].IsContent || pieces[at].InCue;
        }

        return null;
    }

    /// <summary>The subject's words in a row right after "buku" or the like, where one of them is no everyday word.</summary>
    public IReadOnlyList<string> ContentRightAfterBook()
    {
        var at = cues.Where(found => found is { Cue: Cue.Book, KeepsWords: false }).Select(found => found.At + found.Length).FirstOrDefault(-1);
        if (at < 0)
            return [];
        var run = pieces.Skip(at).TakeWhile(piece => piece.IsContent).ToList();
        // What was told of books in a sentence before is no wish for them.
        if (!run.Exists(piece => !knowledge.Words.IsEveryday(piece.Word)) || Text.AsSpan(run[^1].End).TrimEnd("?!. ").ContainsAny('.', '!', '?'))
            return [];
        return [.. run.Select(piece => piece.Word)];
    }

    /// <summary>Whether a cue's first word comes right at the beginning, small words aside: "post this to ...".</summary>
    public bool BeginsWith(Cue cue) => cues.Any(found => found.Cue == cue && pieces.Take(found.At).All(piece => StopWords.Has(piece.Word) || piece.InCue));

    /// <summary>Whether one cue stands right before another, small words aside.</summary>
    public bool Precedes(Cue first, Cue second) => cues.Any(a => a.Cue == first && cues.Any(b => b.Cue == second && b.At >= a.At + a.Length
        && pieces.Skip(a.At + a.Length).Take(b.At - a.At - a.Length).All(piece => StopWords.Has(piece.Word))));

    private static readonly HashSet<string> QuestionWords = ["apa", "berapa", "kapan", "mana", "siapa", "what", "when", "where", "which", "who", "buku", "book", "books", "acara", "event", "events", "perpustakaan", "library"];

    // A title of one word ("Pulang") is a word first of all: it needs quotation marks, "buku" before it, or to stand alone.
    private IReadOnlyList<TitleMention> Mentions()
    {
        var words = Words;
        var telling = words.Count(word => !StopWords.Has(word));
        var isOfEvents = CueBook.Find(words).Any(cue => cue.Cue is Cue.Event or Cue.EventType or Cue.Hours);
        var sure = knowledge.Titles.Find(words).Where(mention => mention.Length > 1 || (telling <= 1 && !isOfEvents) || IsMarkedAsTitle(mention.At)).ToList();
        foreach (var mention in sure)
        {
            for (var i = mention.At; i < mention.At + mention.Length; i++)
                pieces[i].InTitle = true;
        }

        return sure;
    }

    private bool IsMarkedAsTitle(int at)
    {
        var piece = pieces[at];
        if (piece.Start > 0 && Text[piece.Start - 1] is '"' or '\'' or '“' or '‘' or '«')
            return true;
        var before = at > 0 ? pieces[at - 1].Word : "";
        return before is "judul" or "novel" or "berjudul" or "titled" or "called" || (before is "buku" or "book" && piece.IsCapital)
            || (piece.IsCapital && at > 0 && !pieces.All(other => other.IsCapital));
    }

    private string WithoutTitles()
    {
        var letters = Text.ToCharArray();
        foreach (var piece in pieces.Where(piece => piece.InTitle))
            Array.Fill(letters, 'x', piece.Start, piece.End - piece.Start);
        // "October's new titles", "Saturday's workshop".
        return Possessive().Replace(new string(letters), "  ");
    }

    private void MaskDates()
    {
        foreach (var piece in pieces)
            piece.InDate = Date?.Places.Any(place => piece.Start < place.End && piece.End > place.Start) == true;
        MaskNameOfDay();
    }

    // "pas Hari Batik tanggal 2 Oktober": the name of the day is no topic.
    private void MaskNameOfDay()
    {
        for (var at = 0; at + 2 < pieces.Count; at++)
        {
            if (pieces[at] is not { Word: "hari", InDate: false })
                continue;
            var name = pieces.Skip(at + 1).TakeWhile(piece => piece is { InDate: false, IsCapital: true } && !CueBook.Knows(piece.Word)).ToList();
            if (name.Count is 0 or > NameOfDayAtMost || !(at + 1 + name.Count < pieces.Count && pieces[at + 1 + name.Count].InDate))
                continue;
            foreach (var piece in pieces.Skip(at).Take(name.Count + 1))
                piece.InDate = true;
        }
    }

    private AgesFound? TakeAges()
    {
        if (Language.Ages.In(WithoutTitles()) is not { } found)
            return null;
        var numbered = found.Place is var (start, end) ? pieces.Where(piece => piece.Start < end && piece.End > start).ToList() : [];
        // "5 tahun lalu" is a day.
        if (numbered.Any(piece => piece.InDate))
            return null;
        foreach (var piece in numbered)
            piece.InAges = true;
        return found;
    }

    private Branch? TakeBranch()
    {
        var words = pieces.Select(piece => piece.InTitle || piece.InDate ? Masked : piece.Word).ToList();
        var found = BranchNames.Mention(words, knowledge.Branches);
        while (found is { Length: 1 } word && BranchOrTopic.IsTopic(words, word.At, knowledge))
        {
            words[word.At] = Masked;
            found = BranchNames.Mention(words, knowledge.Branches);
        }

        if (found is not { } mention)
            return null;
        // "pusling di Pasar Hatuwe": the same branch by two names.
        for (var again = ((Branch Branch, int At, int Length)?)mention; again is { } named; again = BranchNames.Mention([.. pieces.Select(piece => piece.InTitle || piece.InDate || piece.InBranch ? Masked : piece.Word)], [mention.Branch]))
        {
            for (var i = named.At; i < named.At + named.Length; i++)
                pieces[i].InBranch = true;
        }

        return mention.Branch;
    }

    private List<string> ContentWords(CueMarks marks)
    {
        var phrases = marks.Phrases([.. pieces.Select(piece => piece.InDate || piece.InBranch ? Masked : piece.Word)]);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var inPhrase = phrases.Any(phrase => i >= phrase.At && i < phrase.At + phrase.Length) && !piece.IsUsedUp;
            piece.IsContent = !piece.InDate && !piece.InBranch && !piece.InAges
                && (piece.InTitle || piece.IsKept || inPhrase || (!piece.IsUsedUp && !StopWords.Has(piece.Word) && (piece.Word.Length > 1 || char.IsDigit(piece.Word[0]) || piece.IsCapital)));
        }

        // "komik terbaru apa aja bang": who is spoken to stands last.
        if (pieces.Count > 2 && pieces[^1].Word is "bang" or "abang" or "mas" or "mbak" or "gan" or "bro" or "sis")
            pieces[^1].IsContent = false;
        return [.. pieces.Where(piece => piece.IsContent).Select(piece => piece.Word)];
    }

    [GeneratedRegex("[\"“«]([^\"”»]{2,200})[\"”»]|(?<![\\p{L}])['‘]([^'’]{2,200})['’]")]
    private static partial Regex InQuotes();

    [GeneratedRegex(@"(?<=\p{L})['’]s\b")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"(?i)(?:terbit(?:an)?|published|publication)(?:\s+(?:in|tahun|pada|year|from))*\s+((?:19|20)[0-9][0-9])")]
    private static partial Regex Published();

    [GeneratedRegex(@"(?<![0-9.,/])[0-9]{3}(?:\.[0-9]+)?(?![0-9./:])")]
    private static partial Regex ClassWritten();
}
