using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Storage;

namespace LibraryBot.Channels.DirectLine;

/// <summary>What a client posted: an activity that may be believed, or the reason why not.</summary>
internal abstract record PostedActivity
{
    internal sealed record Good(Activity Activity) : PostedActivity;
    internal sealed record Bad(DirectLineError Error) : PostedActivity;

    private static readonly JsonSerializerOptions Reading = new(ActivityJson.Options)
    {
        // Half of what the store reads back, so that nothing is ever kept that cannot be opened again.
        MaxDepth = 32,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WantType } },
    };

    private static readonly Bad NoActivity = Refused("The body is not an activity: a JSON object with a \"type\".");

    public static PostedActivity Read(ReadOnlySpan<byte> json)
    {
        try
        {
            if (!Utf8.IsValid(json) || JsonSerializer.Deserialize<Activity>(json, Reading) is not { Type: not null } activity)
                return NoActivity;
            if (activity.Attachments?.Any(NamesOurMedia) == true)
                return Refused("Pictures come through upload.");

            // Half a surrogate pair can be read but not written: found here, not in the turn. It can only come escaped.
            if (json.IndexOf("\\u"u8) >= 0)
                JsonSerializer.Serialize(activity, StoreJson.Options);
            return new Good(activity);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return NoActivity;
        }
    }

    /// <summary>
    /// The activity as the bot takes it: who and where come from the token, whatever the client wrote.
    /// A message sent again gets the same id again, for it carries the same clientActivityID.
    /// </summary>
    public static Activity SaidBy(DirectLineToken token, Activity posted, DateTimeOffset now) => posted with
    {
        Id = $"{token.ConversationId}|{IdFor(posted)}",
        Timestamp = now,
        ChannelId = DirectLineChannel.ChannelId,
        ServiceUrl = null,
        Conversation = new ConversationAccount { Id = token.ConversationId },
        From = new ChannelAccount { Id = token.UserId, Name = token.UserName, Role = "user" },
        Recipient = new ChannelAccount { Id = DirectLineChannel.BotId, Role = "bot" },
    };

    private static string IdFor(Activity posted) => ClientActivityId(posted) is { } given
        ? $"c-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(given)), 0, 12)}"
        : $"r-{DirectLineTokens.RandomId()}";

    private static string? ClientActivityId(Activity posted) =>
        posted.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private static bool NamesOurMedia(Attachment? attachment) =>
        attachment is null || IsOurs(attachment.ContentUrl) || IsOurs(attachment.ThumbnailUrl);

    private static bool IsOurs(string? url) =>
        url?.StartsWith(MediaLinks.Scheme, StringComparison.OrdinalIgnoreCase) == true || url?.StartsWith(SentFiles.Scheme, StringComparison.OrdinalIgnoreCase) == true;

    private static void WantType(JsonTypeInfo type)
    {
        if (type.Type == typeof(Activity))
            type.Properties.Single(property => property.Name == "type").IsRequired = true;
    }

    private static Bad Refused(string why) => new(DirectLineError.BadBody(why));
}
