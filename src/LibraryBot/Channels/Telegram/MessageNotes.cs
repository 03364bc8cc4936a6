using System.Text.Json;
using LibraryBot.Activities;

namespace LibraryBot.Channels.Telegram;

/// <summary>What is to be known of a message besides its words; it travels in the activity's channelData. Null is left out.</summary>
internal sealed record MessageNotes
{
    public static readonly MessageNotes None = new();

    /// <summary>True: somebody else's words, passed on (Turns/HeardHow reads it).</summary>
    public bool? Forwarded { get; init; }

    /// <summary>The kind of what was sent and cannot be read: "voice", "video" (Turns/HeardHow reads it).</summary>
    public string? Unread { get; init; }

    /// <summary>The name of the forum topic that it stands in, where Telegram told it.</summary>
    public string? Topic { get; init; }

    /// <summary>The updates of an album, which came as one message each.</summary>
    public IReadOnlyList<int>? Updates { get; init; }

    public static MessageNotes Of(Activity heard) => heard.ChannelData is { ValueKind: JsonValueKind.Object } data
        ? data.Deserialize<MessageNotes>(ActivityJson.Options)!
        : None;

    public static Activity Add(Activity heard, Func<MessageNotes, MessageNotes> note) => heard with { ChannelData = note(Of(heard)).Json() };

    /// <summary>Null when there is nothing to note.</summary>
    public JsonElement? Json() => this == None ? null : JsonSerializer.SerializeToElement(this, ActivityJson.Options);
}
