using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What a Page's webhooks tell, as Meta words it.</summary>
internal static class GraphFeedEvents
{
    public static JsonObject From(GraphPerson person) => new() { ["id"] = person.Id, ["name"] = person.Name };

    public static JsonObject Comment(string verb, GraphComment comment)
    {
        var value = new JsonObject
        {
            ["item"] = "comment",
            ["verb"] = verb,
            ["comment_id"] = comment.Id,
            ["post_id"] = comment.Post.Id,
            ["parent_id"] = comment.Parent?.Id ?? comment.Post.Id,
            ["from"] = From(comment.By),
        };
        if (verb is "remove")
            return value;
        value["created_time"] = comment.CreatedAt.ToUnixTimeSeconds();
        value["message"] = comment.Message;
        return value;
    }

    /// <summary>The Page's own come as status or photo, a visitor's as post.</summary>
    public static JsonObject Post(string verb, GraphPost post)
    {
        var value = new JsonObject
        {
            ["item"] = post.Visitor is not null ? "post" : post.Photos.Count == 1 ? "photo" : "status",
            ["verb"] = verb,
            ["from"] = From(post.By),
            ["post_id"] = post.Id,
        };
        if (verb is "remove")
            return value;
        value["published"] = 1;
        if (post.Photos.Count > 0)
            value["photos"] = GraphJson.Texts(post.Photos.Select(photo => photo.Address));
        value["created_time"] = post.CreatedAt.ToUnixTimeSeconds();
        value["message"] = post.Message;
        return value;
    }

    public static JsonObject Reaction(GraphPost post, GraphPerson by, string reaction, DateTimeOffset at) => new()
    {
        ["item"] = "reaction",
        ["verb"] = "add",
        ["reaction_type"] = reaction,
        ["post_id"] = post.Id,
        ["parent_id"] = post.Id,
        ["from"] = From(by),
        ["created_time"] = at.ToUnixTimeSeconds(),
    };

    public static JsonObject Mention(GraphPerson by, string postId, string message, DateTimeOffset at) => new()
    {
        ["item"] = "post",
        ["verb"] = "add",
        ["post_id"] = postId,
        ["from"] = From(by),
        ["created_time"] = at.ToUnixTimeSeconds(),
        ["message"] = message,
    };
}
