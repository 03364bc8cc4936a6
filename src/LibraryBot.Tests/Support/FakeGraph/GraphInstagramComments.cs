using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Comments of an Instagram account over the API.</summary>
internal sealed class GraphInstagramComments(GraphInstagram account)
{
    /// <summary>Newest first, without replies.</summary>
    public static IEnumerable<GraphInstagramComment> TopOf(GraphMedia media) => media.Comments.Where(comment => comment.Parent is null).Reverse();

    public JsonNode Show(GraphCall call, GraphInstagramComment comment)
    {
        call.Needs("instagram_basic");
        return comment.Read(call, call.Fields);
    }

    public JsonNode List(GraphCall call, GraphMedia media)
    {
        call.Needs("instagram_manage_comments");
        return GraphLists.Page(call, [.. TopOf(media)], account.Graph.Habits.InstagramCommentsPageSize);
    }

    public JsonNode Replies(GraphCall call, GraphInstagramComment comment)
    {
        call.Needs("instagram_manage_comments");
        return GraphLists.Page(call, comment.Replies, account.Graph.Habits.InstagramCommentsPageSize);
    }

    public JsonNode Create(GraphCall call, GraphMedia media)
    {
        call.Needs("instagram_manage_comments");
        if (!media.CommentsEnabled)
            throw GraphRefusal.Parameter("Comments are turned off for this media");
        return new JsonObject { ["id"] = account.Add(media, account.Self, Message(call), null).Id };
    }

    public JsonNode Reply(GraphCall call, GraphInstagramComment comment)
    {
        call.Needs("instagram_manage_comments");
        if (comment.IsHidden || comment.Parent?.IsHidden == true)
            throw GraphRefusal.Parameter("A hidden comment cannot be answered");
        return new JsonObject { ["id"] = account.Add(comment.Media, account.Self, Message(call), comment).Id };
    }

    public JsonNode Hide(GraphCall call, GraphInstagramComment comment)
    {
        call.Needs("instagram_manage_comments");
        comment.IsHidden = call.Arguments.Flag("hide") ?? throw GraphRefusal.Parameter("The parameter hide is required.");
        return GraphJson.Success();
    }

    public JsonNode Delete(GraphCall call, GraphInstagramComment comment)
    {
        call.Needs("instagram_manage_comments");
        account.Remove(comment);
        return GraphJson.Success();
    }

    private static string Message(GraphCall call) =>
        call.Text("message") is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw GraphRefusal.Parameter("The parameter message is required");
}
