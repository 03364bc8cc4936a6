using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Questions that lean on the one before: "yang di Serpong?", "and after that one?", "kalau besok?", "more".</summary>
internal static class FollowUps
{
    private const int ShortQuestion = 8;

    /// <summary>"kalau dosen?"</summary>
    private const int PersonAlone = 4;
    private const int LongestQuestion = 14;
    private static readonly string[] EventIntents = [Intents.Events, Intents.Register, Intents.RegisterInfo];
    private static readonly string[] BookIntents = [Intents.NewBooks, Intents.BookLookup];
    private static readonly string[] Pointers = ["itu", "tersebut", "nya", "it", "that", "one", "this", "ini", "tadi", "them", "those", "itunya", "acaranya", "bukunya", "kegiatannya", "eventnya", "kelasnya", "lombanya", "filmnya", "novelnya", "sesinya", "judulnya", "pelatihannya", "workshopnya", "webinarnya", "seminarnya"];

    private static readonly HashSet<string> OfPublishing = ["terbit", "terbitnya", "terbitan", "diterbitkan", "penerbit", "penerbitnya", "tahunnya", "published", "publisher", "publication", "edisi", "edisinya", "edition"];

    /// <summary>The answer when the question leans on the one before, or null when it stands on its own.</summary>
    public static Answer? Of(Asking asking, string intent)
    {
        if (new CalendarAnswers(asking).Of(intent) is { } kept)
            return kept;
        if (asking.Question.Before is not { } before)
            return null;
        if (BookIntents.Contains(before.Intent) && asking.Asked.Words.Any(word => word is "else" or "lain" or "lainnya" or "other" or "another") && asking.Asked.Firm.Count > 0 && intent is Intents.BookLookup or Intents.Unknown
            && new BookAnswers(asking).Lookup() is { Ids.Count: > 0 } others && others.Ids.Except(before.Ids).ToList() is { Count: > 0 } rest)
            return new BookAnswers(asking).Show(Intents.BookLookup, rest);
        if (before.Intent == Intents.Pathfinder && asking.Asked.Has(Cue.About) && asking.Asked.Words.Count <= ShortQuestion && asking.Asked.Content.Count > 0 && IsEmptyOf(asking.Asked))
            return new GuideAnswers(asking).Guide() with { Intent = Intents.FollowUp };
        if (asking.Asked.Titles.Count > 0)
            return null;
        var answer = More(asking, before) ?? Next(asking, before) ?? Chosen(asking, before) ?? Earlier(asking, before) ?? About(asking, before, intent) ?? Elsewhere(asking, before, intent);
        return answer is null ? null : answer with { Intent = Intents.FollowUp };
    }

    private static Answer? More(Asking asking, AskedBefore before)
    {
        if (!asking.Asked.Has(Cue.More) || asking.Asked.HasAny(Cue.SeatInfo, Cue.Register, Cue.When, Cue.Where, Cue.Hours, Cue.Shelf, Cue.Cost) || asking.Asked.Content.Count > 0 || asking.Asked.Date is not null || asking.Asked.Words.Count > 6 || before.Ids.Count == 0)
            return null;
        var rest = before.Ids.Skip(before.Shown).ToList();
        if (rest.Count == 0)
            return asking.Asked.Has(Cue.After) ? null : asking.Answer(before.Intent, asking.Say("no_more"), []) with { Remember = before };
        var answer = Show(asking, before.Intent, rest);
        return answer with { Remember = before with { Shown = before.Shown + Math.Min(answer.Ids.Count, Asking.ShownAtOnce) } };
    }

    private static Answer? Next(Asking asking, AskedBefore before) => SameDayLater(asking, before) ?? Later(asking, before) ??
        (asking.Asked.Has(Cue.After) && (asking.Asked.Says.Count == 0 || NamesNextTime(asking.Asked.Words)) && EventIntents.Contains(before.Intent) && before.Ids.Count > 0
            ? new EventAnswers(asking).After(before.Ids[0], before.To ?? asking.Today)
            : AfterDay(asking, before));

    /// <summary>"Habis yang tanggal 21 kapan lagi?"</summary>
    private static Answer? AfterDay(Asking asking, AskedBefore before) =>
        EventIntents.Contains(before.Intent) && before.Ids.Count > 0 && asking.Asked is { Date: { NamesDay: true } date, Says.Count: 0 } && asking.Asked.Words.Any(word => word is "habis" or "setelah" or "sesudah" or "after")
            ? new EventAnswers(asking).After(before.Ids[0], date.To)
            : null;

    /// <summary>"and the day after?", "minggu berikutnya?": the same question so much later.</summary>
    private static Answer? Later(Asking asking, AskedBefore before)
    {
        if (before is not { From: { } from, To: { } to } || asking.Asked.Firm.Count > 0 || asking.Asked.Words.Count > ShortQuestion)
            return null;
        var words = asking.Asked.Words;
        if (Says("day") || Says("hari") || words.Any(word => word is "besoknya" or "esoknya" or "keesokan" or "keesokannya"))
            return On(asking, before, to.AddDays(1), to.AddDays(1));
        if (Says("week") || Says("minggu") || Says("pekan"))
            return On(asking, before, from.AddDays(7), to.AddDays(7));
        if (Says("weekend") || TextWords.IndexOf(words, ["akhir", "pekan", "berikutnya"]) >= 0)
            return On(asking, before, to.AddDays(((int)DayOfWeek.Saturday - (int)to.DayOfWeek + 6) % 7 + 1), to.AddDays(((int)DayOfWeek.Saturday - (int)to.DayOfWeek + 6) % 7 + 2));
        return Says("month") || Says("bulan") ? On(asking, before, new DateOnly(to.Year, to.Month, 1).AddMonths(1), new DateOnly(to.Year, to.Month, 1).AddMonths(2).AddDays(-1)) : null;

        bool Says(string unit) => words.Index().Any(word => word.Item == unit && (words.ElementAtOrDefault(word.Index + 1) is "after" or "berikutnya" or "setelahnya" or "sesudahnya" or "selanjutnya" || words.ElementAtOrDefault(word.Index - 1) is "following" || (words.ElementAtOrDefault(word.Index + 1) is "setelah" or "sesudah" && words.ElementAtOrDefault(word.Index + 2) is "itu")));
    }

    private static Answer? On(Asking asking, AskedBefore before, DateOnly from, DateOnly to)
    {
        var days = $"{Iso(from)} - {Iso(to)}";
        return Again(asking with { Question = asking.Question with { Text = days }, Asked = new AskedText(days, asking.Now, asking.Knowledge) }, before);
    }

    // "besok aku praktikum, sesi berikutnya kapan?"
    private static bool NamesNextTime(IReadOnlyList<string> words) => words.Index().Any(word => word.Item is "sesi" or "jadwal" or "pertemuan" && words.ElementAtOrDefault(word.Index + 1) is "berikutnya" or "selanjutnya")
        || words.Index().Any(word => word.Item == "next" && words.ElementAtOrDefault(word.Index + 1) is "session" or "one" or "date" or "class");

    /// <summary>"And the Saturday after that?": the first such day after the days before.</summary>
    private static Answer? SameDayLater(Asking asking, AskedBefore before)
    {
        if (before.To is not { } to || !(asking.Asked.Has(Cue.After) || asking.Asked.Words.Any(word => word is "after" or "setelahnya" or "sesudahnya")) || asking.Asked.Says.Count > 0 || asking.Asked.Words.Select(CalendarNames.Day).FirstOrDefault(day => day is not null) is not { } named)
            return null;
        var day = to.AddDays(1);
        while (day.DayOfWeek != named)
            day = day.AddDays(1);
        return On(asking, before, day, day);
    }

    /// <summary>"yang kedua", "the first one".</summary>
    private static Answer? Chosen(Asking asking, AskedBefore before)
    {
        var place = asking.Asked.Words.Select(CalendarNames.Ordinal).FirstOrDefault(found => found is not null);
        return place is { } number && asking.Asked.Words.Count <= 10 && asking.Asked.Says.All(word => IsOfEvents(asking, word, before)) && number <= before.Ids.Count && asking.Asked.Date is null
            ? Show(asking, before.Intent, [before.Ids[number - 1]])
            : null;
    }

    /// <summary>"and the week before?": the same question for the days of the same length before those.</summary>
    private static Answer? Earlier(Asking asking, AskedBefore before)
    {
        if (before is not { From: { } from, To: { } to } || asking.Asked.Says.Count > 0 || !asking.Asked.Words.Any(word => word is "before" or "sebelumnya" or "sebelum"))
            return null;
        var isMonth = from.Day == 1 && to == from.AddMonths(1).AddDays(-1);
        return isMonth ? On(asking, before, from.AddMonths(-1), from.AddDays(-1)) : On(asking, before, from.AddDays(from.DayNumber - to.DayNumber - 1), from.AddDays(-1));
    }

    /// <summary>A question about the very thing just shown: its place, its seats, its author.</summary>
    private static Answer? About(Asking asking, AskedBefore before, string intent)
    {
        var asked = asking.Asked;
        if (asked.Firm.Concat(asked.Says).Any(word => !IsOfEvents(asking, word, before) && !IsOfRule(asking, word, before) && !(BookIntents.Contains(before.Intent) && OfPublishing.Contains(word))) || asked.Branch is not null || before.Ids.Count is 0 or > 3 || asked.Words.Count > LongestQuestion)
            return null;
        var points = asked.WordsOutsideDates.Any(Pointers.Contains);
        if (before.Intent == Intents.Faq && asked.Words.Count <= PersonAlone && asked.HasAny(Cue.About, Cue.Hypothetical) && asked.Date is null && (intent is not Intents.Faq || asked.Content.All(word => IsOfRule(asking, word, before))))
            return Show(asking, before.Intent, before.Ids);
        if (before.Intent == Intents.Faq && asked.Words.Count <= ShortQuestion && DailyAmount.Asks(asking.Question.Text))
            return Show(asking, before.Intent, before.Ids);
        // "... ada tempat ngobrol? harus booking dulu?", "which floor is it?": the rule that was told says it, or nobody does.
        if (before.Intent == Intents.Faq && asked.Date is null && asked.Words.Count <= ShortQuestion && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Book, Cue.New) && (points || asked.HasAny(Cue.SeatInfo, Cue.Register, Cue.Cost)) && intent is Intents.Unknown or Intents.Register or Intents.RegisterInfo)
            return Show(asking, before.Intent, before.Ids);
        if (before.Ids.Count == 1 && BookIntents.Contains(before.Intent) && asked.Words.Count <= ShortQuestion && asked.HasAny(Cue.Loan, Cue.Shelf) && asked.Words.Any(word => word is "dipinjam" or "borrow" or "eksemplarnya" or "stoknya") && !asked.Words.Any(word => word is "berapa" or "lama" or "long" or "many"))
            return Show(asking, before.Intent, before.Ids);
        if (asked.Date is { } date)
            return points && !asked.HasAny(Cue.Event, Cue.EventType) && EventIntents.Contains(before.Intent) && before.Ids.Count == 1 ? new EventAnswers(asking).InDays(before.Ids[0], date) : null;
        if (asked.Words.Count > ShortQuestion && !points)
            return null;
        if (points && before.Intent == Intents.Pathfinder)
            return Show(asking, before.Intent, before.Ids);
        if (EventIntents.Contains(before.Intent) && before.Ids.Count == 1 && intent is Intents.Register or Intents.RegisterInfo or Intents.CancelRsvp)
            return intent == Intents.Register && !asking.Question.InGroup ? new SignUpAnswers(asking).RegisterFor(before.Ids[0]) : Show(asking, before.Intent, before.Ids);
        if (EventIntents.Contains(before.Intent) && (asked.Has(Cue.Shelf) || asked.Words.Any(word => word is "bukunya") || TextWords.IndexOf(asked.Words, ["the", "book"]) >= 0) && before.Ids.Select(asking.Knowledge.Event).SelectMany(found => found?.Books ?? []).ToList() is { Count: > 0 } books)
            return new BookAnswers(asking).Show(Intents.BookLookup, books);
        var asksOfEvent = EventIntents.Contains(before.Intent) && (asked.HasAny(Cue.Where, Cue.Place, Cue.When, Cue.SeatInfo, Cue.Cost, Cue.Register, Cue.Cancelled, Cue.May) || asked.Words.Any(EventWishes.IsFromAfar));
        var asksOfBook = BookIntents.Contains(before.Intent) && !(intent == Intents.Faq && TextWords.IndexOf(asked.Words, ["how", "long"]) >= 0) && !(intent == Intents.Faq && TextWords.IndexOf(asked.Words, ["berapa", "lama"]) >= 0) && (asked.HasAny(Cue.Shelf, Cue.Where, Cue.Author, Cue.Loan, Cue.When, Cue.SeatInfo) || asked.Words.Any(word => word is "cabang" or "branch" or "copy" or "copies" or "eksemplar" || OfPublishing.Contains(word)) || TextWords.IndexOf(asked.Words, ["tahun", "berapa"]) >= 0);
        return (asksOfEvent || asksOfBook) && (intent is Intents.Unknown or Intents.RegisterInfo or Intents.Register or Intents.BookLookup or Intents.Place || points)
            ? Show(asking, before.Intent, InAskedLanguage(asking, before.Ids))
            : null;
    }

    // "is the English one on the shelf?"
    private static IReadOnlyList<string> InAskedLanguage(Asking asking, IReadOnlyList<string> ids)
    {
        var language = asking.Asked.Has(Cue.English) ? "en" : asking.Asked.Has(Cue.Indonesian) ? "id" : null;
        var fitting = ids.Where(id => language is not null && asking.Knowledge.Book(id)?.Language == language).ToList();
        return fitting.Count > 0 ? fitting : ids;
    }

    // "is it online?", "anak 4 tahun boleh ikut?" ask of the event that was shown, not of another; whom it is for, only where it says so.
    private static bool IsOfEvents(Asking asking, string word, AskedBefore before) => EventIntents.Contains(before.Intent) && ((Ages.IsGroup(word) && before.Ids.Any(id => asking.Knowledge.Event(id)?.Audience is not null)) || EventWishes.IsFromAfar(word) || word is "kosong" or "available" or "tersedia" or "tempat" or "kursi" or "sisa" or "places" or "seats" or "umur" or "usia");

    private static bool IsOfRule(Asking asking, string word, AskedBefore before) => before is { Intent: Intents.Faq, Ids: [var rule] } && asking.Knowledge.FaqWords.TryGetValue(rule, out var words) && words.Has(word) > 0;

    /// <summary>The same question for another day, branch or topic.</summary>
    private static Answer? Elsewhere(Asking asking, AskedBefore before, string intent)
    {
        var asked = asking.Asked;
        var leans = asked.Has(Cue.About) || asked.Words.Count <= 4 || (asked.Words.Any(Pointers.Contains) && asked.HasAny(Cue.English, Cue.Indonesian));
        if (!leans || (intent is not (Intents.Unknown or Intents.Ambiguous) && !IsEmptyOf(asked)))
            return null;
        var hasNewPlaceOrDay = asked.Date is not null || NewBranch(asking, before) is not null;
        if (!hasNewPlaceOrDay && (intent == Intents.Faq || asked.Content.Count == 0 || !asked.Has(Cue.About)) && !asked.HasAny(Cue.English, Cue.Indonesian))
            return null;
        return Again(asking, before);
    }

    // "dan acara besok?" after a list of events says its own intent; "kalau yang besok?" does not.
    private static bool IsEmptyOf(AskedText asked) => !asked.HasAny(Cue.Book, Cue.New, Cue.Event, Cue.EventType, Cue.Hours, Cue.Register, Cue.Pathfinder, Cue.Loan, Cue.Debt);

    private static Branch? NewBranch(Asking asking, AskedBefore before) => asking.Asked.Branch ?? OtherBranch(asking, before)
        ?? BranchNames.OfWord([.. asking.Asked.Words.Where((word, at) => asking.Asked.Content.Contains(word) && !BranchOrTopic.IsTopic(asking.Asked.Words, at, asking.Knowledge))], asking.Knowledge.Branches);

    /// <summary>"And the other campus?", where there are but two.</summary>
    private static Branch? OtherBranch(Asking asking, AskedBefore before) =>
        before.Branch is { } first && asking.Knowledge.Branches is [_, _] && asking.Asked.Words.Any(word => word is "other" or "lain" or "lainnya" or "satunya")
            ? asking.Knowledge.Branches.FirstOrDefault(branch => branch.Id != first)
            : null;

    private static Answer? Again(Asking asking, AskedBefore before)
    {
        var words = new List<string>();
        var asked = asking.Asked;
        if (asked.Content.Count == 0 && before.Topic is { } topic)
            words.Add(topic);
        words.Add(asking.Question.Text);
        if (asked.Branch is null && (NewBranch(asking, before) ?? asking.Knowledge.Branch(before.Branch)) is { } branch)
            words.Add(branch.Name);
        var merged = new AskedText(string.Join(' ', words), asking.Now, asking.Knowledge);
        if (merged.Date is null && before is { From: { } from, To: { } to })
            merged = new AskedText($"{string.Join(' ', words)} {Iso(from)} - {Iso(to)}", asking.Now, asking.Knowledge);
        var again = asking with { Asked = merged };
        return before.Intent switch
        {
            Intents.Events or Intents.RegisterInfo or Intents.Register => new EventAnswers(again).Events(),
            Intents.NewBooks => new BookAnswers(again).New(),
            Intents.BookLookup => new BookAnswers(again).Lookup(),
            Intents.Hours => new HoursAnswers(again).Hours(),
            Intents.Pathfinder => new GuideAnswers(again).Guide(),
            _ => null,
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Answer Show(Asking asking, string intent, IReadOnlyList<string> ids)
    {
        if (EventIntents.Contains(intent))
            return new EventAnswers(asking).Show(intent, ids);
        if (BookIntents.Contains(intent))
            return new BookAnswers(asking).Show(intent, ids);
        if (intent == Intents.Pathfinder && asking.Knowledge.Pathfinders.FirstOrDefault(guide => guide.Id == ids[0]) is { } found)
            return new GuideAnswers(asking).Show(intent, found);
        return asking.Knowledge.Faqs.FirstOrDefault(faq => faq.Id == ids[0]) is { } rule ? new FaqAnswers(asking).Show(rule) : asking.NotFound(intent);
    }
}
