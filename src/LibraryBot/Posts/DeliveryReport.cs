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
    private static readonly HashSet<string> OwnReasons = ["approval", "off", "not_connected", "not_sure", "gone", "cannot_delete", "partly"];

    public IEnumerable<Activity> Of(Post post, Broadcast broadcast, IReadOnlyList<Delivery> deliveries)
    {
        var places = deliveries.Where(delivery => !delivery.IsToSubscriber).ToList();
        var rehearsed = places.Where(delivery => delivery.State == DeliveryState.Rehearsed).ToList();
        yield return Summary(post, broadcast, [.. places.Except(rehearsed)], [.. deliveries.Where(delivery => delivery.IsToSubscriber)]);
        foreach (var doubtful in places.Where(delivery => delivery.State == DeliveryState.Unknown))
            yield return Question(doubtful);
        if (deliveries.Any(delivery => delivery is { IsToSubscriber: true, State: DeliveryState.Unknown }))
            yield return QuestionOfSubscribers(broadcast, deliveries);
        if (rehearsed.Count == 0)
            yield break;
        yield return Message.Of(string.Join('\n', rehearsed.Select(Line)));
        if (broadcast.Work != DeliveryWork.Withdraw)
            yield return PostTalk.Exactly(post.Text, post.Pictures, []);
    }

    /// <summary>One delivery that was settled after the others.</summary>
    public IEnumerable<Activity> OfOne(Post post, Delivery delivery)
    {
        yield return Message.Of($"#{post.Id} {post.Title}\n{Line(delivery)}");
        if (delivery.State == DeliveryState.Unknown)
            yield return Question(delivery);
    }

    private Activity Summary(Post post, Broadcast broadcast, IReadOnlyList<Delivery> places, IReadOnlyList<Delivery> subscribers)
    {
        IEnumerable<string> lines = [Heading(post, broadcast), .. places.Select(Line)];
        var text = string.Join('\n', subscribers.Count == 0 ? lines : lines.Append(LineOf(subscribers)));
        return broadcast.Work != DeliveryWork.Withdraw && places.Concat(subscribers).Any(delivery => delivery.State == DeliveryState.Published)
            ? Message.Card(text, [Press("button.correct", "post.correct", post), Press("button.withdraw", "post.withdraw", post)])
            : Message.Of(text);
    }

    private string Heading(Post post, Broadcast broadcast) => broadcast.Work switch
    {
        DeliveryWork.Correct => Own("corrected", ("number", post.Id), ("title", post.Title)),
        DeliveryWork.Withdraw => Own("withdrawn", ("number", post.Id), ("title", post.Title)),
        _ => Common("news.published", ("number", post.Id), ("title", post.Title)),
    };

    private string Line(Delivery delivery)
    {
        var destination = ("destination", delivery.DestinationName);
        return (delivery.Work, delivery.State) switch
        {
            (DeliveryWork.Correct, DeliveryState.Published) => Own("went.corrected", destination),
            (DeliveryWork.Withdraw, DeliveryState.Withdrawn) => Own("went.withdrawn", destination),
            (DeliveryWork.Withdraw, DeliveryState.Rehearsed) => Own("went.nothing_there", destination),
            (DeliveryWork.Correct, DeliveryState.Refused or DeliveryState.Unknown) => Own("went.not_corrected", destination, ("reason", Why(delivery)), ("link", delivery.Link ?? "")),
            (DeliveryWork.Withdraw, DeliveryState.Refused or DeliveryState.Unknown) => Own("went.not_withdrawn", destination, ("reason", Why(delivery)), ("link", delivery.Link ?? "")),
            (_, DeliveryState.Published) when delivery.Link is { } link => Common("news.went.published_link", destination, ("link", link)),
            (_, DeliveryState.Published) => Common("news.went.published", destination),
            (_, DeliveryState.Rehearsed) => Common("news.went.rehearsal", destination),
            (_, DeliveryState.Unknown) => Common("news.went.unknown", destination),
            (_, DeliveryState.Cancelled) => Own("went.cancelled", destination),
            _ => Common("news.went.refused", destination, ("reason", Why(delivery))),
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
        DeliveryState.Unknown => "unknown",
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
        var count = deliveries.Count(delivery => delivery is { IsToSubscriber: true, State: DeliveryState.Unknown });
        return Message.Card(Own("doubt.subscribers", ("number", Post.IdOf(broadcast.Post)), ("count", count.ToString(CultureInfo.InvariantCulture))), [Ask("again"), Ask("leave")]);
    }

    private CardAction Press(string key, string verb, Post post) => Button.For(session, Own(key), verb, post.Id, post.Version, now);

    /// <summary>Our own reasons are texts; a network's are its own words.</summary>
    private string Why(Delivery delivery) => delivery.Why switch
    {
        "approval" or "off" or "not_connected" => Common("news.why." + delivery.Why),
        { } why when OwnReasons.Contains(why.Split(' ')[0]) => Own("why." + why.Split(' ')[0], ("count", string.Join(' ', why.Split(' ').Skip(1)))),
        var why => why ?? "",
    };

    private string Own(string key, params (string, string)[] values) => words.Say(lang, "broadcast", key, values).Trim();

    private string Common(string key, params (string, string)[] values) => words.Say(lang, "common", key, values).TrimEnd('\n');
}
