using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Drafts are submitted here, colleagues decide here, and everyone concerned is told. Every move is on the record.</summary>
public sealed class EditorialDesk(DialogBook book, DialogRunner runner, Publication publication, LibraryKnowledge knowledge)
{
    /// <summary>The answer that carries the number of the post that is being changed.</summary>
    private const string PostNumber = "post_number";

    public void Join(Repertoire repertoire)
    {
        repertoire.Endings["submit_post"] = Submit;
        repertoire.Endings["decide"] = Decide;
        repertoire.Endings["begin_post"] = (turn, end) => turn.Begin(end.Given["kind"]!.Replace('_', '-'));
        repertoire.Buttons["post.approve"] = (turn, button) => Rule(turn, button, post => post.Approve(turn.Person, button.Version, turn.Now));
        repertoire.Buttons["post.changes"] = (turn, button) => AskWords(turn, button.Subject, button.Version, "changes");
        repertoire.Buttons["post.reject"] = (turn, button) => AskWords(turn, button.Subject, button.Version, "reject");
        repertoire.Buttons["post.show"] = (turn, button) => Show(turn, button.Subject);
        repertoire.Buttons["post.edit"] = (turn, button) => Edit(turn, button.Subject);
        repertoire.Buttons["post.stop"] = (turn, button) => Withdraw(turn, button.Subject);
        repertoire.Add(new Command("/buat", "/post", Role.Librarian, (turn, _) => turn.Begin("create")) { Words = book.Words.InBoth("buttons.create") });
        repertoire.Add(new Command("/tinjau", "/review", Role.Approver, Show) { Words = book.Words.InBoth("buttons.review") });
        AddDecision("/setujui", "/approve", "buttons.approve", (turn, post) => Settle(turn, post.Approve(turn.Person, post.Version, turn.Now)));
        AddDecision("/minta", "/changes", "buttons.request_changes", (turn, post) => AskWords(turn, post.Id, post.Version, "changes"));
        AddDecision("/tolak", "/reject", "buttons.reject", (turn, post) => AskWords(turn, post.Id, post.Version, "reject"));
        repertoire.Add(new Command("/ubah", "/edit", Role.Librarian, Edit));
        repertoire.Add(new Command("/tarik", "/withdraw", Role.Librarian, Withdraw));

        void AddDecision(string indonesian, string english, string button, Action<TurnContext, Post> decide) =>
            repertoire.Add(new Command(indonesian, english, Role.Librarian, (turn, number) => Choose(turn, number, decide)) { Words = book.Words.InBoth(button) });
    }

    /// <summary>The post that a decision in words is about: the one named, or the only one that waits.</summary>
    private static void Choose(TurnContext turn, string number, Action<TurnContext, Post> decide)
    {
        if (number.Length == 0 && Waiting(turn) is not [_])
            Show(turn, number);
        else if ((number.Length == 0 ? Waiting(turn)[0] : Find(turn, number)) is { } post)
            decide(turn, post);
    }

    /// <summary>Shows a post to review; without a number the only one that waits, or the list of them.</summary>
    private static void Show(TurnContext turn, string number)
    {
        var waiting = Waiting(turn);
        if (number.Length == 0 && waiting.Count == 0)
            turn.SayText("review.nothing");
        else if (number.Length == 0 && waiting.Count > 1)
            turn.Say(Message.Card(turn.Text("review.several"), [.. waiting.Take(10).Select(post => Button.For(turn.Store, $"#{post.Id} {post.Title}", "post.show", post.Id, post.Version, turn.Now))]));
        else if ((number.Length == 0 ? waiting[0] : Find(turn, number)) is { } post)
            ShowToReview(turn, post);
    }

    private static void ShowToReview(TurnContext turn, Post post)
    {
        if (post.Objection(turn.Person, post.Version) is { } objection)
        {
            Refuse(turn, objection);
            return;
        }

        foreach (var says in ToReview(turn, post, turn.Lang))
            turn.Say(says);
    }

    private static List<Post> Waiting(TurnContext turn) =>
        [.. turn.Store.Find(Post.Posts, Post.ByStatus, PostStatus.InReview.ToString()).Where(post => post.AuthorId != turn.Person.Id).OrderBy(post => post.Number)];

    private void Submit(TurnContext turn, DialogEnd.Completed end)
    {
        var draft = Draft(turn, end);
        switch (draft.Submit(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                turn.SayText("review.submitted", Facts(turn, done.Post, turn.Lang));
                TellApprovers(turn, done.Post);
                break;
            case Ruling.Refused refused:
                Refuse(turn, refused);
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
            Picture = preview.Picture?.Media,
            AltText = preview.Picture?.Alt,
            Destinations = [.. Destination.Open(turn.Store).Select(destination => destination.Id)],
        };
    }

    private static void TellApprovers(TurnContext turn, Post post)
    {
        foreach (var approver in Approvers(turn, post))
            turn.Tell(approver.Id, lang => ToReview(turn, post, lang));
    }

    /// <summary>What an approver sees: who asks, the post exactly as it will be sent, where it goes, and the three decisions.</summary>
    internal static IEnumerable<Activity> ToReview(TurnContext turn, Post post, Lang lang)
    {
        string Say(string key) => turn.Words.Say(lang, "common", key, Facts(turn, post, lang));
        CardAction Press(string key, string verb) => Button.For(turn.Store, Say(key).Trim(), verb, post.Id, post.Version, turn.Now);
        return
        [
            Message.Of(Say("review.told")),
            Message.Exactly(post.Text, post.Picture, post.AltText),
            Message.Card(Say("review.ask"),
            [
                Press("buttons.approve", "post.approve"),
                Press("buttons.request_changes", "post.changes"),
                Press("buttons.reject", "post.reject"),
            ]),
        ];
    }

    private void Decide(TurnContext turn, DialogEnd.Completed end)
    {
        if (Find(turn, end.Given["post"]!) is not { } post)
            return;
        var version = int.Parse(end.Given["version"]!, CultureInfo.InvariantCulture);
        var words = end.Given["words"]!;
        Settle(turn, end.Given["decision"] == "changes"
            ? post.SendBack(turn.Person, version, words, turn.Now)
            : post.Reject(turn.Person, version, words, turn.Now));
    }

    /// <summary>A request for changes or a rejection needs words; an approval needs none.</summary>
    private static void AskWords(TurnContext turn, string number, int version, string decision)
    {
        if (Find(turn, number) is not { } post)
            return;
        if (post.Objection(turn.Person, version) is { } objection)
            Refuse(turn, objection);
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin("review", Given.None.With("post", post.Id).With("decision", decision).With("version", version.ToString(CultureInfo.InvariantCulture)));
    }

    private void Rule(TurnContext turn, Button button, Func<Post, Ruling> verb)
    {
        if (Find(turn, button.Subject) is { } post)
            Settle(turn, verb(post));
    }

    private void Settle(TurnContext turn, Ruling ruling)
    {
        if (ruling is Ruling.Refused refused)
        {
            Refuse(turn, refused);
            return;
        }

        var done = (Ruling.Done)ruling;
        done.Save(turn.Store, turn.Now);
        switch (done.Verb)
        {
            case "approve":
                Approved(turn, done.Post);
                break;
            case "send back":
                turn.SayText("review.changes_sent", Facts(turn, done.Post, turn.Lang));
                TellAuthor(turn, done.Post, "news.changes", ("buttons.edit", "post.edit"));
                break;
            case "reject":
                turn.SayText("review.rejected", Facts(turn, done.Post, turn.Lang));
                TellAuthor(turn, done.Post, "news.rejected");
                break;
        }
    }

    private void Approved(TurnContext turn, Post post)
    {
        var due = publication.Plan(turn.Store, post, turn.Now);
        if (post.Kind == "event" && PostedEvent.Of(post) is { } announced)
            Keep(turn, announced);
        turn.Say(Message.Card(turn.Text("review.approved", [.. Facts(turn, post, turn.Lang), ("when", When(turn, due, turn.Lang))]), [Stop(turn, post, turn.Lang)]));
        turn.Tell(post.AuthorId, lang =>
            [Message.Card(turn.Words.Say(lang, "common", "news.approved", [.. Facts(turn, post, lang), ("when", When(turn, due, lang))]), [Stop(turn, post, lang)])]);
    }

    /// <summary>An approved event is known from then on: the record that was announced also answers patrons.</summary>
    private void Keep(TurnContext turn, LibraryEvent announced)
    {
        turn.Store.Put(LibraryEvent.Collection, announced);
        turn.Store.AfterCommit(() => _ = knowledge.Refresh());
    }

    /// <summary>When something goes out: soon, in seconds, or at a moment.</summary>
    private static string When(TurnContext turn, DateTimeOffset due, Lang lang)
    {
        var wait = due - turn.Now;
        if (wait <= TimeSpan.FromSeconds(1))
            return turn.Words.Say(lang, "common", "when.at_once").Trim();
        if (wait <= TimeSpan.FromMinutes(10))
            return turn.Words.Say(lang, "common", "when.in_seconds", ("seconds", ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))).Trim();
        return turn.Words.Say(lang, "common", "when.at", ("moment", Moment(turn, due, lang))).Trim();
    }

    private static string Moment(TurnContext turn, DateTimeOffset at, Lang lang)
    {
        var local = turn.Settings.Local(at);
        return turn.Words.Say(lang, "common", "moment",
            ("day", SayTime.Day(DateOnly.FromDateTime(local.DateTime), lang)),
            ("hour", SayTime.Hour(TimeOnly.FromDateTime(local.DateTime), lang)),
            ("zone", SayTime.Zone(local.Offset))).Trim();
    }

    private static CardAction Stop(TurnContext turn, Post post, Lang lang) =>
        Button.For(turn.Store, turn.Words.Say(lang, "common", "buttons.stop_sending").Trim(), "post.stop", post.Id, post.Version, turn.Now);

    private static void TellAuthor(TurnContext turn, Post post, string key, params (string Words, string Verb)[] buttons) =>
        turn.Tell(post.AuthorId, lang =>
        {
            var text = turn.Words.Say(lang, "common", key, Facts(turn, post, lang));
            return buttons.Length == 0
                ? [Message.Of(text)]
                : [Message.Card(text, [.. buttons.Select(button =>
                    Button.For(turn.Store, turn.Words.Say(lang, "common", button.Words).Trim(), button.Verb, post.Id, post.Version, turn.Now))])];
        });

    /// <summary>Opens the dialog that made a post again, at its preview, with the answers it has.</summary>
    private void Edit(TurnContext turn, string number)
    {
        if (Find(turn, number) is not { } post)
            return;
        if (post.AuthorId != turn.Person.Id)
            turn.SayText("review.not_yours", Facts(turn, post, turn.Lang));
        else if (post.Status != PostStatus.ChangesRequested)
            turn.SayText("post.not_for_change", Facts(turn, post, turn.Lang));
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin(post.Kind, post.Given, book.Flows[post.Kind].Steps.First(step => step.IsConfirm).Name);
    }

    private void Withdraw(TurnContext turn, string number)
    {
        if (Find(turn, number) is not { } post)
            return;
        if (post.Status == PostStatus.Approved && !publication.CanStop(turn.Store, post))
        {
            turn.SayText("news.too_late_to_stop", Facts(turn, post, turn.Lang));
            return;
        }

        switch (post.Withdraw(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                publication.Stop(turn.Store, done.Post);
                turn.SayText("post.withdrawn", Facts(turn, done.Post, turn.Lang));
                if (post.AuthorId != turn.Person.Id)
                    TellAuthor(turn, done.Post, "news.cancelled");
                break;
            case Ruling.Refused refused:
                Refuse(turn, refused);
                break;
        }
    }

    /// <summary>The post of a number as people write it ("12", "#12"); says so when there is none.</summary>
    private static Post? Find(TurnContext turn, string number)
    {
        var post = turn.Store.Get(Post.Posts, number.Trim().TrimStart('#'));
        if (post is null)
            turn.SayText("post.not_found", ("number", number.Trim().TrimStart('#')));
        return post;
    }

    private static void Refuse(TurnContext turn, Ruling.Refused refused)
    {
        if (refused.Key == "review.not_approver" && !turn.Person.IsStaff)
        {
            turn.NotAllowed(Role.Librarian);
            return;
        }

        turn.SayText(refused.Key, refused.Key == "review.already_decided" ? DecisionFacts(turn, refused.Post) : Facts(turn, refused.Post, turn.Lang));
        if (refused.Key == "review.version_old")
            ShowToReview(turn, refused.Post);
    }

    /// <summary>What texts about a post may name.</summary>
    internal static (string Name, string Value)[] Facts(TurnContext turn, Post post, Lang lang)
    {
        string Say(string key) => turn.Words.Say(lang, "common", key).Trim();
        var approvers = Approvers(turn, post).Select(person => person.Name).ToList();
        return
        [
            ("number", post.Id),
            ("version", post.Version.ToString(CultureInfo.InvariantCulture)),
            ("newest", post.Version.ToString(CultureInfo.InvariantCulture)),
            ("title", post.Title),
            ("author", post.AuthorName),
            ("kind", Say("kind." + post.Kind.Replace('-', '_'))),
            ("status", Say("post.status." + StatusKey(post.Status))),
            ("approvers", approvers.Count == 0 ? Say("review.nobody_else") : string.Join(", ", approvers)),
            ("destinations", DestinationNames(turn, post)),
            ("by", turn.Person.Name),
            ("words", post.LastReview?.Words ?? ""),
        ];
    }

    internal static string StatusKey(PostStatus status) => status switch
    {
        PostStatus.InReview => "in_review",
        PostStatus.ChangesRequested => "changes_requested",
        _ => status.ToString().ToLowerInvariant(),
    };

    /// <summary>Who decided last, what and when, for whoever came second.</summary>
    private static (string Name, string Value)[] DecisionFacts(TurnContext turn, Post post)
    {
        var key = post.Status switch
        {
            PostStatus.Withdrawn => "withdrawn",
            PostStatus.Rejected => "rejected",
            PostStatus.ChangesRequested => "changes",
            _ => "approved",
        };
        return
        [
            ("number", post.Id),
            ("decision", turn.Text("review.decision." + key).Trim()),
            ("by", post.LastReview?.ByName ?? post.AuthorName),
            ("when", Moment(turn, post.LastReview?.At ?? post.ChangedAt, turn.Lang)),
        ];
    }

    private static IEnumerable<Person> Approvers(TurnContext turn, Post post) =>
        Staff.WithRole(turn.Store, Role.Approver).Where(person => person.Id != post.AuthorId);

    private static string DestinationNames(TurnContext turn, Post post) =>
        string.Join(", ", post.Destinations.Select(id => turn.Store.Get(Destination.Destinations, id)?.Name ?? id));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
