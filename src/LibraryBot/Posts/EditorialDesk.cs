using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where librarians write posts: begun, handed in, changed after a review, corrected when public, taken back. Every move is on the record.</summary>
internal sealed class EditorialDesk(DialogBook book, Submission submission, Publication publication, LibraryKnowledge knowledge)
{
    /// <summary>What else follows when a post is handed in.</summary>
    public Action<TurnContext, Post> AfterSubmitted { get; set; } = (_, _) => { };

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
        repertoire.BeginWithPictures = (turn, pictures) => turn.Begin("create", Given.None.With(PostSteps.Picture, pictures));
    }

    /// <summary>The kind is chosen: its dialog begins, with the pictures that came before it.</summary>
    private static void Begin(TurnContext turn, DialogEnd.Completed end) =>
        turn.Begin(end.Given["kind"]!.Replace('_', '-'), end.Given[PostSteps.Picture] is { } pictures ? Given.None.With(PostSteps.Picture, pictures) : null);

    private void Submit(TurnContext turn, DialogEnd.Completed end)
    {
        switch (submission.Submit(turn, end.Flow, end.Given))
        {
            case Ruling.Done done:
                turn.SayText("review.submitted", PostTalk.Facts(turn, done.Post, turn.Lang));
                AfterSubmitted(turn, done.Post);
                break;
            case Ruling.Refused refused:
                PostTalk.Refuse(turn, refused);
                break;
        }
    }

    /// <summary>Opens the dialog of a post that is not public yet. Handed in again it is a new version, and approvals of the old one are void.</summary>
    private void Edit(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is { } post)
            Change(turn, post);
    }

    /// <summary>The same for a post at hand, at one of its questions when that is named.</summary>
    public void Change(TurnContext turn, Post post, string? atStep = null)
    {
        if (post.Status == PostStatus.Published)
            Correct(turn, post.Id);
        else if (post.AuthorId == turn.Person.Id && post.Status is PostStatus.Rejected or PostStatus.Withdrawn)
            turn.SayText("post.not_for_change", PostTalk.Facts(turn, post, turn.Lang));
        else if (post.AuthorId == turn.Person.Id && post.Status == PostStatus.Approved && !publication.CanStop(turn.Store, post))
            turn.SayText("news.too_late_to_stop", PostTalk.Facts(turn, post, turn.Lang));
        else
            Open(turn, post, atStep);
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

    /// <summary>The dialog that made a post, at its preview or another step, with the answers it has.</summary>
    private void Open(TurnContext turn, Post post, string? atStep = null)
    {
        if (post.AuthorId != turn.Person.Id)
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin(post.Kind, post.Given.With(PostSteps.PostNumber, post.Id), atStep ?? book.Flows[post.Kind].Confirm!.Name);
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
            PostedRecords.Forget(turn.Store, done.Post, knowledge);
        else
            PostedRecords.Keep(turn.Store, done.Post, knowledge);
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
        PostedRecords.Forget(turn.Store, done.Post, knowledge);
        turn.Say(BroadcastNews.Say(turn, "take_down.begun", ("number", post.Id)));
        publication.TakeDown(turn.Store, done.Post, turn.Now);
    }
}
