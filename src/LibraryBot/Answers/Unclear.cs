using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Questions that may mean several things: what can be said is said, and one question settles the rest.</summary>
internal static class Unclear
{
    /// <summary>"Saturday?": the hours of the day and what is on, then which of them was meant.</summary>
    public static Answer DayOrBranch(Asking asking)
    {
        var date = asking.Asked.Date is { NamesDay: true } said ? said : null;
        var (from, to) = date is null ? (asking.Today, asking.Today) : (date.From, date.To);
        var isLong = to.DayNumber - from.DayNumber > 2;
        var hours = from == to ? new HoursAnswers(asking).Day(from) : isLong ? asking.Answer(Intents.Hours, "", []) : new HoursAnswers(asking).Hours();
        var events = new EventWishes(asking).InDays(from, to).Take(Asking.ShownAtOnce).ToList();
        var text = Wording.Lines([
            hours.Ids.Count > 0 ? hours.Text : null,
            events.Count > 0 ? asking.Say("event.lead_days", ("days", from == to ? SayTime.Day(from, asking.Lang) : SayTime.Days(from, to, asking.Lang))) : null,
            .. events.Select(new EventLines(asking).Item),
            asking.Say("ambiguous.day")]);
        return asking.Answer(Intents.Ambiguous, text, [.. hours.Ids, .. events.Select(found => found.Event.Id)], clarify: true) with
        {
            Buttons = [asking.Say("button.hours"), asking.Say("button.events")],
            Remember = new AskedBefore(Intents.Events, [.. events.Select(found => found.Event.Id)]) { From = from, To = to, Branch = asking.Asked.Branch?.Id },
        };
    }

    /// <summary>One word that is also a title ("pulang"): shows the book and asks whether it was meant.</summary>
    public static Answer? LoneTitle(Asking asking)
    {
        if (asking.Asked.Titles is not [{ Length: 1 } title] || asking.Asked.Words.Count > 2 || asking.Asked.Quoted is not null)
            return null;
        var books = title.BookIds.Select(asking.Knowledge.Book).OfType<Book>().ToList();
        var shown = new BookAnswers(asking);
        var events = new EventAnswers(asking).ByNameAlone();
        var guide = new GuideAnswers(asking).Matching(new QueryWords(asking.Knowledge).Groups(asking.Asked.Content));
        var text = Wording.Lines([
            asking.Say("ambiguous.title"), .. books.Select(book => shown.Item(book, withDay: false)), events?.Text,
            guide is null ? null : asking.Say("guide.lead", ("topic", guide.Topic)),
            asking.Say(events is null && guide is null ? "ambiguous.title_ask" : "ambiguous")]);
        return asking.Answer(Intents.Ambiguous, text, [.. books.Select(book => book.Id), .. events?.Ids ?? [], .. guide is null ? [] : new[] { guide.Id }], clarify: true) with
        {
            Remember = new AskedBefore(Intents.BookLookup, [.. books.Select(book => book.Id)]),
        };
    }

    /// <summary>One word or two that a book and an event have ("toefl"): shows both and asks which was meant.</summary>
    public static Answer? BookOrEvent(Asking asking)
    {
        if (asking.Asked is not { Words.Count: <= 2, Titles.Count: 0, Firm.Count: > 0 })
            return null;
        if (new EventAnswers(asking).ByNameAlone() is not { } events || new BookAnswers(asking).ByTopicAlone() is not { Ids.Count: <= 2 } books)
            return null;
        var guide = new GuideAnswers(asking).Matching(new QueryWords(asking.Knowledge).Groups(asking.Asked.Content));
        var text = Wording.Lines(books.Text, events.Text, guide is null ? null : asking.Say("guide.lead", ("topic", guide.Topic)), asking.Say("ambiguous"));
        return asking.Answer(Intents.Ambiguous, text, [.. books.Ids, .. events.Ids, .. guide is null ? [] : new[] { guide.Id }], clarify: true) with
        {
            Buttons = [asking.Say("button.books"), asking.Say("button.events")],
            Remember = events.Remember,
        };
    }

    public static Answer Nothing(Asking asking) => asking.Answer(Intents.Ambiguous, asking.Say("ambiguous"), [], clarify: true) with
    {
        Buttons = [asking.Say("button.books"), asking.Say("button.events"), asking.Say("button.hours")],
    };
}
