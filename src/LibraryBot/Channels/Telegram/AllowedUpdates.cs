namespace LibraryBot.Channels.Telegram;

/// <summary>The kinds of update that the bot asks for. Named, because Telegram otherwise goes on with whatever was asked for last.</summary>
internal static class AllowedUpdates
{
    public static readonly string[] Names =
    [
        "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "my_chat_member",
        "message_reaction", "poll_answer", "inline_query", "chosen_inline_result",
    ];
}
