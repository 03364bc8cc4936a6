using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Lists that go on from page to page by cursors.</summary>
internal static class GraphLists
{
    private const int AtMost = 100;

    /// <summary>What the call's limit, after and before cut out of all the nodes.</summary>
    public static JsonObject Page(GraphCall call, IReadOnlyList<GraphNode> nodes, int size, GraphFields? fields = null)
    {
        var limit = (int)Math.Clamp(call.Arguments.Number("limit") ?? size, 1, AtMost);
        var start = Start(call, nodes, limit);
        var shown = nodes.Skip(start).Take(limit).ToList();
        var list = GraphJson.Data(shown.Select(node => node.Read(call, call.Fields ?? fields)));
        if (shown.Count == 0)
            return list;
        var cursors = new JsonObject { ["before"] = Cursor(shown[0]), ["after"] = Cursor(shown[^1]) };
        list["paging"] = new JsonObject { ["cursors"] = cursors };
        if (start + shown.Count < nodes.Count)
            list["paging"]!["next"] = Next(call, limit, Cursor(shown[^1]));
        return list;
    }

    /// <summary>A list inside another answer.</summary>
    public static JsonObject Inner(GraphCall call, IEnumerable<GraphNode> nodes, GraphField field, int size) =>
        GraphJson.Data(nodes.Take(field.Limit ?? size).Select(node => node.Read(call, field.Inner)));

    /// <summary>Between since and until: UNIX seconds, a date, or what strtotime reads.</summary>
    public static bool IsBetween(GraphCall call, DateTimeOffset moment) =>
        (call.Arguments.Text("since") is not { } since || GraphMoments.Read(since, call.Now) is not { } from || moment >= from)
        && (call.Arguments.Text("until") is not { } until || GraphMoments.Read(until, call.Now) is not { } to || moment <= to);

    private static int Start(GraphCall call, IReadOnlyList<GraphNode> nodes, int limit)
    {
        if (call.Arguments.Text("after") is { } after)
            return Place(nodes, after) + 1;
        return call.Arguments.Text("before") is { } before ? Math.Max(0, Place(nodes, before) - limit) : 0;
    }

    private static int Place(IReadOnlyList<GraphNode> nodes, string cursor)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (Cursor(nodes[i]) == cursor)
                return i;
        }

        throw GraphRefusal.Parameter("Invalid cursors values");
    }

    private static string Cursor(GraphNode node) => Convert.ToBase64String(Encoding.ASCII.GetBytes(node.Id)).TrimEnd('=');

    // As Meta does, the address of the next page carries the token.
    private static string Next(GraphCall call, int limit, string after)
    {
        var query = call.Arguments.Values.Where(value => value.Key is not ("limit" or "after" or "before"))
            .Append(KeyValuePair.Create("access_token", call.TokenText ?? "")).DistinctBy(value => value.Key)
            .Append(KeyValuePair.Create("limit", limit.ToString(CultureInfo.InvariantCulture)))
            .Append(KeyValuePair.Create("after", after));
        return $"{call.Graph.BaseUrl}/{call.Version}{call.Path}?" + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }
}
