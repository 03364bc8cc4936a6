using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>One message to whoever wrote a comment, within seven days.</summary>
internal sealed class GraphPrivateReplies(FakeGraph graph)
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    public JsonNode Send(GraphCall call, GraphPage page)
    {
        call.Needs("pages_messaging", page, "MESSAGING");
        var comment = Asked(call) is { } id && graph.World.TryGet<GraphComment>(id) is { } found && found.Post.Page == page ? found : throw NoComment();
        var reply = Reply(call, comment.Id, comment.By, comment.CreatedAt, comment.WasAnsweredPrivately);
        comment.WasAnsweredPrivately = true;
        return reply;
    }

    public JsonNode Send(GraphCall call, GraphInstagram account)
    {
        call.Needs("instagram_manage_messages");
        var comment = Asked(call) is { } id && graph.World.TryGet<GraphInstagramComment>(id) is { } found && found.Media.Account == account ? found : throw NoComment();
        var reply = Reply(call, comment.Id, comment.By, comment.CreatedAt, comment.WasAnsweredPrivately);
        comment.WasAnsweredPrivately = true;
        return reply;
    }

    private JsonObject Reply(GraphCall call, string commentId, GraphPerson to, DateTimeOffset commentedAt, bool answered)
    {
        if ((string?)(call.Arguments.Json("message") as JsonObject)?["text"] is not { Length: > 0 } text)
            throw GraphRefusal.Parameter("The parameter message is required");
        if (answered)
            throw GraphRefusal.Permission(graph.Habits.RepliedAlreadyCode, "Activity already replied to");
        if (call.Now - commentedAt > Window)
            throw GraphRefusal.Permission(graph.Habits.RepliedTooLateCode, "This activity is too old to be replied to");
        var reply = new GraphPrivateReply($"m_{graph.Ids.Trace()}", commentId, to.Id, text, call.Now);
        graph.World.Tell(reply);
        return new JsonObject { ["recipient_id"] = reply.RecipientId, ["message_id"] = reply.MessageId };
    }

    // Free messages need a person who wrote within 24 hours, and nobody writes to this fake.
    private static string? Asked(GraphCall call)
    {
        var recipient = call.Arguments.Json("recipient") as JsonObject ?? throw GraphRefusal.Parameter("The parameter recipient is required");
        return recipient["id"] is null
            ? recipient["comment_id"]?.ToString()
            : throw new GraphRefusal(10, 2018278, "(#10) This message is sent outside of allowed window.");
    }

    private static GraphRefusal NoComment() => GraphRefusal.Parameter("No matching comment found");
}
