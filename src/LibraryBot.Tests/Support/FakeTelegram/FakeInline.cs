using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Inline mode: what people type after "@bot" in any chat, and what the bot offers them.</summary>
internal sealed class FakeInline(FakeTelegram fake)
{
    private static readonly TimeSpan Lives = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, FakeInlineQuery> asked = new();
    private int last;

    public FakeInlineQuery Ask(FakeUser by, string words, string offset)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"iq{Interlocked.Increment(ref last)}");
        var query = asked[id] = new FakeInlineQuery(fake, id, by, words);
        query.UpdateId = fake.Updates.Add("inline_query", new JsonObject
        {
            ["id"] = id, ["from"] = by.Json(), ["query"] = words, ["offset"] = offset, ["chat_type"] = "supergroup",
        });
        return query;
    }

    public JsonNode Answer(FakeArguments arguments)
    {
        if (!asked.TryGetValue(arguments.Text("inline_query_id") ?? "", out var query) || fake.Time.GetUtcNow() - query.AskedAt > Lives)
            throw FakeRefusal.Bad("query is too old and response timeout expired or query ID is invalid");
        if (arguments.Json("results") is not JsonArray results)
            throw FakeRefusal.Bad("can't parse inline query results JSON object");
        if (results.Count > 50)
            throw FakeRefusal.Bad("RESULTS_TOO_MUCH");
        foreach (var result in results)
            Check(result as JsonObject ?? throw FakeRefusal.Bad("can't parse inline query result: InlineQueryResult must be an Object"));
        if (results.Select(result => (string)result!["id"]!).Distinct(StringComparer.Ordinal).Count() < results.Count)
            throw FakeRefusal.Bad("RESULT_ID_DUPLICATE");
        if (Encoding.UTF8.GetByteCount(arguments.Text("next_offset") ?? "") > 64)
            throw FakeRefusal.Bad("NEXT_OFFSET_INVALID");
        CheckButton(arguments.Json("button") as JsonObject);
        query.Answer(results, arguments);
        return true;
    }

    private void Check(JsonObject result)
    {
        var id = (string?)result["id"] ?? "";
        if (Encoding.UTF8.GetByteCount(id) is 0 or > 64)
            throw FakeRefusal.Bad("RESULT_ID_INVALID");
        if (result["reply_markup"] is { } markup)
            FakeKeyboards.Check(markup, fake.OlderServer);
        switch ((string?)result["type"])
        {
            case "article":
                if (string.IsNullOrEmpty((string?)result["title"]))
                    throw FakeRefusal.Bad("can't parse inline query result: Can't find field \"title\"");
                CheckContent(result["input_message_content"] as JsonObject ?? throw FakeRefusal.Bad("input message content is not specified"));
                break;
            case "photo":
                if (result["photo_file_id"] is { } photo && fake.Files.Find((string)photo!) is null)
                    throw FakeRefusal.Bad("wrong file identifier/HTTP URL specified");
                break;
            case null or "":
                throw FakeRefusal.Bad("can't parse inline query result: Can't find field \"type\"");
        }
    }

    private void CheckContent(JsonObject content) =>
        FakeFormatting.Read((string?)content["message_text"] ?? throw FakeRefusal.Bad("message text is empty"), (string?)content["parse_mode"], content["entities"],
            FakeFormatting.TextAtMost, "message is too long", fake.OlderServer);

    private static void CheckButton(JsonObject? button)
    {
        if (button?["start_parameter"] is { } parameter && !FakeFormatting.IsDeepLink((string)parameter!))
            throw FakeRefusal.Bad("START_PARAM_INVALID");
    }
}

/// <summary>One inline query: the test that asked it sees here what the bot offered.</summary>
public sealed class FakeInlineQuery
{
    private readonly TaskCompletionSource<JsonArray> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeTelegram fake;

    internal FakeInlineQuery(FakeTelegram fake, string id, FakeUser by, string words)
    {
        (this.fake, Id, By, Words) = (fake, id, by, words);
        AskedAt = fake.Time.GetUtcNow();
    }

    public string Id { get; }
    public FakeUser By { get; }
    public string Words { get; }
    public int UpdateId { get; internal set; }

    /// <summary>All that answerInlineQuery carried: cache_time, is_personal, next_offset, button. Null before it came.</summary>
    public JsonObject? Answered { get; private set; }

    internal DateTimeOffset AskedAt { get; }

    /// <summary>Waits for what the bot offers.</summary>
    public Task<JsonArray> Results(TimeSpan? within = null) => answered.Task.WaitAsync(within ?? TimeSpan.FromSeconds(10));

    /// <summary>Takes one of the results. Answers the update_id.</summary>
    public int Chooses(string resultId) => fake.Updates.Add("chosen_inline_result", new JsonObject
    {
        ["result_id"] = resultId, ["from"] = By.Json(), ["query"] = Words,
    });

    internal void Answer(JsonArray results, FakeArguments arguments)
    {
        Answered = (JsonObject)arguments.Values.DeepClone();
        answered.TrySetResult((JsonArray)results.DeepClone());
    }
}
