using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Comments of a Page over the API.</summary>
internal sealed class GraphCommentDesk(GraphPage page)
{
    public JsonNode Show(GraphCall call, GraphComment comment)
    {
        call.Needs("pages_read_engagement");
        return comment.Read(call, call.Fields);
    }

    public JsonNode List(GraphCall call, IEnumerable<GraphComment> comments, bool replies = false)
    {
        call.Needs("pages_read_engagement");
        var shown = (replies ? comments : GraphFeed.Shown(comments, call.Text("filter") ?? "toplevel"))
            .Where(comment => GraphLists.IsBetween(call, comment.CreatedAt));
        return GraphLists.Page(call, [.. IsReversed(call) ? shown.Reverse() : shown], page.Graph.Habits.PageSize);
    }

    public JsonNode Create(GraphCall call, GraphPost post, GraphComment? under)
    {
        call.Needs("pages_manage_engagement", page, "MODERATE");
        return new JsonObject { ["id"] = page.Add(post, page.Self, Message(call), under).Id };
    }

    public JsonNode Change(GraphCall call, GraphComment comment)
    {
        call.Needs("pages_manage_engagement", page, "MODERATE");
        var hidden = call.Arguments.Flag("is_hidden");
        if (hidden is null && !comment.IsOwn)
            throw call.Text("message") is null ? GraphRefusal.Parameter("is_hidden is needed") : GraphRefusal.Permission(200, "Only comments of the page itself can be edited");
        if (hidden is not null && comment.IsOwn)
            throw GraphRefusal.Parameter("A comment of the page itself cannot be hidden");
        if (hidden is { } hide)
            page.Hide(comment, hide);
        else
            page.Edit(comment, Message(call));
        return GraphJson.Success();
    }

    public JsonNode Delete(GraphCall call, GraphComment comment)
    {
        call.Needs("pages_manage_engagement", page, "MODERATE");
        page.Remove(comment);
        return GraphJson.Success();
    }

    private static string Message(GraphCall call) =>
        call.Text("message") is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw GraphRefusal.Parameter("The parameter message is required");

    private static bool IsReversed(GraphCall call) => call.Text("order") is "reverse_chronological";
}
