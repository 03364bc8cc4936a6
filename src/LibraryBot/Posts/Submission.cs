using LibraryBot.Dialogs;
using LibraryBot.People;
using LibraryBot.Responses;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Hands a post in for review: a new version of it, made from the answers, and those who decide are told.</summary>
internal sealed class Submission(PostComposer composer, Publication publication)
{
    public Ruling Submit(TurnContext turn, Flow flow, Given given)
    {
        var existing = given[PostSteps.PostNumber] is { } number ? turn.Store.Get(Post.Posts, number) : null;
        if (existing is { Status: PostStatus.Approved } && !publication.CanStop(turn.Store, existing))
            return new Ruling.Refused("news.too_late_to_stop", existing, existing.Version);
        var ruling = Draft(turn, flow, given, existing?.WithStanding()).Submit(turn.Person, turn.Now);
        if (ruling is not Ruling.Done done)
            return ruling;
        if (existing is not null)
            publication.Stop(turn.Store, existing);
        done.Save(turn.Store, turn.Now);
        PostVersion.Keep(turn.Store, done.Post, flow, turn.Now);
        Nudge.At(turn.Store, Nudge.Remind, done.Post, turn.Now + turn.Settings.Review.RemindAfter);
        TellThoseWhoDecide(turn, done.Post);
        return done;
    }

    /// <summary>Shows a post to everyone whose decision it waits for.</summary>
    public static void TellThoseWhoDecide(TurnContext turn, Post post)
    {
        var subscribers = Subscription.Of(turn.Store, post.Kind).Count;
        foreach (var person in ReviewPanel.Of(turn.Store, turn.Settings, post.Kind).Awaited(post))
            turn.Tell(person.Id, lang => PostTalk.ToReview(turn, post, person.Id, subscribers, lang));
    }

    /// <summary>What was a draft is none any more; the page that it named keeps its name.</summary>
    private static Given Kept(Given given) => given[Posts.Draft.Answer] is not { } draft ? given
        : given.Without(Posts.Draft.Answer).With(PostedGuide.Page, given[PostedGuide.Page] ?? draft);

    private Post Draft(TurnContext turn, Flow flow, Given given, Post? existing)
    {
        var composed = composer.Compose(turn.Store, flow, given, turn.Scene, existing?.Standing);
        var post = existing ?? new Post
        {
            Number = turn.Store.Next("post"),
            Version = 0,
            Kind = flow.Name,
            Title = "",
            AuthorId = turn.Person.Id,
            AuthorName = turn.Person.Name,
            Lang = turn.Lang,
            Given = given,
            Text = composed.Main.Text,
            CreatedAt = turn.Now,
        };
        return post with
        {
            Version = post.Version + 1,
            Title = composed.Title,
            Lang = turn.Lang,
            Given = Kept(given).With(PostSteps.PostNumber, post.Id),
            Text = composed.Main.Text,
            OtherText = composed.OtherText,
            Moments = composed.Moments,
            Pictures = composed.Main.Pictures,
            Networks = composed.Networks,
            Destinations = composed.Destinations,
            DueAt = composed.DueAt,
            ApprovedHash = null,
        };
    }
}
