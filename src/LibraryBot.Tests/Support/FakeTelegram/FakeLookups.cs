using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What a bot may ask about itself, chats, members and files.</summary>
internal sealed class FakeLookups(FakeTelegram fake, FakeTargets targets)
{
    public JsonNode Me()
    {
        var me = fake.BotJson();
        (me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"]) = (true, fake.ReadsAllGroupMessages, fake.SupportsInline);
        foreach (var not in (string[])["can_connect_to_business", "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots",
            "supports_join_request_queries"])
            me[not] = false;
        return me;
    }

    public JsonNode Chat(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments).Json();
        (chat["accent_color_id"], chat["max_reaction_count"]) = (0, 11);
        chat["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false, ["premium_subscription"] = false, ["gifts_from_channels"] = false,
        };
        return chat;
    }

    public JsonNode Member(FakeArguments arguments) =>
        targets.Chat(arguments).Membership.Of(arguments.Number("user_id") ?? throw FakeRefusal.Bad("invalid user_id specified"));

    public JsonNode Administrators(FakeArguments arguments) =>
        targets.Chat(arguments) is FakeGroup group
            ? new JsonArray([.. group.Membership.Administrators()])
            : throw FakeRefusal.Bad("there are no administrators in the private chat");

    public JsonNode File(FakeArguments arguments)
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
}
