using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>Who the bot is on Telegram and what BotFather lets it do, as getMe says.</summary>
/// <param name="Username">Without the @.</param>
public sealed record BotIdentity(long Id, string Username)
{
    /// <summary>Whether privacy mode is off: the bot then gets every message of its groups.</summary>
    public bool ReadsWholeGroups { get; init; }

    /// <summary>Whether it may be added to groups.</summary>
    public bool JoinsGroups { get; init; } = true;

    /// <summary>Whether people can call it in any chat by its name.</summary>
    public bool AnswersInline { get; init; }

    internal static BotIdentity Read(JsonElement me) => new(me.GetProperty("id").GetInt64(), me.GetProperty("username").GetString()!)
    {
        ReadsWholeGroups = Flag(me, "can_read_all_group_messages") ?? false,
        JoinsGroups = Flag(me, "can_join_groups") ?? true,
        AnswersInline = Flag(me, "supports_inline_queries") ?? false,
    };

    private static bool? Flag(JsonElement me, string name) =>
        me.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;
}
