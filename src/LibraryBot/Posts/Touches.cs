using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Several touches for an event: reminders a week, a day and an hour before it, each a post of its own that goes through review.</summary>
internal sealed class Touches(DialogBook book, Submission submission)
{
    private static readonly (string Lead, TimeSpan Before)[] All = [("week", TimeSpan.FromDays(7)), ("day", TimeSpan.FromDays(1)), ("hour", TimeSpan.FromHours(1))];

    public void Join(Repertoire repertoire, EditorialDesk desk)
    {
        desk.AfterSubmitted = Propose;
        repertoire.Buttons["post.touches"] = Prepare;
    }

    /// <summary>Offered once, with the first version of an event's announcement.</summary>
    private static void Propose(TurnContext turn, Post post)
    {
        if (post is not { Kind: "event", Version: 1 } || post.Given[PostSteps.Lead] is not null || Coming(turn, post) is not { Count: > 0 } coming)
            return;
        var when = string.Join('\n', coming.Select(touch => "• " + turn.Moment(touch.At, turn.Lang)));
        turn.Say(Message.Card(Say(turn, "touches.ask", ("when", when)),
            [Button.For(turn.Store, Say(turn, "touches.button"), "post.touches", post.Id, post.Version, turn.Now, new ButtonRules(turn.Person.Id, Once: true))]));
    }

    private void Prepare(TurnContext turn, Button button)
    {
        if (PostTalk.Find(turn, button.Subject) is not { } post || post.AuthorId != turn.Person.Id)
            return;
        button.Spend(turn.Store, turn.Person, turn.Now);
        var made = Coming(turn, post).Select(touch => submission.Submit(turn, book.Flows[post.Kind], Answers(post, touch.Lead, touch.At))).OfType<Ruling.Done>().ToList();
        turn.Say(made.Count == 0 ? Say(turn, "touches.late") : Say(turn, "touches.done", ("posts", string.Join(", ", made.Select(done => "#" + done.Post.Id)))));
    }

    /// <summary>The announcement's answers, at its own time; texts that somebody wrote for the announcement are not for the reminder.</summary>
    private Given Answers(Post post, string lead, DateTimeOffset at) => book.Flows[post.Kind].Asked.Where(step => step.Derived)
        .Aggregate(post.Given, (given, step) => given.Without(step.Name))
        .Without(PostSteps.PostNumber)
        .With(PostSteps.Lead, lead).With(PostSteps.SendAt, new Moment(at).Value);

    /// <summary>Those that are still to come, after the announcement itself and outside quiet hours.</summary>
    private static List<(string Lead, DateTimeOffset At)> Coming(TurnContext turn, Post post)
    {
        if (Moment.Read(post.Given["starts_at"]) is not { } starts)
            return [];
        var first = post.DueAt ?? turn.Now;
        return [.. All.Select(touch => (touch.Lead, At: turn.Settings.Local(turn.Settings.QuietHours.NextOpen(starts.Starts - touch.Before, turn.Settings.Zone))))
            .Where(touch => touch.At > first + TimeSpan.FromMinutes(30) && touch.At < starts.Starts)
            .DistinctBy(touch => touch.At)];
    }

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, "schedule", key, values).Trim();
}
