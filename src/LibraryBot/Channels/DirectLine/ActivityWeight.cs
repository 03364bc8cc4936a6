using System.Runtime.InteropServices;
using System.Text.Json;
using LibraryBot.Activities;

namespace LibraryBot.Channels.DirectLine;

/// <summary>About how many bytes an activity takes in the store: counted from its parts, since writing it out would cost as much as keeping it.</summary>
internal static class ActivityWeight
{
    private const int Frame = 400;
    private const int SmallFrame = 100;

    public static int Of(Activity activity) => Frame
        + Of(activity.Text) + Of(activity.Name) + Of(activity.Value) + Of(activity.ChannelData) + Of(activity.Unknown)
        + (activity.SuggestedActions?.Actions.Sum(Of) ?? 0)
        + (activity.Attachments?.Sum(Of) ?? 0);

    private static int Of(CardAction action) => SmallFrame + Of(action.Title) + Of(action.Text) + Of(action.DisplayText) + Of(action.Value);

    private static int Of(Attachment attachment) =>
        SmallFrame + Of(attachment.ContentUrl) + Of(attachment.ThumbnailUrl) + Of(attachment.Name) + Of(attachment.Content) + Of(attachment.Unknown);

    private static int Of(IDictionary<string, JsonElement>? members) => members?.Sum(member => Of(member.Key) + Of(member.Value)) ?? 0;

    // Letters beyond ASCII take two bytes and more.
    private static int Of(string? text) => 2 * (text?.Length ?? 0);

    private static int Of(JsonElement? json) => json is { ValueKind: not JsonValueKind.Undefined } known ? JsonMarshal.GetRawUtf8Value(known).Length : 0;
}
