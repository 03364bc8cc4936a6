using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Weekly new books: begun, listed and ended in chat. On its day the newest books become a draft that waits for review.</summary>
internal sealed class SeriesDesk(TurnHouse house, Submission submission, LibraryKnowledge knowledge, PostKinds kinds)
{
    private const string Folder = "series";
    private const string Kind = "new-books";
    private const int DaysBack = 7;
    private const int BooksAtLeast = 3;
    private const int BooksAtMost = 8;

    public void Join(Repertoire repertoire, NudgeWorker nudges)
    {
        repertoire.Endings["begin_series"] = Begin;
        repertoire.Buttons["series.new"] = (turn, _) => turn.Begin(Folder);
        repertoire.Buttons["series.end"] = End;
        repertoire.Add(new Command("/rutin", "/series", Role.Librarian, (turn, _) => List(turn)));
        nudges.On(Nudge.Prepare, Prepare);
    }

    private static void List(TurnContext turn)
    {
        var own = turn.Store.All(Series.All).Where(series => series.PersonId == turn.Person.Id).ToList();
        if (own.Count == 0)
        {
            turn.Begin(Folder);
            return;
        }

        turn.Say(Message.Card(string.Join('\n', own.Select(series => Say(turn, "line", Facts(series, turn.Lang)))),
        [
            .. own.Select(series => Button.For(turn.Store, Say(turn, "button_end", Facts(series, turn.Lang)), "series.end", series.Id, 0, turn.Now, new ButtonRules(turn.Person.Id, Style: "destructive"))),
            Button.For(turn.Store, Say(turn, "button_new"), "series.new", "", 0, turn.Now, new ButtonRules(turn.Person.Id)),
        ]));
    }

    private void Begin(TurnContext turn, DialogEnd.Completed end)
    {
        if (Moment.Read(end.Given["first"]) is not { } first)
            return;
        var series = new Series($"s{turn.Store.Next("series")}", turn.Person.Id, first.Starts.DayOfWeek, TimeOnly.FromDateTime(first.Starts.DateTime), turn.Lang);
        turn.Store.Put(Series.All, series);
        Plan(turn.Store, series, turn.Now);
        turn.Say(Say(turn, "begun", [.. Facts(series, turn.Lang), ("when", turn.Moment(series.Next(turn.Now, turn.Settings.Zone), turn.Lang))]));
    }

    private static void End(TurnContext turn, Button button)
    {
        if (turn.Store.Get(Series.All, button.Subject) is not { } series || series.PersonId != turn.Person.Id)
            return;
        turn.Store.Delete(Series.All, series.Id);
        turn.Store.Delete(Nudge.Nudges, NudgeOf(series));
        turn.Say(Say(turn, "ended", Facts(series, turn.Lang)));
    }

    private void Prepare(IStoreSession store, Nudge nudge)
    {
        // Authority is looked up now: whoever left the staff prepares nothing any more.
        if (store.Get(Series.All, nudge.Subject) is not { } series || store.Get(Person.People, series.PersonId) is not { IsStaff: true } person)
            return;
        Plan(store, series, house.Clock.GetUtcNow());
        var turn = TurnContext.For(house, store, person, series.Lang);
        var books = Newest(DateOnly.FromDateTime(turn.Now.DateTime));
        var done = books.Count < BooksAtLeast ? null : submission.Submit(turn, house.Book.Flows[Kind], Answers(turn, books)) as Ruling.Done;
        house.Tell(store, person.Id, lang => [Message.Of(done is null
            ? house.Book.Words.Say(lang, Folder, "too_few", ("count", $"{books.Count}")).Trim()
            : house.Book.Words.Say(lang, Folder, "prepared", PostTalk.Facts(turn, done.Post, lang)).Trim())]);
    }

    private Given Answers(TurnContext turn, List<Book> books)
    {
        var given = Given.None.With("books", string.Join(',', books.Select(book => book.Id)));
        var flow = house.Book.Flows[Kind];
        var reasons = new StepScene(flow.Name, flow.Step("whys")!, given, turn.Lang, turn.Now, turn.Words);
        var proposal = kinds.Of("whys").Offers(reasons) is [var offer, ..] && kinds.Of("whys").Read(new Heard(offer), reasons) is Reading.Accepted accepted ? accepted.Value : "";
        var slot = turn.Settings.Slots.Next(turn.Now.AddHours(2), turn.Settings.Zone, 1);
        return given.With("whys", proposal).With(PostSteps.Picture, "card:portrait").With(PostSteps.SendAt, slot is [var at] ? new Moment(at).Value : "now");
    }

    private List<Book> Newest(DateOnly today) => [.. knowledge.Now.Books.Where(book => book.Added > today.AddDays(-DaysBack) && book.Added <= today).Take(BooksAtMost)];

    private void Plan(IStoreSession store, Series series, DateTimeOffset now) =>
        Nudge.Put(store, new Nudge(NudgeOf(series), Nudge.Prepare, series.Id, 0, series.Next(now, house.Settings.Zone)));

    private static string NudgeOf(Series series) => $"{Nudge.Prepare}:{series.Id}";

    private static (string, string)[] Facts(Series series, Lang lang) => [("day", SayTime.DayName(series.Day, lang)), ("hour", SayTime.Hour(series.Hour, lang))];

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();
}
