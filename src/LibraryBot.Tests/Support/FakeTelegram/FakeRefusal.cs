using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>An answer with ok:false, in Telegram's words.</summary>
public sealed class FakeRefusal(int code, string description, JsonObject? parameters = null) : Exception(description)
{
    public int Code { get; } = code;

    public JsonObject? Parameters { get; } = parameters;

    internal long? OnlyChat { get; private init; }

    public static FakeRefusal Bad(string what) => new(400, "Bad Request: " + what);

    /// <summary>For all that the bot sends, or for one chat alone.</summary>
    public static FakeRefusal Flood(int seconds, long? onlyChat = null) => new(
        429,
        string.Create(CultureInfo.InvariantCulture, $"Too Many Requests: retry after {seconds}"),
        new JsonObject { ["retry_after"] = seconds })
    {
        OnlyChat = onlyChat,
    };

    public static FakeRefusal Blocked() => new(403, "Forbidden: bot was blocked by the user");

    public static FakeRefusal Deactivated() => new(403, "Forbidden: user is deactivated");

    public static FakeRefusal Kicked(string type) => new(403, $"Forbidden: bot was kicked from the {type} chat");

    public static FakeRefusal NotThere(string type) => new(403, $"Forbidden: bot is not a member of the {type} chat");

    public static FakeRefusal Migrated(long to) =>
        new(400, "Bad Request: group chat was upgraded to a supergroup chat", new JsonObject { ["migrate_to_chat_id"] = to });

    public JsonObject Answer()
    {
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = Code, ["description"] = Message };
        if (Parameters is not null)
            answer["parameters"] = Parameters.DeepClone();
        return answer;
    }
}
