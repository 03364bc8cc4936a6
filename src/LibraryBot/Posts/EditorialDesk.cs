using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where librarians write posts: begun, handed in, changed after a review, taken back. Every move is on the record.</summary>
public sealed class EditorialDesk(DialogBook book, DialogRunner runner, Publication publication, LibraryKnowledge knowledge)
{
    /// <summary>The answer that carries the number of the post that is being changed.</summary>
    private const string PostNumber = "post_number";

    public void Join(Repertoire repertoire)
    {
        repertoire.Endings["begin_post"] = (turn, end) => turn.Begin(end.Given["kind"]!.Replace('_', '-'));
        repertoire.Endings["submit_post"] = Submit;
        repertoire.Buttons["post.edit"] = (turn, button) => Edit(turn, button.Subject);
        repertoire.Buttons["post.stop"] = (turn, button) => Withdraw(turn, button.Subject);
        repertoire.Add(new Command("/buat", "/post", Role.Librarian, (turn, _) => turn.Begin("create")) { Words = book.Words.InBoth("buttons.create") });
        repertoire.Add(new Command("/ubah", "/edit", Role.Librarian, Edit));
        repertoire.Add(new Command("/tarik", "/withdraw", Role.Librarian, Withdraw));
    }

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
        var existing = end.Given[PostNumber] is { } number ? turn.Store.Get(Post.Posts, number) : null;
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
            Given = end.Given.With(PostNumber, post.Id),
            Text = preview.Text,
            Pictures = [.. preview.Pictures.Select(picture => new Picture(picture.Media, picture.Alt))],
            Destinations = [.. Destination.Open(turn.Store).Select(destination => destination.Id)],
        };
    }

    private static void TellApprovers(TurnContext turn, Post post)
    {
        foreach (var approver in PostTalk.Approvers(turn, post))
            turn.Tell(approver.Id, lang => PostTalk.ToReview(turn, post, lang));
    }

    /// <summary>Opens the dialog that made a post again, at its preview, with the answers it has.</summary>
    private void Edit(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.AuthorId != turn.Person.Id)
            turn.SayText("review.not_yours", PostTalk.Facts(turn, post, turn.Lang));
        else if (post.Status != PostStatus.ChangesRequested)
            turn.SayText("post.not_for_change", PostTalk.Facts(turn, post, turn.Lang));
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin(post.Kind, post.Given, book.Flows[post.Kind].Steps.First(step => step.IsConfirm).Name);
    }

    private void Withdraw(TurnContext turn, string number)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.Status == PostStatus.Published || (post.Status == PostStatus.Approved && !publication.CanStop(turn.Store, post)))
        {
            turn.SayText("news.too_late_to_stop", PostTalk.Facts(turn, post, turn.Lang));
            return;
        }

        switch (post.Withdraw(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                publication.Stop(turn.Store, done.Post);
                PostedEvent.Forget(turn.Store, done.Post, knowledge);
                turn.SayText("post.withdrawn", PostTalk.Facts(turn, done.Post, turn.Lang));
                if (post.AuthorId != turn.Person.Id)
                    PostTalk.TellAuthor(turn, done.Post, "news.cancelled");
                break;
            case Ruling.Refused refused:
                PostTalk.Refuse(turn, refused);
                break;
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
