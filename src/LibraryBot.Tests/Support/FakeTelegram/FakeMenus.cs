using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Command menus by scope and language, and the menu buttons of chats.</summary>
internal sealed partial class FakeMenus(FakeTelegram fake)
{
    private readonly ConcurrentDictionary<string, JsonArray> menus = new();
    private readonly ConcurrentDictionary<long, JsonObject> buttons = new();

    /// <summary>By "scope|language": "default|", "all_private_chats|id", "chat:7|en", "chat_member:-100500:7|".</summary>
    public IReadOnlyDictionary<string, JsonArray> All => menus;

    /// <summary>By chat, 0 for all the rest.</summary>
    public IReadOnlyDictionary<long, JsonObject> Buttons => buttons;

    public JsonNode Set(FakeArguments arguments)
    {
        if (arguments.Json("commands") is not JsonArray commands)
            throw FakeRefusal.Bad("can't parse commands JSON object");
        if (commands.Count > 100)
            throw FakeRefusal.Bad("BOT_COMMANDS_TOO_MUCH");
        foreach (var command in commands)
            Check(command!);
        menus[Key(arguments)] = (JsonArray)commands.DeepClone();
        return true;
    }

    public JsonNode Get(FakeArguments arguments) => menus.GetValueOrDefault(Key(arguments))?.DeepClone() ?? new JsonArray();

    public JsonNode Delete(FakeArguments arguments)
    {
        menus.TryRemove(Key(arguments), out _);
        return true;
    }

    public JsonNode SetButton(FakeArguments arguments)
    {
        var button = arguments.Json("menu_button") as JsonObject ?? new JsonObject { ["type"] = "default" };
        if ((string?)button["type"] is not ("commands" or "default" or "web_app"))
            throw FakeRefusal.Bad("can't parse menu button: MenuButton has unsupported type");
        buttons[ButtonOf(arguments)] = (JsonObject)button.DeepClone();
        return true;
    }

    public JsonNode GetButton(FakeArguments arguments) =>
        (buttons.GetValueOrDefault(ButtonOf(arguments)) ?? buttons.GetValueOrDefault(0))?.DeepClone() ?? new JsonObject { ["type"] = "commands" };

    private long ButtonOf(FakeArguments arguments)
    {
        if (arguments.Number("chat_id") is not { } id)
            return 0;
        return fake.Find(id) is FakePrivateChat ? id : throw FakeRefusal.Bad("chat not found");
    }

    private static void Check(JsonNode command)
    {
        if (!CommandName().IsMatch((string?)command["command"] ?? ""))
            throw FakeRefusal.Bad("BOT_COMMAND_INVALID");
        if (((string?)command["description"])?.Length is null or 0 or > 256)
            throw FakeRefusal.Bad("BOT_COMMAND_DESCRIPTION_INVALID");
    }

    private string Key(FakeArguments arguments)
    {
        var scope = arguments.Json("scope");
        var type = (string?)scope?["type"] ?? "default";
        var who = type switch
        {
            "default" or "all_private_chats" or "all_group_chats" or "all_chat_administrators" => "",
            "chat" or "chat_administrators" => $":{ChatOf(scope!)}",
            "chat_member" => $":{ChatOf(scope!)}:{(long?)scope!["user_id"] ?? throw FakeRefusal.Bad("invalid user_id specified")}",
            _ => throw FakeRefusal.Bad("can't parse BotCommandScope: Unsupported type specified"),
        };
        return $"{type}{who}|{FakeProfile.Language(arguments)}";
    }

    private long ChatOf(JsonNode scope)
    {
        var asked = scope["chat_id"]?.ToString() ?? throw FakeRefusal.Bad("chat_id is empty");
        return (fake.FindAny(asked) ?? throw FakeRefusal.Bad("chat not found")).Id;
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();
}
