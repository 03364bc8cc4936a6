using LibraryBot.Dialogs;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where a broadcast under way is held, goes on or is cancelled, and where a person says what became of a delivery in doubt.</summary>
/// <param name="takeBack">Takes a post back of which nothing has gone out.</param>
public sealed class BroadcastDesk(TurnHouse house, Publication publication, Action<TurnContext, Post> takeBack)
{
    private readonly BroadcastNews news = new(house, house.Clock);

    public void Join(Repertoire repertoire)
    {
        repertoire.Add(new Command("/siaran", "/broadcasts", Role.Librarian, (turn, _) => List(turn)) { Words = InBoth("words.broadcasts"), InDialog = InDialog.Interrupts });
        repertoire.Buttons["broadcast.pause"] = (turn, button) => Direct(turn, button, (_, broadcast) => Pause(turn, broadcast));
        repertoire.Buttons["broadcast.go_on"] = (turn, button) => Direct(turn, button, (_, broadcast) => GoOn(turn, broadcast));
        repertoire.Buttons["broadcast.cancel"] = (turn, button) => Direct(turn, button, (post, broadcast) => Cancel(turn, post, broadcast));
        repertoire.Buttons["delivery.there"] = (turn, button) => Settle(turn, button, publication.IsThere, "doubt.noted_there");
        repertoire.Buttons["delivery.again"] = (turn, button) => Settle(turn, button, publication.SendAgain, "doubt.sent_again");
        repertoire.Buttons["delivery.leave"] = (turn, button) => Settle(turn, button, (_, _) => { }, "doubt.left");
        repertoire.Buttons["delivery.retry"] = Retry;
        repertoire.Screens["broadcast"] = repertoire.Screens["delivery"] = (turn, _) => List(turn);
        repertoire.Screens["post"] = (turn, button) => PostTalk.ShowAgain(turn, button.Subject);
    }

    private void List(TurnContext turn)
    {
        var under = new[] { BroadcastState.Running, BroadcastState.Paused }
            .SelectMany(state => turn.Store.Find(Broadcast.Broadcasts, Broadcast.ByState, state.ToString()))
            .OrderBy(broadcast => broadcast.DueAt).ToList();
        if (under.Count == 0)
            turn.Say(BroadcastNews.Say(turn, "none"));
        foreach (var broadcast in under)
            Show(turn, broadcast);
    }

    private void Show(TurnContext turn, Broadcast broadcast)
    {
        if (turn.Store.Get(Post.Posts, Post.IdOf(broadcast.Post)) is { } post)
            turn.Say(news.Standing(turn.Store, broadcast, post, turn.Lang));
    }

    /// <summary>Done by whoever may take the post back: its author, or an approver.</summary>
    private static void Direct(TurnContext turn, Button button, Action<Post, Broadcast> then)
    {
        if (turn.Store.Get(Broadcast.Broadcasts, button.Subject) is not { } broadcast || PostTalk.Find(turn, Post.IdOf(broadcast.Post)) is not { } post)
            return;
        if (!post.MayDirect(turn.Person))
        {
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
            return;
        }

        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, button.Verb, broadcast.Id, turn.Now);
        then(post, broadcast);
    }

    private void Pause(TurnContext turn, Broadcast broadcast)
    {
        if (broadcast.State == BroadcastState.Running)
            Publication.Pause(turn.Store, broadcast);
        ShowAsItIs(turn, broadcast);
    }

    private void GoOn(TurnContext turn, Broadcast broadcast)
    {
        if (broadcast.State == BroadcastState.Paused)
            publication.GoOn(turn.Store, broadcast);
        ShowAsItIs(turn, broadcast);
    }

    /// <summary>Before anything has gone out the whole post is taken back.</summary>
    private void Cancel(TurnContext turn, Post post, Broadcast broadcast)
    {
        if (broadcast.State is not (BroadcastState.Running or BroadcastState.Paused))
            ShowAsItIs(turn, broadcast);
        else if (broadcast.Version == post.Version && publication.CanStop(turn.Store, post))
            takeBack(turn, post);
        else
            publication.Cancel(turn.Store, broadcast);
    }

    private void ShowAsItIs(TurnContext turn, Broadcast broadcast) => Show(turn, turn.Store.Get(Broadcast.Broadcasts, broadcast.Id)!);

    private static void Settle(TurnContext turn, Button button, Action<Storage.IStoreSession, Delivery> settle, string words)
    {
        if (!turn.Person.May(Role.Librarian))
        {
            turn.NotAllowed(Role.Librarian);
            return;
        }

        var doubtful = Doubtful(turn, button.Subject);
        if (doubtful.Count == 0)
        {
            turn.Say(BroadcastNews.Say(turn, "doubt.over"));
            return;
        }

        button.Spend(turn.Store, turn.Person, turn.Now);
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, button.Verb, button.Subject, turn.Now);
        turn.Say(BroadcastNews.Say(turn, words, ("destination", BroadcastNews.Places(turn, doubtful))));
        foreach (var delivery in doubtful)
            settle(turn.Store, delivery);
    }

    /// <summary>Sends to the one place where it was refused; what stands elsewhere stays as it is.</summary>
    private void Retry(TurnContext turn, Button button)
    {
        if (turn.Store.Get(Delivery.Deliveries, button.Subject) is not { State: DeliveryState.Refused } delivery)
            turn.Say(BroadcastNews.Say(turn, "doubt.over"));
        else if (PostTalk.Find(turn, Post.IdOf(delivery.Post)) is { } post && !post.MayDirect(turn.Person))
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
        else if (turn.Person.IsStaff)
            SendAgain(turn, button, delivery);
    }

    private void SendAgain(TurnContext turn, Button button, Delivery delivery)
    {
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, button.Verb, button.Subject, turn.Now);
        turn.Say(BroadcastNews.Say(turn, "retry.begun", ("destination", delivery.DestinationName)));
        publication.SendAgain(turn.Store, delivery);
    }

    /// <summary>The delivery that a button is about, or the subscribers' of a broadcast, as far as nobody knows what became of them.</summary>
    private static IReadOnlyList<Delivery> Doubtful(TurnContext turn, string subject)
    {
        if (turn.Store.Get(Broadcast.Broadcasts, subject) is { } broadcast)
            return [.. turn.Store.Find(Delivery.Deliveries, Delivery.ByPost, broadcast.Post).Where(delivery => delivery.BroadcastId == subject && delivery is { IsToSubscriber: true, State: DeliveryState.NeedsHuman })];
        return turn.Store.Get(Delivery.Deliveries, subject) is { State: DeliveryState.NeedsHuman } one ? [one] : [];
    }

    private IReadOnlyList<string> InBoth(string key) =>
        [.. new[] { Language.Lang.Id, Language.Lang.En }.Select(lang => house.Book.Words.Say(lang, "broadcast", key).Trim())];
}
