using System.Text.Json;
using System.Text.Json.Serialization;

namespace LibraryBot.Activities;

/// <summary>
/// The one message shape, a subset of the Bot Framework Activity schema (Direct Line 3.0, Connector v3).
/// Properties that we do not know are kept in <see cref="Unknown"/> and written back as they came.
/// </summary>
public sealed record Activity
{
    public string Type { get; init; } = ActivityTypes.Message;
    public string? Id { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public string? ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    public string? Text { get; init; }

    /// <summary>Ours are always "plain": values from people are never read as markup.</summary>
    public string? TextFormat { get; init; }
    public string? Name { get; init; }
    public JsonElement? Value { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>What some words of <see cref="Text"/> mean, such as a moment; a channel that cannot show it leaves the words as they are.</summary>
    public IReadOnlyList<Entity>? Entities { get; init; }
    public string? AttachmentLayout { get; init; }
    public JsonElement? ChannelData { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

public static class ActivityTypes
{
    public const string Message = "message";

    /// <summary>A person changed what they said before (Activity schema, "Message update").</summary>
    public const string MessageUpdate = "messageUpdate";
    public const string Event = "event";
    public const string Typing = "typing";
    public const string ConversationUpdate = "conversationUpdate";
}

/// <summary>Someone on a channel. <c>Role</c> is "bot" on what the bot says and "user" on what people say.</summary>
public sealed record ChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Role { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>
/// A meaning of some words of an activity's text (Activity schema, "Entity"). Ours is the moment: <c>Text</c> stands in the
/// activity's text as it is, and <c>At</c> is the moment that those words name. Other kinds are kept as they came.
/// </summary>
public sealed record Entity
{
    public const string MomentType = "moment";

    public string Type { get; init; } = "";
    public string? Text { get; init; }
    public DateTimeOffset? At { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>These words of the text name this moment.</summary>
    public static Entity Moment(string words, DateTimeOffset at) => new() { Type = MomentType, Text = words, At = at };
}

public sealed record ConversationAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool? IsGroup { get; init; }
    public string? ConversationType { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

public sealed record SuggestedActions
{
    public IReadOnlyList<string>? To { get; init; }
    public IReadOnlyList<CardAction> Actions { get; init; } = [];
}

/// <summary>A button. imBack: pressing says <c>Value</c>, the visible words. messageBack: posts <c>Text</c>, shows <c>DisplayText</c>.</summary>
public sealed record CardAction
{
    public string Type { get; init; } = "imBack";
    public string Title { get; init; } = "";
    public JsonElement? Value { get; init; }
    public string? Text { get; init; }
    public string? DisplayText { get; init; }

    /// <summary>How much weight it has, on channels that can show it: "primary", "positive" or "destructive"; null is plain.</summary>
    public string? Style { get; init; }

    /// <summary>A button that says its visible words back.</summary>
    public static CardAction Says(string words) =>
        new() { Title = words, Value = JsonSerializer.SerializeToElement(words) };

    /// <summary>A button that posts an opaque id back as text and shows its words.</summary>
    public static CardAction Presses(string words, string opaqueId) => new()
    {
        Type = "messageBack",
        Title = words,
        Text = opaqueId,
        DisplayText = words,
        Value = JsonSerializer.SerializeToElement(opaqueId),
    };

    public static CardAction Opens(string words, string url) =>
        new() { Type = "openUrl", Title = words, Value = JsonSerializer.SerializeToElement(url) };
}

public sealed record Attachment
{
    public string? ContentType { get; init; }
    public string? ContentUrl { get; init; }
    public JsonElement? Content { get; init; }

    /// <summary>On a picture of ours: its alt text.</summary>
    public string? Name { get; init; }
    public string? ThumbnailUrl { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>How activities are written and read: camelCase, nulls left out, non-ASCII as it is.</summary>
public static class ActivityJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
