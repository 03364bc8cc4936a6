using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where librarians write posts: begun, handed in, changed after a review, corrected when public, taken back. Every move is on the record.</summary>
public sealed class EditorialDesk(DialogBook book, DialogRunner runner, Publication publication, LibraryKnowledge knowledge)
{
    /// <summary>The answer that carries the number of the post that is being changed.</summary>
    private const string PostNumber = "post_number";

    /// <summary>The answer that carries pictures sent before anything was asked.</summary>
    private const string Picture = "picture";

    public void Join(Repertoire repertoire)
    {
        repertoire.Endings["begin_post"] = Begin;
        repertoire.Endings["submit_post"] = Submit;
        repertoire.Buttons["post.edit"] = (turn, button) => Edit(turn, button.Subject);
        repertoire.Buttons["post.correct"] = (turn, button) => Correct(turn, button.Subject);
        repertoire.Buttons["post.stop"] = (turn, button) => Stop(turn, button.Subject);
        repertoire.Buttons["post.withdraw"] = (turn, button) => Withdraw(turn, button.Subject);
        repertoire.Buttons["post.take_down"] = TakeDown;
        repertoire.Add(new Command("/buat", "/post", Role.Librarian, (turn, _) => turn.Begin("create")) { Words = book.Words.InBoth("buttons.create") });
        repertoire.Add(new Command("/ubah", "/edit", Role.Librarian, Edit));
        repertoire.Add(new Command("/ralat", "/correct", Role.Librarian, Correct));
        repertoire.Add(new Command("/tarik", "/withdraw", Role.Librarian, Withdraw));
        repertoire.BeginWithPictures = (turn, pictures) => turn.Begin("create", Given.None.With(Picture, pictures));
    }

    /// <summary>The kind is chosen: its dialog begins, with the pictures that came before it.</summary>
    private static void Begin(TurnContext turn, DialogEnd.Completed end) =>
        turn.Begin(end.Given["kind"]!.Replace('_', '-'), end.Given[Picture] is { } pictures ? Given.None.With(Picture, pictures) : null);

    private void Submit(TurnContext turn, DialogEnd.Completed end)
    {
        var draft = Draft(turn, end);
        switch (draft.Submit(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                turn.SayText("review.submitted", PostTalk.Facts(turn, done.Post, turn.Lang));
                TellApprovers(turn, done.Post);
                break;
            case Ruling.Refused refused:
                PostTalk.Refuse(turn, refused);
                break;
        }
    }

    private Post Draft(TurnContext turn, DialogEnd.Completed end)
    {
        var existing = end.Given[PostNumber] is { } number ? turn.Store.Get(Post.Posts, number)?.WithStanding() : null;
        var preview = runner.Post(end.Flow, end.Given, turn.Scene);
        var post = existing ?? new Post
        {
            Number = turn.Store.Next("post"),
            Version = 0,
            Kind = end.Flow.Name,
            Title = "",
            AuthorId = turn.Person.Id,
            AuthorName = turn.Person.Name,
            Lang = turn.Lang,
            Given = end.Given,
            Text = preview.Text,
            CreatedAt = turn.Now,
        };
        return post with
        {
            Version = post.Version + 1,
            Title = end.Given["title"] ?? FirstLine(preview.Text),
            Lang = turn.Lang,
            Given = end.Given.With(PostNumber, post.Id),
            Text = preview.Text,
            OtherText = OtherText(turn, end),
            Moments = PostMoments.Of(end.Flow, end.Given),
            Pictures = [.. preview.Pictures.Select(picture => new Picture(picture.Media, picture.Alt))],
            Destinations = post.Standing?.Destinations ?? [.. Destination.Open(turn.Store).Select(destination => destination.Id)],
        };
    }

    /// <summary>The post in the other language, when somebody subscribed in it: its approver sees it too.</summary>
    private string? OtherText(TurnContext turn, DialogEnd.Completed end)
    {
        var other = turn.Lang == Lang.Id ? Lang.En : Lang.Id;
        return Subscription.Of(turn.Store, end.Flow.Name).Any(subscriber => subscriber.Lang == other)
            ? runner.Post(end.Flow, end.Given, turn.Scene with { Lang = other }).Text
            : null;
    }

    private static void TellApprovers(TurnContext turn, Post post)
    {
        var subscribers = Subscription.Of(turn.Store, post.Kind).Count;
        foreach (var approver in PostTalk.Approvers(turn, post))
            turn.Tell(approver.Id, lang => PostTalk.ToReview(turn, post, approver.Id, subscribers, lang));
    }

    /// <summary>Opens the dialog of a post that came back from review.</summary>
    private void Edit(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.Status == PostStatus.Published)
            Correct(turn, number);
        else if (post.Status != PostStatus.ChangesRequested && post.AuthorId == turn.Person.Id)
            turn.SayText("post.not_for_change", PostTalk.Facts(turn, post, turn.Lang));
        else
            Open(turn, post);
    }

    /// <summary>Opens the dialog of a post that is public; what is handed in takes its place after a fresh approval.</summary>
    private void Correct(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.Status != PostStatus.Published)
            turn.SayText("post.not_for_change", PostTalk.Facts(turn, post, turn.Lang));
        else
            Open(turn, post);
    }

    /// <summary>The dialog that made a post, at its preview, with the answers it has.</summary>
    private void Open(TurnContext turn, Post post)
    {
        if (post.AuthorId != turn.Person.Id)
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin(post.Kind, post.Given.With(PostNumber, post.Id), book.Flows[post.Kind].Steps.First(step => step.IsConfirm).Name);
    }

    /// <summary>The button of the cancel window; once it is over, what is public can still be taken away.</summary>
    private void Stop(TurnContext turn, string number)
    {
        if (turn.Store.Get(Post.Posts, number) is { Status: PostStatus.Published } gone)
            turn.SayText("news.too_late_to_stop", PostTalk.Facts(turn, gone, turn.Lang));
        Withdraw(turn, number);
    }

    private void Withdraw(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.Status == PostStatus.Published)
            AskToTakeDown(turn, post);
        else if (post.Status == PostStatus.Approved && !publication.CanStop(turn.Store, post))
            turn.SayText("news.too_late_to_stop", PostTalk.Facts(turn, post, turn.Lang));
        else
            TakeBack(turn, post);
    }

    /// <summary>Before it is public, or a correction before it takes effect.</summary>
    internal void TakeBack(TurnContext turn, Post post)
    {
        var ruling = post.Withdraw(turn.Person, turn.Now);
        if (ruling is not Ruling.Done done)
        {
            PostTalk.Refuse(turn, (Ruling.Refused)ruling);
            return;
        }

        done.Save(turn.Store, turn.Now);
        publication.Stop(turn.Store, post);
        if (done.Post.Status == PostStatus.Withdrawn)
            PostedEvent.Forget(turn.Store, done.Post, knowledge);
        else
            PostedEvent.Keep(turn.Store, done.Post, knowledge);
        turn.SayText(done.Post.Status == PostStatus.Withdrawn ? "post.withdrawn" : "post.correction_withdrawn", PostTalk.Facts(turn, done.Post, turn.Lang));
        if (post.AuthorId != turn.Person.Id)
            PostTalk.TellAuthor(turn, done.Post, "news.cancelled");
    }

    /// <summary>What is public is taken away after one more press: it cannot be undone.</summary>
    private static void AskToTakeDown(TurnContext turn, Post post)
    {
        if (!post.MayDirect(turn.Person))
        {
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
            return;
        }

        var places = BroadcastPlan.StandingOf(turn.Store, post);
        var words = BroadcastNews.Say(turn, "take_down.ask", ("number", post.Id), ("title", post.Title), ("places", BroadcastNews.Places(turn, places)));
        turn.Say(Message.Card(words,
        [
            Button.For(turn.Store, BroadcastNews.Say(turn, "button.take_down"), "post.take_down", post.Id, post.Version, turn.Now, new ButtonRules(turn.Person.Id, Once: true, Style: "destructive")),
        ]));
    }

    private void TakeDown(TurnContext turn, Button button)
    {
        if (PostTalk.Find(turn, button.Subject) is not { } post)
            return;
        if (post.Version != button.Version || post.TakeDown(turn.Person, turn.Now) is not Ruling.Done done)
        {
            turn.SayText("post.not_for_change", PostTalk.Facts(turn, post, turn.Lang));
            return;
        }

        button.Spend(turn.Store, turn.Person, turn.Now);
        done.Save(turn.Store, turn.Now);
        PostedEvent.Forget(turn.Store, done.Post, knowledge);
        turn.Say(BroadcastNews.Say(turn, "take_down.begun", ("number", post.Id)));
        publication.TakeDown(turn.Store, done.Post, turn.Now);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
