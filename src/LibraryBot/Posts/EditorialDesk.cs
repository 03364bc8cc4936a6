using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Drafts are submitted here, colleagues decide here, and everyone concerned is told. Every move is on the record.</summary>
public sealed class EditorialDesk(DialogBook book, DialogRunner runner, Publication publication)
{
    /// <summary>The answer that carries the number of the post that is being changed.</summary>
    private const string PostNumber = "post_number";

    public void Join(Repertoire repertoire)
    {
        repertoire.Endings["submit_post"] = Submit;
        repertoire.Endings["decide"] = Decide;
        repertoire.Kinds["post_in_review"] = turn => new PostInReview(turn);
        repertoire.Kinds["review_words"] = _ => new ReviewWords();
        repertoire.Buttons["post.approve"] = (turn, button) => Rule(turn, button, post => post.Approve(turn.Person, button.Version, turn.Now));
        repertoire.Buttons["post.changes"] = (turn, button) => AskWords(turn, button, "changes");
        repertoire.Buttons["post.reject"] = (turn, button) => AskWords(turn, button, "reject");
        repertoire.Buttons["post.edit"] = (turn, button) => Edit(turn, button.Subject);
        repertoire.Buttons["post.stop"] = (turn, button) => Withdraw(turn, button.Subject);
        repertoire.Add(new Command("/buat", "/post", Role.Librarian, (turn, rest) => ChooseKind(turn, rest)) { Words = ["buat kiriman", "create a post"] });
        repertoire.Add(new Command("/setujui", "/approve", Role.Approver, (turn, rest) => ApproveByNumber(turn, rest)));
        repertoire.Add(new Command("/ubah", "/edit", Role.Librarian, Edit));
        repertoire.Add(new Command("/tarik", "/withdraw", Role.Librarian, Withdraw));
        foreach (var kind in Kinds)
            repertoire.Add(new Command("/buat_" + kind, "/post_" + kind, Role.Librarian, (turn, _) => turn.Begin(kind)) { Words = [KindWords(kind, Lang.Id), KindWords(kind, Lang.En)] });
    }

    private IEnumerable<string> Kinds => book.Flows.Values.Where(flow => flow.Ending == "submit_post").Select(flow => flow.Name).Order();

    private string KindWords(string kind, Lang lang) => book.Words.Say(lang, kind, "kind").Trim();

    private void ChooseKind(TurnContext turn, string rest)
    {
        if (Kinds.FirstOrDefault(kind => rest.Length > 0 && KindWords(kind, turn.Lang).Contains(rest, StringComparison.OrdinalIgnoreCase)) is { } named)
            turn.Begin(named);
        else
            turn.Say(turn.Text("choose_kind"), [.. Kinds.Select(kind => KindWords(kind, turn.Lang))]);
    }

    private void Submit(TurnContext turn, DialogEnd.Completed end)
    {
        var draft = Draft(turn, end);
        switch (draft.Submit(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                turn.SayText("post.submitted", Facts(done.Post));
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
        var text = runner.Post(end.Flow, end.Given, turn.Scene);
        var (picture, alt) = runner.Picture(end.Flow, end.Given);
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
            Text = text,
            CreatedAt = turn.Now,
        };
        return post with
        {
            Version = post.Version + 1,
            Title = FirstLine(text),
            Given = end.Given.With(PostNumber, post.Id),
            Text = text,
            Picture = picture,
            AltText = alt,
            Destinations = [.. Destination.Open(turn.Store).Select(destination => destination.Id)],
        };
    }

    private static void TellApprovers(TurnContext turn, Post post)
    {
        var approvers = Staff.WithRole(turn.Store, Role.Approver).Where(person => person.Id != post.AuthorId).ToList();
        if (approvers.Count == 0)
            turn.SayText("post.nobody_to_review");
        foreach (var approver in approvers)
            turn.Tell(approver.Id, lang => ToReview(turn, post, lang));
    }

    /// <summary>What an approver sees: who asks, the post exactly as it will be sent, where it goes, and the three decisions.</summary>
    internal static IEnumerable<Activity> ToReview(TurnContext turn, Post post, Lang lang)
    {
        string Say(string key) => turn.Words.Say(lang, "common", key, [.. Facts(post), ("destinations", DestinationNames(turn, post))]);
        CardAction Press(string key, string verb) => Button.For(turn.Store, Say(key).Trim(), verb, post.Id, post.Version, turn.Now);
        return
        [
            Message.Of(Say("review.asked")),
            Message.Exactly(post.Text, post.Picture, post.AltText),
            Message.Card(Say("review.decide"),
            [
                Press("review.approve", "post.approve"),
                Press("review.changes", "post.changes"),
                Press("review.reject", "post.reject"),
            ]),
        ];
    }

    private void Decide(TurnContext turn, DialogEnd.Completed end)
    {
        var post = turn.Store.Get(Post.Posts, end.Given["post"]!);
        if (post is null)
            return;
        var version = end.Given["version"] is { } seen ? int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture) : post.Version;
        var words = end.Given["words"] ?? "";
        Settle(turn, end.Given["decision"] switch
        {
            "approve" => post.Approve(turn.Person, version, turn.Now),
            "changes" => post.SendBack(turn.Person, version, words, turn.Now),
            _ => post.Reject(turn.Person, version, words, turn.Now),
        });
    }

    private void AskWords(TurnContext turn, Button button, string decision)
    {
        if (Find(turn, button.Subject) is not { } post)
            return;
        if (post.Objection(turn.Person, button.Version) is { } objection)
        {
            Refuse(turn, objection);
            return;
        }

        turn.Begin("review", Given.None.With("post", post.Id).With("decision", decision)
            .With("version", button.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private void ApproveByNumber(TurnContext turn, string number)
    {
        if (Find(turn, number) is { } post)
            Settle(turn, post.Approve(turn.Person, post.Version, turn.Now));
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
                turn.SayText("review.sent_back", Facts(done.Post));
                TellAuthor(turn, done.Post, "post.changes_requested", ("post.edit_button", "post.edit"));
                break;
            case "reject":
                turn.SayText("review.rejected", Facts(done.Post));
                TellAuthor(turn, done.Post, "post.rejected");
                break;
        }
    }

    private void Approved(TurnContext turn, Post post)
    {
        var due = publication.Plan(turn.Store, post, turn.Now);
        (string, string)[] when = [("when", SayTime.Hour(TimeOnly.FromDateTime(due.DateTime), turn.Lang) + " " + SayTime.Zone(due.Offset)), ("destinations", DestinationNames(turn, post))];
        turn.Say(Message.Card(turn.Text("review.approved", [.. Facts(post), .. when]), [Stop(turn, post, turn.Lang)]));
        turn.Tell(post.AuthorId, lang =>
            [Message.Card(turn.Words.Say(lang, "common", "post.approved", [.. Facts(post), .. when]), [Stop(turn, post, lang)])]);
    }

    private static CardAction Stop(TurnContext turn, Post post, Lang lang) =>
        Button.For(turn.Store, turn.Words.Say(lang, "common", "post.stop_button").Trim(), "post.stop", post.Id, post.Version, turn.Now);

    private static void TellAuthor(TurnContext turn, Post post, string key, params (string Words, string Verb)[] buttons) =>
        turn.Tell(post.AuthorId, lang =>
        {
            var text = turn.Words.Say(lang, "common", key, Facts(post));
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
            turn.SayText("review.not_yours", Facts(post));
        else if (post.Status != PostStatus.ChangesRequested)
            turn.SayText("post.not_for_change", Facts(post));
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
            turn.SayText("post.too_late_to_stop", Facts(post));
            return;
        }

        switch (post.Withdraw(turn.Person, turn.Now))
        {
            case Ruling.Done done:
                done.Save(turn.Store, turn.Now);
                publication.Stop(turn.Store, done.Post);
                turn.SayText("post.withdrawn", Facts(done.Post));
                if (post.AuthorId != turn.Person.Id)
                    TellAuthor(turn, done.Post, "post.withdrawn_by");
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
            turn.SayText("post.not_found");
        return post;
    }

    private static void Refuse(TurnContext turn, Ruling.Refused refused)
    {
        if (refused.Key == "review.not_approver" && !turn.Person.IsStaff)
        {
            turn.StaffOnly();
            return;
        }

        turn.SayText(refused.Key, Facts(refused.Post));
        if (refused.Key == "review.version_old")
        {
            foreach (var says in ToReview(turn, refused.Post, turn.Lang))
                turn.Say(says);
        }
    }

    /// <summary>What texts about a post may name.</summary>
    internal static (string Name, string Value)[] Facts(Post post) =>
    [
        ("number", post.Id),
        ("version", post.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("title", post.Title),
        ("author", post.AuthorName),
        ("who", post.LastReview?.ByName ?? ""),
        ("words", post.LastReview?.Words ?? ""),
        ("decision", post.LastReview?.Verb ?? ""),
        ("hash", PostHash.Short(PostHash.Of(post))),
    ];

    private static string DestinationNames(TurnContext turn, Post post) =>
        string.Join(", ", post.Destinations.Select(id => turn.Store.Get(Destination.Destinations, id)?.Name ?? id));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
