using System.Text.Json;
using System.Text.Json.Nodes;
using LibraryBot.Activities;
using LibraryBot.Media;

namespace LibraryBot.Channels.DirectLine;

/// <summary>What clients are sent: the stored activity, with "media:" names turned into links that work for a while.</summary>
internal sealed class ClientView(MediaLinks links, string address)
{
    public ActivityGroup Of(TranscriptPart part) =>
        new([.. part.Activities.Select(Of)], part.Watermark.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private Activity Of(Activity stored) =>
        stored.Attachments is null ? stored : stored with { Attachments = [.. stored.Attachments.Select(attachment => Of(attachment, ByBot(stored)))] };

    private Attachment Of(Attachment stored, bool byBot) => stored with
    {
        ContentUrl = Linked(stored.ContentUrl),
        ThumbnailUrl = Linked(stored.ThumbnailUrl),
        Content = byBot ? WithLinks(stored.Content) : stored.Content,
    };

    /// <summary>Cards of the bot may hold pictures too.</summary>
    private JsonElement? WithLinks(JsonElement? content)
    {
        if (content is not { } card || !card.GetRawText().Contains($"\"{MediaLinks.Scheme}", StringComparison.Ordinal))
            return content;

        var copy = JsonSerializer.SerializeToNode(card)!;
        LinkWithin(copy);
        return JsonSerializer.SerializeToElement(copy);
    }

    private void LinkWithin(JsonNode node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list.OfType<JsonNode>())
                    LinkWithin(item);
                break;
            case JsonObject members:
                foreach (var (name, member) in members.ToList())
                {
                    if (name == "url" && member is JsonValue value && value.TryGetValue<string>(out var url))
                        members[name] = Linked(url);
                    else if (member is not null)
                        LinkWithin(member);
                }

                break;
        }
    }

    private string? Linked(string? url) =>
        url?.StartsWith(MediaLinks.Scheme, StringComparison.Ordinal) == true ? address + links.For(url[MediaLinks.Scheme.Length..])
        // What the staff sent is served to nobody: its name is all that is told.
        : url?.StartsWith(SentFiles.Scheme, StringComparison.Ordinal) == true ? null
        : url;

    private static bool ByBot(Activity activity) => activity.From?.Role == "bot";
}

/// <summary>The frame of sockets and polls alike.</summary>
internal sealed record ActivityGroup(IReadOnlyList<Activity> Activities, string Watermark);
