using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What the people of a post are told about its way: how far it is, in one message that is edited in place, and what came of it.</summary>
internal sealed class BroadcastNews(TurnHouse house, TimeProvider clock)
{
    private const string Folder = "broadcast";

    /// <summary>From this many deliveries on a bar shows how far they are.</summary>
    private const int LongFrom = 10;

    /// <summary>A pause of a network that is shorter than this is told to nobody.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShownAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    /// <summary>A network may hold all of it for a while.</summary>
    private static readonly TimeSpan Unchanged = TimeSpan.FromSeconds(15);

    public static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();

    /// <summary>The names of places, subscribers as one.</summary>
    public static string Places(TurnContext turn, IReadOnlyList<Delivery> deliveries)
    {
        var subscribers = deliveries.Count(delivery => delivery.IsToSubscriber);
        var names = deliveries.Where(delivery => !delivery.IsToSubscriber).Select(delivery => delivery.DestinationName);
        return string.Join(", ", subscribers == 0 ? names : names.Append(Say(turn, "subscribers", ("count", Number(subscribers)))));
    }

    /// <summary>Shows how far a broadcast is, when it takes longer than a person likes to wait; answers when to look again.</summary>
    public DateTimeOffset? Show(IStoreSession session, Broadcast broadcast)
    {
        var now = clock.GetUtcNow();
        if (now - broadcast.BegunAt < ShownAfter)
            return broadcast.BegunAt + ShownAfter;
        if (broadcast.ShownSettled == broadcast.Settled)
            return now + Unchanged;
        Tell(session, broadcast, isLast: false);
        session.Put(Broadcast.Broadcasts, broadcast with { ShownSettled = broadcast.Settled });
        return now + Between;
    }

    /// <summary>How a broadcast stands, with what can be done about it.</summary>
    public Activity Standing(IStoreSession session, Broadcast broadcast, Post post, Lang lang)
    {
        var buttons = broadcast.State switch
        {
            BroadcastState.Running when broadcast.Waiting > 0 => Press(("pause", null), ("cancel", "destructive")),
            BroadcastState.Paused => Press(("go_on", "positive"), ("cancel", "destructive")),
            _ => [],
        };
        return buttons is [] ? Message.Of(Text()) : Message.Card(Text(), buttons);

        IReadOnlyList<CardAction> Press(params (string Verb, string? Style)[] verbs) =>
            [.. verbs.Select(verb => Button.For(session, Words(lang, "button." + verb.Verb), "broadcast." + verb.Verb, broadcast.Id, broadcast.Version, clock.GetUtcNow(), new ButtonRules(Style: verb.Style)))];

        string Text() => string.Join('\n', Lines().Where(line => line.Length > 0));

        IEnumerable<string> Lines()
        {
            yield return Words(lang, "state." + StateOf(broadcast), ("number", post.Id), ("title", post.Title));
            yield return broadcast.Total >= LongFrom ? Bar.Of(broadcast.Settled, broadcast.Total) : "";
            yield return Words(lang, "counts",
                ("sent", Number(broadcast.Count(DeliveryState.Published) + broadcast.Count(DeliveryState.Withdrawn))),
                ("waiting", Number(broadcast.Waiting)),
                ("failed", Number(broadcast.Count(DeliveryState.Refused))),
                ("unknown", Number(broadcast.Count(DeliveryState.NeedsHuman))));
        }
    }

    /// <summary>What came of all of it; whoever follows its progress sees that end first.</summary>
    public void Finished(IStoreSession session, Broadcast broadcast, Post post)
    {
        if (broadcast.ShownSettled is not null)
            Tell(session, broadcast with { State = BroadcastState.Done }, isLast: true);
        var deliveries = session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number).Where(delivery => delivery.BroadcastId == broadcast.Id).ToList();
        People.AuditLine.Add(session, "", "LibraryBot", Verb(broadcast.Work), string.Join("; ", deliveries.Where(each => !each.IsToSubscriber).Select(each => $"{each.DestinationId}: {each.State}")), clock.GetUtcNow(), post.OnRecord);
        foreach (var person in Concerned(post))
            house.Tell(session, person, lang => new DeliveryReport(house.Book.Words, lang, session, clock.GetUtcNow()).Of(post, broadcast, deliveries));
    }

    /// <summary>What came of a delivery that was in doubt after the others were done.</summary>
    public void Settled(IStoreSession session, Delivery delivery)
    {
        if (session.Get(Post.Posts, Post.IdOf(delivery.Post)) is not { } post || delivery.IsToSubscriber)
            return;
        foreach (var person in Concerned(post))
            house.Tell(session, person, lang => new DeliveryReport(house.Book.Words, lang, session, clock.GetUtcNow()).OfOne(post, delivery));
    }

    /// <summary>A network wants none of it for a while.</summary>
    public void Waits(IStoreSession session, Delivery delivery)
    {
        if (delivery.DueAt - clock.GetUtcNow() < WorthTelling || session.Get(Post.Posts, Post.IdOf(delivery.Post)) is not { } post)
            return;
        var due = house.Settings.Local(delivery.DueAt);
        foreach (var person in Concerned(post))
            house.Tell(session, person, lang => [Message.Of(Words(lang, "waits", ("number", post.Id), ("title", post.Title), ("destination", delivery.DestinationName), ("reason", Reasons.Of(house.Book.Words, lang, delivery.Why)), ("hour", SayTime.Hour(TimeOnly.FromDateTime(due.DateTime), lang))))]);
    }

    /// <summary>It is hours late: a person says whether it still goes out.</summary>
    public void AskWhetherLate(IStoreSession session, Broadcast broadcast)
    {
        if (session.Get(Post.Posts, Post.IdOf(broadcast.Post)) is not { } post)
            return;
        foreach (var person in Concerned(post))
        {
            house.Tell(session, person, lang =>
            {
                CardAction Press(string verb, string style) => Button.For(session, Words(lang, "button." + verb), "broadcast." + verb, broadcast.Id, broadcast.Version, clock.GetUtcNow(), new ButtonRules(Style: style));
                var due = SayTime.Hour(TimeOnly.FromDateTime(house.Settings.Local(broadcast.DueAt).DateTime), lang);
                return [Message.Card(Words(lang, "late", ("number", post.Id), ("title", post.Title), ("hour", due)), [Press("go_on", "positive"), Press("cancel", "destructive")])];
            });
        }
    }

    private void Tell(IStoreSession session, Broadcast broadcast, bool isLast)
    {
        if (session.Get(Post.Posts, Post.IdOf(broadcast.Post)) is not { } post)
            return;
        foreach (var person in Concerned(post))
            house.Tell(session, person, lang => [Standing(session, broadcast, post, lang) with { ChannelData = new InPlace("broadcast " + broadcast.Id, isLast).ChannelData }]);
    }

    /// <summary>Its author, and who approved it.</summary>
    private static IEnumerable<string> Concerned(Post post) => new[] { post.AuthorId, post.LastReview?.ById }.OfType<string>().Distinct();

    private static string StateOf(Broadcast broadcast) => broadcast.State switch
    {
        BroadcastState.Paused => "paused",
        BroadcastState.Cancelled => "cancelled",
        BroadcastState.Done => "done",
        _ => broadcast.Work.ToString().ToLowerInvariant(),
    };

    private static string Verb(DeliveryWork work) => work switch
    {
        DeliveryWork.Correct => "corrected",
        DeliveryWork.Withdraw => "taken down",
        _ => "published",
    };

    private string Words(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, Folder, key, values).Trim();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
