using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>An answer with ok:false, in Telegram's words.</summary>
public sealed class FakeRefusal(int code, string description, JsonObject? parameters = null) : Exception(description)
{
    public int Code { get; } = code;

    public JsonObject? Parameters { get; } = parameters;

    public static FakeRefusal Bad(string what) => new(400, "Bad Request: " + what);

    public static FakeRefusal Flood(int seconds) =>
        new(429, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds });

    public JsonObject Answer()
    {
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = Code, ["description"] = Message };
        if (Parameters is not null)
            answer["parameters"] = Parameters.DeepClone();
        return answer;
    }
}
