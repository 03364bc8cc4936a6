using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>How posts are spoken about: what texts may name, what an approver is shown, what an author is told.</summary>
internal static class PostTalk
{
    /// <summary>What an approver sees: who asks, the post exactly as it will be sent, where it goes, and the three decisions.</summary>
    /// <param name="subscribers">How many get it in private.</param>
    public static IEnumerable<Activity> ToReview(TurnContext turn, Post post, string approver, int subscribers, Lang lang)
    {
        string Say(string key) => turn.Words.Say(lang, "common", key, Facts(turn, post, lang));
        CardAction Press(string key, string verb, string? style = null) =>
            Button.For(turn.Store, Say(key).Trim(), verb, post.Id, post.Version, turn.Now, new ButtonRules(approver, Once: true, style));
        return
        [
            Message.Of(Say(post.Standing is null ? "review.told" : "review.told_correction")),
            Exactly(post.Text, post.Pictures, post.Moments),
            .. Elsewhere(turn, post, lang),
            .. post.OtherText is { } other ? new[] { Message.Of(Say("review.other_language")), Message.Of(other) } : [],
            .. ForGood(turn, post, lang),
            Message.Card(turn.Words.Say(lang, "common", "review.ask", [("destinations", Destinations(turn, post, subscribers, lang)), .. Facts(turn, post, lang)]),
            [
                Press("buttons.approve", "post.approve", "positive"),
                Press("buttons.request_changes", "post.changes"),
                Press("buttons.reject", "post.reject", "destructive"),
            ]),
        ];
    }

    /// <summary>What cannot be undone once it is approved.</summary>
    private static IEnumerable<Activity> ForGood(TurnContext turn, Post post, Lang lang)
    {
        var destinations = post.Destinations.Select(id => turn.Store.Get(Destination.Destinations, id)).OfType<Destination>().ToList();
        var notes = NetworkNotes.Of(turn, destinations, post.Standing is null ? null : post, post.For(Destination.Facebook), lang).ToList();
        return notes.Count == 0 ? [] : [Message.Of(string.Join('\n', notes))];
    }

    /// <summary>The post in the networks where it says or shows something else.</summary>
    private static IEnumerable<Activity> Elsewhere(TurnContext turn, Post post, Lang lang) =>
        post.Networks.OrderBy(network => network.Key, StringComparer.Ordinal).SelectMany(network => new[]
        {
            Message.Of(turn.Words.Say(lang, "posting", "network." + network.Key)),
            Exactly(network.Value.Text, network.Value.Pictures, []),
        });

    /// <summary>A text of a post as it is sent, with its pictures, the moments that it names and the buttons under it.</summary>
    public static Activity Exactly(string text, IReadOnlyList<Picture> pictures, IReadOnlyList<Entity> moments, params IReadOnlyList<CardAction> buttons) =>
        Message.Exactly(text, pictures.Select(picture => (picture.Media, picture.AltText)), buttons) with { Entities = moments is [] ? null : moments };

    /// <summary>Shows a post to whoever may decide on it, or says why they may not.</summary>
    public static void Show(TurnContext turn, Post post)
    {
        if (post.Objection(turn.Person, post.Version, ReviewPanel.Of(turn.Store, turn.Settings, post.Kind)) is { } objection)
        {
            Refuse(turn, objection);
            return;
        }

        foreach (var says in ToReview(turn, post, turn.Person.Id, Subscription.Of(turn.Store, post.Kind).Count, turn.Lang))
            turn.Say(says);
    }

    /// <summary>A post as it stands now, for whoever pressed an old button of it: to review, or why there is nothing to decide.</summary>
    public static void ShowAgain(TurnContext turn, string number)
    {
        if (turn.Store.Get(Post.Posts, number) is not { } post)
            turn.Welcome();
        else if (post.AuthorId == turn.Person.Id && post.Status != PostStatus.InReview)
            turn.SayText("post.line", Facts(turn, post, turn.Lang));
        else
            Show(turn, post);
    }

    public static void TellAuthor(TurnContext turn, Post post, string key, params (string Words, string Verb)[] buttons) =>
        turn.Tell(post.AuthorId, lang =>
        {
            var text = turn.Words.Say(lang, "common", key, Facts(turn, post, lang));
            return buttons.Length == 0
                ? [Message.Of(text)]
                : [Message.Card(text, [.. buttons.Select(button =>
                    Button.For(turn.Store, turn.Words.Say(lang, "common", button.Words).Trim(), button.Verb, post.Id, post.Version, turn.Now))])];
        });

    /// <summary>The post of a number as people write it ("12", "#12"); says so when there is none.</summary>
    public static Post? Find(TurnContext turn, string number)
    {
        if (!turn.Person.IsStaff)
        {
            turn.NotAllowed(Role.Librarian);
            return null;
        }

        var post = turn.Store.Get(Post.Posts, number.Trim().TrimStart('#'));
        if (post is null)
            turn.SayText("post.not_found", ("number", number.Trim().TrimStart('#')));
        return post;
    }

    public static void Refuse(TurnContext turn, Ruling.Refused refused)
    {
        turn.SayText(refused.Key, refused.Key switch
        {
            "review.already_decided" => DecisionFacts(turn, refused.Post),
            "review.version_old" => [("version", Number(refused.AskedVersion)), ("newest", Number(refused.Post.Version))],
            _ => Facts(turn, refused.Post, turn.Lang),
        });
        if (refused.Key == "review.version_old")
            Show(turn, refused.Post);
    }

    /// <summary>What a kind of post is called.</summary>
    public static string KindName(Words words, string kind, Lang lang) => words.Say(lang, Words.Common, "kind." + kind.Replace('-', '_')).Trim();

    /// <summary>What texts about a post may name.</summary>
    public static (string Name, string Value)[] Facts(TurnContext turn, Post post, Lang lang)
    {
        string Say(string key) => turn.Words.Say(lang, "common", key).Trim();
        var approvers = Approvers(turn, post).Select(person => person.Name).ToList();
        return
        [
            ("number", post.Id),
            ("version", Number(post.Version)),
            ("title", post.Title),
            ("author", post.AuthorName),
            ("kind", KindName(turn.Words, post.Kind, lang)),
            ("status", Say("post.status." + StatusKey(post.Status))),
            ("approvers", approvers.Count == 0 ? Say("review.nobody_else") : string.Join(", ", approvers)),
            ("code", PostHash.Short(post.ApprovedHash ?? PostHash.Of(post))),
            ("time", post.DueAt is { } due ? turn.Moment(due, lang) : turn.Words.Say(lang, "posting", "send_at.now").Trim()),
            ("destinations", Destinations(turn, post, 0, lang)),
            ("by", turn.Person.Name),
            ("words", post.LastReview?.Words ?? ""),
        ];
    }

    public static string StatusKey(PostStatus status) => status switch
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
            PostStatus.Expired => "expired",
            _ => "approved",
        };
        return
        [
            ("number", post.Id),
            ("decision", turn.Text("review.decision." + key).Trim()),
            ("by", By()),
            ("when", turn.Moment(post.Status == PostStatus.Withdrawn ? post.ChangedAt : post.LastReview?.At ?? post.ChangedAt, turn.Lang)),
        ];

        string By() => (post.Status == PostStatus.Withdrawn ? post.WithdrawnBy : post.LastReview?.ByName) ?? post.AuthorName;
    }

    /// <summary>Whose decision a post waits for.</summary>
    private static IEnumerable<Person> Approvers(TurnContext turn, Post post) => ReviewPanel.Of(turn.Store, turn.Settings, post.Kind).Awaited(post);

    /// <summary>The places that a post goes to, and how many subscribers get it in private.</summary>
    private static string Destinations(TurnContext turn, Post post, int subscribers, Lang lang)
    {
        var names = post.Destinations.Select(id => turn.Store.Get(Destination.Destinations, id)?.Name ?? id);
        return string.Join(", ", subscribers == 0 ? names : names.Append(turn.Words.Say(lang, "broadcast", "subscribers", ("count", Number(subscribers))).Trim()));
    }

    /// <summary>When something goes out: soon, in seconds, or at a moment.</summary>
    public static string When(TurnContext turn, DateTimeOffset due, Lang lang)
    {
        var wait = due - turn.Now;
        if (wait <= TimeSpan.FromSeconds(1))
            return turn.Words.Say(lang, "common", "when.at_once").Trim();
        if (wait <= TimeSpan.FromMinutes(10))
            return turn.Words.Say(lang, "common", "when.in", ("span", SayTime.Span(wait, lang))).Trim();
        return turn.Words.Say(lang, "common", "when.at", ("moment", turn.Moment(due, lang))).Trim();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
