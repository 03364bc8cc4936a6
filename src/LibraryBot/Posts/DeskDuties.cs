using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What the desk does by itself: it reminds those who have not decided, lets an approved post expire rather than go out late in silence, and asks for a report after an event.</summary>
internal sealed class DeskDuties(TurnHouse house, Publication publication, LibraryKnowledge knowledge, EventWatch watch)
{
    private DateTimeOffset draftsLookedAt;

    public void Join(NudgeWorker nudges, Repertoire repertoire)
    {
        nudges.On(Nudge.Remind, Remind);
        nudges.On(Nudge.Expire, Expire);
        nudges.On(Nudge.AskReport, AskReport);
        nudges.On(Nudge.LookThrough, AskToLookThrough);
        repertoire.Buttons["post.still_holds"] = StillHolds;
        nudges.EveryMinute += store =>
        {
            watch.LookAtAll(store);
            ForgetOldDrafts(store, house.Clock.GetUtcNow());
        };
        publication.HoldsBack = watch.Holds;
        repertoire.Buttons["post.report"] = (turn, button) => BeginReport(turn, button.Subject);
    }

    /// <summary>Each is looked at, so once an hour is enough.</summary>
    private void ForgetOldDrafts(IStoreSession store, DateTimeOffset now)
    {
        if (now < draftsLookedAt.AddHours(1))
            return;
        draftsLookedAt = now;
        DraftDesk.ForgetOld(store, now);
    }

    private void Remind(IStoreSession store, Nudge nudge)
    {
        if (store.Get(Post.Posts, nudge.Subject) is not { Status: PostStatus.InReview } post || post.Version != nudge.Version)
            return;
        foreach (var person in ReviewPanel.Of(store, house.Settings, post.Kind).Awaited(post))
            house.Tell(store, person.Id, lang => [Message.Card(Say(lang, "reminder", post), [Press(store, lang, "button.show", "post.show", post)])]);
        Nudge.At(store, Nudge.Remind, post, house.Clock.GetUtcNow() + house.Settings.Review.RemindAfter);
    }

    private void Expire(IStoreSession store, Nudge nudge)
    {
        var now = house.Clock.GetUtcNow();
        if (store.Get(Post.Posts, nudge.Subject) is not { Status: PostStatus.Approved } post || post.Version != nudge.Version || !publication.CanStop(store, post))
            return;
        if (post.Expire(now) is not Ruling.Done done)
            return;
        done.Save(store, now);
        publication.Stop(store, post);
        if (done.Post.Status == PostStatus.Expired)
            PostedRecords.Forget(store, done.Post, knowledge);
        else
            PostedRecords.Keep(store, done.Post, knowledge);
        house.Tell(store, post.AuthorId, lang => [Message.Card(Say(lang, "expired", post), [Press(store, lang, "button.edit", "post.edit", done.Post)])]);
    }

    private void AskReport(IStoreSession store, Nudge nudge)
    {
        if (store.Get(Post.Posts, nudge.Subject) is { Status: PostStatus.Published } post)
            house.Tell(store, post.AuthorId, lang => [Message.Card(Say(lang, "ask_report", post), [Press(store, lang, "button.report", "post.report", post)])]);
    }

    private void AskToLookThrough(IStoreSession store, Nudge nudge)
    {
        if (store.Get(Post.Posts, nudge.Subject) is not { Status: PostStatus.Published } post)
            return;
        house.Tell(store, post.AuthorId, lang =>
        {
            string Words(string key) => house.Book.Words.Say(lang, "guides", key, ("number", post.Id), ("title", post.Title)).Trim();
            CardAction Button(string key, string verb) => Turns.Button.For(store, Words(key), verb, post.Id, post.Version, house.Clock.GetUtcNow());
            return [Message.Card(Words("look"), [Button("look.fine", "post.still_holds"), Button("look.edit", "post.correct")])];
        });
    }

    /// <summary>The pathfinder stays as it is for another half year.</summary>
    private void StillHolds(TurnContext turn, Button button)
    {
        if (PostTalk.Find(turn, button.Subject) is not { } post || !post.MayDirect(turn.Person))
            return;
        if (PostedGuide.StillHolds(turn.Store, post, DateOnly.FromDateTime(turn.Now.DateTime), knowledge) is { } next)
            turn.Say(turn.Words.Say(turn.Lang, "guides", "look.noted", ("day", SayTime.Day(next, turn.Lang))).Trim());
    }

    /// <summary>The report knows already what the announcement said.</summary>
    private static void BeginReport(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (turn.Conversation.Dialog is not null)
        {
            turn.SayText("already_in_dialog");
            return;
        }

        string[] known = ["title", "starts_at", "place", EventPick.EventId];
        turn.Begin("report", new Given(known.Where(step => post.Given[step] is not null).ToDictionary(step => step, step => post.Given[step]!)));
    }

    private string Say(Lang lang, string key, Post post) =>
        house.Book.Words.Say(lang, "schedule", key, ("number", post.Id), ("title", post.Title), ("author", post.AuthorName)).Trim();

    private CardAction Press(IStoreSession store, Lang lang, string words, string verb, Post post) =>
        Button.For(store, house.Book.Words.Say(lang, "schedule", words).Trim(), verb, post.Id, post.Version, house.Clock.GetUtcNow());
}
