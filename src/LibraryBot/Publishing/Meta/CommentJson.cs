using System.Globalization;
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
            At = Moment(Text(row, "created_time") ?? Text(row, "timestamp")),
            IsHidden = (Text(row, "is_hidden") ?? Text(row, "hidden")) switch { "true" or "True" => true, "false" or "False" => false, _ => null },
        };
        if (GraphJson.Child(row, "replies") is not { } replies)
            yield break;
        foreach (var news in GraphJson.Rows(replies, "data").SelectMany(reply => Seen(reply, post, now)))
            yield return news.Parent is null ? news with { Parent = id } : news;
    }

    public static string? TextOf(JsonElement comment, string network) => Text(comment, network == Destination.Instagram ? "text" : "message");

    /// <summary>Who wrote it: as now, or as older notices had it.</summary>
    public static (string? Id, string? Name) AuthorOf(JsonElement comment)
    {
        var from = GraphJson.Child(comment, "from");
        var name = (from is { } of ? Text(of, "name") ?? Text(of, "username") : null) ?? Text(comment, "sender_name") ?? Text(comment, "username");
        return ((from is { } by ? Id(by, "id") : null) ?? Id(comment, "sender_id"), name is { Length: > NameAtMost } ? name[..NameAtMost] : name);
    }

    /// <summary>An id as Meta makes them; null for anything else, which could be no key of ours and no part of an address.</summary>
    public static string? Id(JsonElement of, string name) =>
        Text(of, name) is { Length: > 0 and <= IdAtMost } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? id : null;

    /// <summary>Half of a letter that stands by its own is no text.</summary>
    public static string? Text(JsonElement of, string name)
    {
        try
        {
            return GraphJson.Text(of, name);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>UNIX seconds, or "2026-11-22T05:14:00+0000".</summary>
    public static DateTimeOffset? Moment(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;
    }
}
