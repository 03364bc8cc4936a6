using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where a post went, as its author and its approver are told, with a question for each place where nobody knows.</summary>
internal sealed class DeliveryReport(Words words, Lang lang, IStoreSession session, DateTimeOffset now)
{
    public IEnumerable<Activity> Of(Post post, Broadcast broadcast, IReadOnlyList<Delivery> deliveries)
    {
        var places = deliveries.Where(delivery => !delivery.IsToSubscriber).ToList();
        var rehearsed = places.Where(delivery => delivery.State == DeliveryState.Rehearsed).ToList();
        yield return Summary(post, broadcast, [.. places.Except(rehearsed)], [.. deliveries.Where(delivery => delivery.IsToSubscriber)]);
        foreach (var doubtful in places.Where(delivery => delivery.State == DeliveryState.NeedsHuman))
            yield return Question(doubtful);
        if (deliveries.Any(delivery => delivery is { IsToSubscriber: true, State: DeliveryState.NeedsHuman }))
            yield return QuestionOfSubscribers(broadcast, deliveries);
        if (rehearsed.Count == 0)
            yield break;
        yield return Message.Of(string.Join('\n', rehearsed.Select(Line)));
        if (broadcast.Work == DeliveryWork.Withdraw)
            yield break;
        foreach (var sent in rehearsed.Select(delivery => (delivery.Text, delivery.Pictures)).DistinctBy(sent => (sent.Text, string.Join(' ', sent.Pictures.Select(picture => picture.Media)))))
            yield return PostTalk.Exactly(sent.Text, sent.Pictures, []);
        foreach (var delivery in rehearsed.Where(delivery => delivery.Rehearsal.Count > 0))
            yield return Message.Of(Own("rehearsal.requests", ("destination", delivery.DestinationName), ("requests", string.Join("\n\n", delivery.Rehearsal))));
    }

    /// <summary>One delivery that was settled after the others.</summary>
    public IEnumerable<Activity> OfOne(Post post, Delivery delivery)
    {
        var text = $"#{post.Id} {post.Title}\n{Line(delivery)}";
        yield return CanRetry(delivery) ? Message.Card(text, [Retry(delivery)]) : Message.Of(text);
        if (delivery.State == DeliveryState.NeedsHuman)
            yield return Question(delivery);
    }

    private Activity Summary(Post post, Broadcast broadcast, IReadOnlyList<Delivery> places, IReadOnlyList<Delivery> subscribers)
    {
        IEnumerable<string> lines = [Heading(post, broadcast, places), .. places.Select(Line)];
        var text = string.Join('\n', subscribers.Count == 0 ? lines : lines.Append(LineOf(subscribers)));
        List<CardAction> buttons = [.. places.Where(CanRetry).Select(Retry)];
        if (broadcast.Work != DeliveryWork.Withdraw && places.Concat(subscribers).Any(delivery => delivery.State == DeliveryState.Published))
            buttons.AddRange([Press("button.correct", "post.correct", post), Press("button.withdraw", "post.withdraw", post)]);
        return buttons.Count == 0 ? Message.Of(text) : Message.Card(text, buttons);
    }

    /// <summary>Nothing of it is there, and a person may have mended what stood in its way.</summary>
    private static bool CanRetry(Delivery delivery) => delivery is { State: DeliveryState.Refused, IsToSubscriber: false } && delivery.Why is not (null or "approval" or "off" or "not_sure" or "meta.instagram_fixed");

    private CardAction Retry(Delivery delivery) => Button.For(session, Own("button.retry", ("destination", delivery.DestinationName)), "delivery.retry", delivery.Id, delivery.Version, now);

    private string Heading(Post post, Broadcast broadcast, IReadOnlyList<Delivery> places) => broadcast.Work switch
    {
        DeliveryWork.Publish when places.Any(IsMissing) => Own(places.All(IsMissing) ? "published.nowhere" : "published.partly", ("number", post.Id), ("title", post.Title)),
        DeliveryWork.Correct => Own("corrected", ("number", post.Id), ("title", post.Title)),
        DeliveryWork.Withdraw => Own("withdrawn", ("number", post.Id), ("title", post.Title)),
        _ => Common("news.published", ("number", post.Id), ("title", post.Title)),
    };

    private static bool IsMissing(Delivery delivery) => delivery.State is DeliveryState.Refused or DeliveryState.ChannelDown or DeliveryState.NeedsHuman;

    private static bool IsOfMeta(Delivery delivery) => delivery.Why?.StartsWith("meta.", StringComparison.Ordinal) == true;

    private string Line(Delivery delivery)
    {
        var destination = ("destination", delivery.DestinationName);
        return (delivery.Work, delivery.State) switch
        {
            (DeliveryWork.Correct, DeliveryState.Published) when delivery.Why is not null => Own("went.corrected_but", destination, ("reason", Reason(delivery))),
            (DeliveryWork.Correct, DeliveryState.Published) => Own("went.corrected", destination),
            (DeliveryWork.Withdraw, DeliveryState.Withdrawn) => Own("went.withdrawn", destination),
            (DeliveryWork.Withdraw, DeliveryState.Rehearsed) => Own("went.nothing_there", destination),
            (DeliveryWork.Correct, DeliveryState.ChannelDown) => Own("went.correction_waits", destination),
            (DeliveryWork.Withdraw, DeliveryState.ChannelDown) => Own("went.withdrawal_waits", destination),
            (DeliveryWork.Correct, DeliveryState.Refused) when IsOfMeta(delivery) => Own("went.correction_failed", destination, ("reason", Reason(delivery)), ("link", delivery.Link ?? "")),
            (DeliveryWork.Withdraw, DeliveryState.Refused) when IsOfMeta(delivery) => Own("went.withdrawal_failed", destination, ("reason", Reason(delivery)), ("link", delivery.Link ?? "")),
            (DeliveryWork.Correct, DeliveryState.Refused or DeliveryState.NeedsHuman) => Own("went.not_corrected", destination, ("reason", Reason(delivery)), ("link", delivery.Link ?? "")),
            (DeliveryWork.Withdraw, DeliveryState.Refused or DeliveryState.NeedsHuman) => Own("went.not_withdrawn", destination, ("reason", Reason(delivery)), ("link", delivery.Link ?? "")),
            (_, DeliveryState.ChannelDown) => Own("went.channel_down", destination, ("reason", Reason(delivery))),
            (_, DeliveryState.Published) when delivery.Why is not null => Own("went.published_but", destination, ("reason", Reason(delivery))),
            (_, DeliveryState.Published) when delivery.Link is { } link => Common("news.went.published_link", destination, ("link", link)),
            (_, DeliveryState.Published) => Common("news.went.published", destination),
            (_, DeliveryState.Rehearsed) => Common("news.went.rehearsal", destination),
            (_, DeliveryState.NeedsHuman) => Common("news.went.unknown", destination),
            (_, DeliveryState.Cancelled) => Own("went.cancelled", destination),
            _ when IsOfMeta(delivery) => Own("went.not_there", destination, ("reason", Reason(delivery))),
            _ => Common("news.went.refused", destination, ("reason", Reason(delivery))),
        };
    }

    /// <summary>How many of the subscribers stand how; what none of them is, is left out.</summary>
    private string LineOf(IReadOnlyList<Delivery> subscribers)
    {
        var counts = subscribers.GroupBy(KeyOf).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Own("subscribers." + group.Key, ("count", group.Count().ToString(CultureInfo.InvariantCulture))));
        return Own("went.subscribers", ("counts", string.Join(", ", counts)));
    }

    private static string KeyOf(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Published => delivery.Work == DeliveryWork.Correct ? "corrected" : "published",
        DeliveryState.Withdrawn => "withdrawn",
        DeliveryState.NeedsHuman => "unknown",
        DeliveryState.Cancelled => "cancelled",
        _ => "refused",
    };

    /// <summary>Is it there? Only a person can look.</summary>
    private Activity Question(Delivery delivery)
    {
        CardAction Ask(string key, string? style = null) => Button.For(session, Own("button." + key), "delivery." + key, delivery.Id, delivery.Version, now, new ButtonRules(Once: true, Style: style));
        var text = Own("doubt.ask", ("number", Post.IdOf(delivery.Post)), ("destination", delivery.DestinationName));
        return Message.Card(text, [Ask("there", "positive"), Ask("again"), Ask("leave")]);
    }

    private Activity QuestionOfSubscribers(Broadcast broadcast, IReadOnlyList<Delivery> deliveries)
    {
        CardAction Ask(string key) => Button.For(session, Own("button." + key), "delivery." + key, broadcast.Id, broadcast.Version, now, new ButtonRules(Once: true));
        var count = deliveries.Count(delivery => delivery is { IsToSubscriber: true, State: DeliveryState.NeedsHuman });
        return Message.Card(Own("doubt.subscribers", ("number", Post.IdOf(broadcast.Post)), ("count", count.ToString(CultureInfo.InvariantCulture))), [Ask("again"), Ask("leave")]);
    }

    private CardAction Press(string key, string verb, Post post) => Button.For(session, Own(key), verb, post.Id, post.Version, now);

    private string Reason(Delivery delivery) => Reasons.Of(words, lang, delivery.Why);

    private string Own(string key, params (string, string)[] values) => words.Say(lang, "broadcast", key, values).Trim();

    private string Common(string key, params (string, string)[] values) => words.Say(lang, "common", key, values).TrimEnd('\n');
}
