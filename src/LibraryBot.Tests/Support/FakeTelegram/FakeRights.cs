using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What a member may do, in the fields that Telegram has for it.</summary>
public static class FakeRights
{
    private static readonly string[] OfAdministrators =
    [
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
        "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
    ];

    private static readonly string[] OfRestricted =
    [
        "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
        "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages", "can_change_info", "can_invite_users",
        "can_edit_tag", "can_pin_messages", "can_manage_topics",
    ];

    /// <summary>An administrator who may do only this ("can_post_messages", "can_delete_messages", ...).</summary>
    public static JsonObject Administrator(params IEnumerable<string> may) => Flags(OfAdministrators, may);

    internal static JsonObject Restricted(IEnumerable<string> may)
    {
        var rights = Flags(OfRestricted, may);
        (rights["is_member"], rights["until_date"]) = (true, 0);
        return rights;
    }

    /// <summary>What goes with a status when nothing else was said.</summary>
    internal static JsonObject? Usual(string status, string type) => status switch
    {
        "administrator" when type == "channel" => Administrator("can_manage_chat", "can_post_messages", "can_edit_messages", "can_delete_messages"),
        "administrator" => Administrator("can_manage_chat", "can_delete_messages"),
        "creator" => new JsonObject { ["is_anonymous"] = false },
        "kicked" => new JsonObject { ["until_date"] = 0 },
        "restricted" => Restricted([]),
        _ => null,
    };

    private static JsonObject Flags(IEnumerable<string> known, IEnumerable<string> may)
    {
        var rights = new JsonObject();
        foreach (var name in known)
            rights[name] = false;
        foreach (var name in may)
            rights[name] = true;
        return rights;
    }
}
