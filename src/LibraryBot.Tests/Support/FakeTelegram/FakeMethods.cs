using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>The Bot API's methods that a library bot uses, each with the refusals that Telegram has for it.</summary>
internal sealed partial class FakeMethods(FakeTelegram fake)
{
    private static readonly TimeSpan CallbackLives = TimeSpan.FromSeconds(15);
    private readonly FakeSending sending = new(fake);
    private readonly ConcurrentDictionary<string, JsonArray> menus = new();
    private readonly ConcurrentDictionary<string, bool> answered = new();

    /// <summary>The command menus, by "scope|language".</summary>
    public IReadOnlyDictionary<string, JsonArray> Menus => menus;

    public IReadOnlyCollection<string> AnsweredCallbacks => [.. answered.Keys];

    public async Task<JsonNode> Call(string method, FakeArguments arguments)
    {
        // Method names are case-insensitive.
        if (method.Equals("getUpdates", StringComparison.OrdinalIgnoreCase))
            return await fake.Updates.Get(arguments);
        lock (fake.Guard)
            return Run(method, arguments);
    }

    private JsonNode Run(string method, FakeArguments arguments) => method.ToLowerInvariant() switch
    {
        "getme" => GetMe(),
        "setwebhook" => SetWebhook(arguments),
        "deletewebhook" => DeleteWebhook(arguments),
        "getwebhookinfo" => new JsonObject
        {
            ["url"] = fake.Updates.Webhook ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = fake.Updates.Unconfirmed,
        },
        "sendmessage" => sending.Message(arguments),
        "sendphoto" => sending.Photo(arguments),
        "sendmediagroup" => sending.MediaGroup(arguments),
        "editmessagetext" => sending.EditText(arguments),
        "editmessagereplymarkup" => sending.EditKeyboard(arguments),
        "deletemessage" => sending.Delete(arguments),
        "sendchataction" => sending.Target(arguments) is not null,
        "answercallbackquery" => AnswerCallback(arguments),
        "getfile" => GetFile(arguments),
        "setmycommands" => SetMenu(arguments),
        "getmycommands" => menus.GetValueOrDefault(MenuKey(arguments))?.DeepClone() ?? new JsonArray(),
        "getchat" => GetChat(arguments),
        "getchatmember" => GetMember(arguments),
        "leavechat" => Leave(arguments),
        _ => throw new FakeRefusal(404, "Not Found: method not found"),
    };

    private JsonObject GetMe()
    {
        var me = fake.BotJson();
        (me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"]) = (true, false, false);
        return me;
    }

    private JsonNode SetWebhook(FakeArguments arguments)
    {
        var url = arguments.Text("url") ?? "";
        if (url.Length > 0 && !url.StartsWith("https://", StringComparison.Ordinal))
            throw FakeRefusal.Bad("bad webhook: An HTTPS URL must be provided for webhook");
        if (arguments.Text("secret_token") is { } secret && !SecretToken().IsMatch(secret))
            throw FakeRefusal.Bad("secret token contains unallowed characters");
        fake.Updates.SetWebhook(url);
        return true;
    }

    private JsonNode DeleteWebhook(FakeArguments arguments)
    {
        fake.Updates.DeleteWebhook(arguments.Flag("drop_pending_updates"));
        return true;
    }

    private JsonNode AnswerCallback(FakeArguments arguments)
    {
        var id = arguments.Text("callback_query_id") ?? "";
        if (fake.CallbackAsked(id) is not { } asked || fake.Time.GetUtcNow() - asked > CallbackLives)
            throw FakeRefusal.Bad("query is too old and response timeout expired or query ID is invalid");
        if ((arguments.Text("text") ?? "").Length > 200)
            throw FakeRefusal.Bad("MESSAGE_TOO_LONG");
        answered[id] = true;
        return true;
    }

    private JsonNode GetFile(FakeArguments arguments)
    {
        var id = arguments.Text("file_id") ?? "";
        if (fake.Files.Find(id) is not { } bytes)
            throw FakeRefusal.Bad("wrong file_id or the file is temporarily unavailable");
        if (bytes.Length > FakeFiles.DownloadAtMost)
            throw FakeRefusal.Bad("file is too big");
        return new JsonObject
        {
            ["file_id"] = id, ["file_unique_id"] = id + "-u", ["file_size"] = bytes.Length, ["file_path"] = FakeFiles.PathOf(id),
        };
    }

    private JsonNode SetMenu(FakeArguments arguments)
    {
        if (arguments.Json("commands") is not JsonArray commands || commands.Count > 100)
            throw FakeRefusal.Bad("can't parse commands");
        foreach (var command in commands)
        {
            if (!CommandName().IsMatch((string?)command!["command"] ?? ""))
                throw FakeRefusal.Bad("BOT_COMMAND_INVALID");
            if (((string?)command["description"])?.Length is null or 0 or > 256)
                throw FakeRefusal.Bad("BOT_COMMAND_DESCRIPTION_INVALID");
        }

        if (arguments.Text("language_code") is { Length: not (0 or 2) })
            throw FakeRefusal.Bad("language code is invalid");
        menus[MenuKey(arguments)] = (JsonArray)commands.DeepClone();
        return true;
    }

    private static string MenuKey(FakeArguments arguments) =>
        $"{(string?)arguments.Json("scope")?["type"] ?? "default"}|{arguments.Text("language_code") ?? ""}";

    private JsonNode GetChat(FakeArguments arguments)
    {
        var chat = sending.Target(arguments).Json();
        (chat["accent_color_id"], chat["max_reaction_count"]) = (0, 11);
        (chat["accepted_gift_types"]) = new JsonObject
        {
            ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false, ["premium_subscription"] = false, ["gifts_from_channels"] = false,
        };
        return chat;
    }

    private JsonNode GetMember(FakeArguments arguments)
    {
        var chat = sending.Target(arguments);
        return arguments.Number("user_id") switch
        {
            FakeTelegram.BotId => new JsonObject { ["status"] = "member", ["user"] = fake.BotJson() },
            { } person when chat is FakePrivateChat alone && alone.User.Id == person => new JsonObject { ["status"] = "member", ["user"] = alone.User.Json() },
            _ => throw FakeRefusal.Bad("user not found"),
        };
    }

    private JsonNode Leave(FakeArguments arguments)
    {
        if (sending.Target(arguments) is not FakeGroup group)
            throw FakeRefusal.Bad("chat can't be left");
        group.Closed = new FakeRefusal(403, $"Forbidden: bot is not a member of the {group.Type} chat");
        return true;
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex SecretToken();
}
