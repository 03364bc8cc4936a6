using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where a post went, as its author and its approver are told.</summary>
internal sealed class DeliveryReport(Words words, Lang lang)
{
    public IEnumerable<Activity> Of(Post post, IReadOnlyList<Delivery> deliveries)
    {
        var (rehearsed, sent) = (deliveries.Where(each => each.State == DeliveryState.Rehearsed).ToList(), deliveries.Where(each => each.State != DeliveryState.Rehearsed));
        yield return Message.Of(string.Join('\n', [Say("news.published", ("number", post.Id), ("title", post.Title)), .. sent.Select(Line)]));
        if (rehearsed.Count == 0)
            yield break;
        yield return Message.Of(string.Join('\n', rehearsed.Select(Line)));
        yield return Message.Exactly(post.Text, post.Pictures.Select(picture => (picture.Media, picture.AltText)));
    }

    private string Line(Delivery delivery)
    {
        var destination = ("destination", delivery.DestinationName);
        return delivery.State switch
        {
            DeliveryState.Published when delivery.Link is { } link => Say("news.went.published_link", destination, ("link", link)),
            DeliveryState.Published => Say("news.went.published", destination),
            DeliveryState.Rehearsed => Say("news.went.rehearsal", destination),
            DeliveryState.Unknown => Say("news.went.unknown", destination),
            _ => Say("news.went.refused", destination, ("reason", Why(delivery))),
        };
    }

    /// <summary>Our own reasons are texts of dialogs/common; a network's are its own words.</summary>
    private string Why(Delivery delivery) => delivery.Why switch
    {
        "approval" or "off" or "not_connected" => Say("news.why." + delivery.Why),
        var why => why ?? "",
    };

    private string Say(string key, params (string, string)[] values) => words.Say(lang, "common", key, values).TrimEnd('\n');
}
