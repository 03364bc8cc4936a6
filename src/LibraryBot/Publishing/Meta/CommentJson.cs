using System.Text.Json;
using LibraryBot.Responses;

namespace LibraryBot.Publishing.Meta;

/// <summary>Reads comments as Meta writes them, in webhooks and in lists, of Pages and of Instagram. Anything may be missing, and ids may be numbers.</summary>
public static class CommentJson
{
    private const int IdAtMost = 64;
    private const int NameAtMost = 200;

    /// <summary>A row of a list, and of the replies that stand in it.</summary>
    public static IEnumerable<CommentNews> Seen(JsonElement row, Delivery post, DateTimeOffset now)
    {
        if (Id(row, "id") is not { } id)
            yield break;
        var parent = GraphJson.Child(row, "parent") is { } above ? Id(above, "id") : Id(row, "parent_id");
        yield return new CommentNews(post.Kind, id, CommentVerb.Seen, post.Post, post.Id, now)
        {
            Parent = parent == post.ExternalId ? null : parent,
            AuthorId = AuthorOf(row).Id,
            AuthorName = AuthorOf(row).Name,
            Text = TextOf(row, post.Kind),
            At = MomentOf(row),
            IsHidden = GraphJson.Truth(row, "is_hidden") ?? GraphJson.Truth(row, "hidden"),
        };
        if (GraphJson.Child(row, "replies") is not { } replies)
            yield break;
        foreach (var news in GraphJson.Rows(replies, "data").SelectMany(reply => Seen(reply, post, now)))
            yield return news.Parent is null ? news with { Parent = id } : news;
    }

    public static string? TextOf(JsonElement comment, string network) => GraphJson.Text(comment, network == Destination.Instagram ? "text" : "message");

    /// <summary>When it was written: Pages and Instagram call it otherwise.</summary>
    public static DateTimeOffset? MomentOf(JsonElement comment) => GraphJson.Moment(comment, "created_time") ?? GraphJson.Moment(comment, "timestamp");

    /// <summary>Who wrote it: as now, or as older notices had it.</summary>
    public static (string? Id, string? Name) AuthorOf(JsonElement comment)
    {
        var from = GraphJson.Child(comment, "from");
        var name = (from is { } of ? GraphJson.Text(of, "name") ?? GraphJson.Text(of, "username") : null) ?? GraphJson.Text(comment, "sender_name") ?? GraphJson.Text(comment, "username");
        return ((from is { } by ? Id(by, "id") : null) ?? Id(comment, "sender_id"), name is { Length: > NameAtMost } ? name[..NameAtMost] : name);
    }

    /// <summary>An id as Meta makes them; null for anything else, which could be no key of ours and no part of an address.</summary>
    public static string? Id(JsonElement of, string name) =>
        GraphJson.Text(of, name) is { Length: > 0 and <= IdAtMost } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? id : null;
}
