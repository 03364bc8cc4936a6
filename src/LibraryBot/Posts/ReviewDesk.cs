using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where colleagues decide on posts, by button, by command or in words, and everyone concerned is told.</summary>
public sealed class ReviewDesk(Words words, Publication publication, LibraryKnowledge knowledge)
{
    public void Join(Repertoire repertoire)
    {
        repertoire.Endings["decide"] = Decide;
        repertoire.Buttons["post.approve"] = (turn, button) => Approve(turn, button.Subject, button.Version, button);
        repertoire.Buttons["post.changes"] = (turn, button) => AskWords(turn, button.Subject, button.Version, "changes");
        repertoire.Buttons["post.reject"] = (turn, button) => AskWords(turn, button.Subject, button.Version, "reject");
        repertoire.Buttons["post.show"] = (turn, button) => Show(turn, button.Subject);
        repertoire.Add(new Command("/tinjau", "/review", Role.Librarian, Show) { Words = words.InBoth("buttons.review"), ShownFrom = Role.Approver });
        AddDecision("/setujui", "/approve", "buttons.approve", (turn, post) => Approve(turn, post.Id, post.Version, null));
        AddDecision("/minta", "/changes", "buttons.request_changes", (turn, post) => AskWords(turn, post.Id, post.Version, "changes"));
        AddDecision("/tolak", "/reject", "buttons.reject", (turn, post) => AskWords(turn, post.Id, post.Version, "reject"));

        // Librarians too: whoever may not decide is told why not, and who may.
        void AddDecision(string indonesian, string english, string button, Action<TurnContext, Post> decide) =>
            repertoire.Add(new Command(indonesian, english, Role.Librarian, (turn, number) => Choose(turn, number, decide)) { Words = words.InBoth(button) });
    }

    /// <summary>The post that a command is about: the one named, or the only one that waits; of several a list to choose from.</summary>
    private static void Choose(TurnContext turn, string number, Action<TurnContext, Post> then)
    {
        if (number.Length > 0)
        {
            if (PostTalk.Find(turn, number) is { } named)
                then(turn, named);
            return;
        }

        switch (Waiting(turn))
        {
            case []:
                turn.SayText("review.nothing");
                break;
            case [var only]:
                then(turn, only);
                break;
            case var several:
                turn.Say(Message.Card(turn.Text("review.several"), [.. several.Take(10).Select(post => Button.For(turn.Store, $"#{post.Id} {post.Title}", "post.show", post.Id, post.Version, turn.Now))]));
                break;
        }
    }

    private static void Show(TurnContext turn, string number) => Choose(turn, number, PostTalk.Show);

    /// <summary>The posts that wait for this person's decision.</summary>
    private static List<Post> Waiting(TurnContext turn) =>
    [
        .. turn.Store.Find(Post.Posts, Post.ByStatus, PostStatus.InReview.ToString()).GroupBy(post => post.Kind)
            .SelectMany(kind => AwaitedFrom(turn.Person, kind, ReviewPanel.Of(turn.Store, turn.Settings, kind.Key))).OrderBy(post => post.Number),
    ];

    private static IEnumerable<Post> AwaitedFrom(Person person, IEnumerable<Post> posts, ReviewPanel panel) =>
        posts.Where(post => panel.Awaited(post).Any(awaited => awaited.Id == person.Id));

    private static ReviewPanel Panel(TurnContext turn, Post post) => ReviewPanel.Of(turn.Store, turn.Settings, post.Kind);

    private void Decide(TurnContext turn, DialogEnd.Completed end)
    {
        if (PostTalk.Find(turn, end.Given["post"]!) is not { } post)
            return;
        var version = int.Parse(end.Given["version"]!, CultureInfo.InvariantCulture);
        var words = end.Given["words"]!;
        Settle(turn, end.Given["decision"] == "changes"
            ? post.SendBack(turn.Person, version, Panel(turn, post), words, turn.Now)
            : post.Reject(turn.Person, version, Panel(turn, post), words, turn.Now));
    }

    /// <summary>A request for changes or a rejection needs words; an approval needs none.</summary>
    private static void AskWords(TurnContext turn, string number, int version, string decision)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        if (post.Objection(turn.Person, version, Panel(turn, post)) is { } objection)
            PostTalk.Refuse(turn, objection);
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin("review", Given.None.With("post", post.Id).With("decision", decision).With("version", version.ToString(CultureInfo.InvariantCulture)));
    }

    private void Approve(TurnContext turn, string number, int version, Button? button)
    {
        if (PostTalk.Find(turn, number) is not { } post)
            return;
        var ruling = post.Approve(turn.Person, version, Panel(turn, post), turn.Now);
        if (ruling is Ruling.Done)
            button?.Spend(turn.Store, turn.Person, turn.Now);
        Settle(turn, ruling);
    }

    private void Settle(TurnContext turn, Ruling ruling)
    {
        if (ruling is Ruling.Refused refused)
        {
            PostTalk.Refuse(turn, refused);
            return;
        }

        var done = (Ruling.Done)ruling;
        done.Save(turn.Store, turn.Now);
        switch (done.Verb)
        {
            case "approve":
                Approved(turn, done.Post);
                break;
            case "approve round":
                turn.SayText("review.round_passed", PostTalk.Facts(turn, done.Post, turn.Lang));
                PostTalk.TellAuthor(turn, done.Post, "news.round_passed");
                TellNextRound(turn, done.Post);
                break;
            case "send back":
                turn.SayText("review.changes_sent", PostTalk.Facts(turn, done.Post, turn.Lang));
                PostTalk.TellAuthor(turn, done.Post, "news.changes", ("buttons.edit", "post.edit"));
                break;
            case "reject" or "reject correction":
                if (done.Post.Status == PostStatus.Rejected)
                    PostedRecords.Forget(turn.Store, done.Post, knowledge);
                turn.SayText("review.rejected", PostTalk.Facts(turn, done.Post, turn.Lang));
                PostTalk.TellAuthor(turn, done.Post, "news.rejected");
                break;
        }
    }

    private void Approved(TurnContext turn, Post post)
    {
        var due = publication.Plan(turn.Store, post, turn.Now);
        PostedRecords.Keep(turn.Store, post, knowledge);
        Nudge.At(turn.Store, Nudge.Expire, post, due + turn.Settings.Review.Window);
        if (post is { Kind: "event", Standing: null } && post.Given[PostSteps.Lead] is null && Dialogs.Kinds.Moment.Read(post.Given["starts_at"]) is { } starts)
            Nudge.At(turn.Store, Nudge.AskReport, post, (starts.Ends ?? starts.Starts.AddHours(2)).AddHours(1));
        turn.Say(Message.Card(turn.Text("review.approved", [.. PostTalk.Facts(turn, post, turn.Lang), ("when", PostTalk.When(turn, due, turn.Lang))]), [Stop(turn, post, turn.Lang)]));
        turn.Tell(post.AuthorId, lang =>
            [Message.Card(turn.Words.Say(lang, "common", "news.approved", [.. PostTalk.Facts(turn, post, lang), ("when", PostTalk.When(turn, due, lang))]), [Stop(turn, post, lang)])]);
    }

    /// <summary>Whoever comes in with this round is shown the post; those who were asked before have it already.</summary>
    private static void TellNextRound(TurnContext turn, Post post)
    {
        if (post.LastReview is { } last && Panel(turn, post).Round(post) > last.Round)
            Submission.TellThoseWhoDecide(turn, post);
    }

    private static CardAction Stop(TurnContext turn, Post post, Lang lang) =>
        Button.For(turn.Store, turn.Words.Say(lang, "common", "buttons.stop_sending").Trim(), "post.stop", post.Id, post.Version, turn.Now);
}
