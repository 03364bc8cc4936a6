using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Reads a rule of /__fake/script: {"match": {"method", "path", "nth", "parameter"}, "when": "before" or "after", "times": 1,
/// "do": "drop", "close", "empty", "html", {"error": {"http", "code", "subcode"}}, {"delay": ms}, {"throttle": minutes, "code"} or
/// {"timeline": [{"seconds", "status", "subcode"}]}}.
/// </summary>
internal static class GraphScriptReader
{
    public static GraphFault Read(JsonObject rule)
    {
        var match = rule["match"] as JsonObject ?? [];
        return new GraphFault((string?)match["method"], (string?)match["path"] ?? "", Trouble(rule["do"]!))
        {
            After = (string?)rule["when"] == "after", Nth = (int?)match["nth"] ?? 1, Times = (int?)rule["times"] ?? 1, Parameter = (string?)match["parameter"],
        };
    }

    private static GraphTrouble Trouble(JsonNode what)
    {
        if (what is JsonObject { } told)
            return Trouble(told);
        return (string?)what switch
        {
            "drop" => new GraphTrouble.Drop(),
            "close" => new GraphTrouble.CloseMidBody(),
            "empty" => GraphTrouble.Empty,
            "html" => GraphTrouble.BadGateway,
            var other => throw new InvalidOperationException($"The script knows no '{other}'."),
        };
    }

    private static GraphTrouble Trouble(JsonObject told)
    {
        if (told["error"] is JsonObject error)
            return new GraphTrouble.Error((int?)error["http"] ?? 400, (int)error["code"]!, (int?)error["subcode"] ?? 0);
        if ((int?)told["delay"] is { } milliseconds)
            return new GraphTrouble.Delay(milliseconds);
        if ((int?)told["throttle"] is { } minutes)
            return new GraphTrouble.Throttle(minutes, (int?)told["code"] ?? 4);
        if (told["timeline"] is JsonArray steps)
            return new GraphTrouble.Timeline([.. steps.Select(step => new GraphStep((double?)step!["seconds"] ?? 0, (string)step["status"]!, (int?)step["subcode"] ?? 0))]);
        throw new InvalidOperationException($"The script cannot read {told.ToJsonString()}.");
    }
}
