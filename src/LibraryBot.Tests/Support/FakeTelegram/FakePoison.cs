using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Something in an update's place that a typed client cannot decode: kinds that no version knows, and what is no update at all.</summary>
public sealed record FakePoison(string Name, Func<int, JsonNode> Json)
{
    private const string Message = """{"message_id":1,"date":1772000000,"chat":{"id":7,"type":"private","first_name":"Sri"},"from":{"id":7,"is_bot":false,"first_name":"Sri"}""";

    public static IReadOnlyList<FakePoison> All { get; } =
    [
        Of("a member of unknown status", """
            "my_chat_member":{"chat":{"id":7,"type":"private","first_name":"Sri"},"from":{"id":7,"is_bot":false,"first_name":"Sri"},"date":1772000000,
            "old_chat_member":{"status":"member","user":{"id":4711,"is_bot":true,"first_name":"P"}},
            "new_chat_member":{"status":"overlord","user":{"id":4711,"is_bot":true,"first_name":"P"}}}
            """),
        Of("a forward of unknown origin", "\"message\":" + Message + ""","text":"a","forward_origin":{"type":"oracle","date":1772000000}}"""),
        Of("a reaction of unknown type", """
            "message_reaction":{"chat":{"id":7,"type":"private","first_name":"Sri"},"message_id":1,"date":1772000000,"old_reaction":[],"new_reaction":[{"type":"smell"}]}
            """),
        Of("paid media of unknown type", "\"message\":" + Message + ""","paid_media":{"star_count":1,"paid_media":[{"type":"hologram"}]}}"""),
        Of("a background of unknown type", "\"message\":" + Message + ""","chat_background_set":{"type":{"type":"sky"}}}"""),
        Of("a boost of unknown source", """
            "chat_boost":{"chat":{"id":-100500,"type":"supergroup","title":"G"},"boost":{"boost_id":"b","add_date":1772000000,"expiration_date":1772000001,"source":{"source":"wind"}}}
            """),
        Of("a date in milliseconds", "\"message\":" + Message.Replace("1772000000", "1772000000000", StringComparison.Ordinal) + ""","text":"a"}"""),
        Of("an object where a text should be", "\"message\":" + Message + ""","text":{"words":"a"}}"""),
        Of("a message without a chat", """ "message":{"message_id":1,"date":1772000000,"text":"a"} """),
        Of("a kind with nothing in it", "\"message\":null"),
        new("an update without a number", _ => JsonNode.Parse("{\"message\":" + Message + ""","text":"a"}}""")!),
        new("a text", _ => JsonValue.Create("halo")),
        new("a list", _ => new JsonArray(1, 2)),
        new("a number", _ => JsonValue.Create(5)),
    ];

    public override string ToString() => Name;

    private static FakePoison Of(string name, string field) => new(name, id => JsonNode.Parse($"{{\"update_id\":{id},{field}}}")!);
}
