using System.Text.Json;
using LibraryBot.Activities;

namespace LibraryBot.Turns;

/// <summary>How words came in: said now, put in the place of earlier ones, or passed on from somebody else. Channels tell it.</summary>
internal static class HeardHow
{
    /// <summary>Kinds of what cannot be read: a file that is not taken from this person, one that is too big, and one that did not arrive.</summary>
    public const string Document = "document";
    public const string TooBig = "too_big";
    public const string Lost = "lost";

    /// <summary>A person changed a message that was heard before.</summary>
    public static bool IsEdited(Activity heard) => heard.Type == ActivityTypes.MessageUpdate;

    /// <summary>channelData.forwarded: the words are not the sender's own.</summary>
    public static bool IsForwarded(Activity heard) => Note(heard, "forwarded") is { ValueKind: JsonValueKind.True };

    /// <summary>channelData.unread: the kind of what came and cannot be read, such as "voice"; null when all could be.</summary>
    public static string? Unread(Activity heard) => Note(heard, "unread") is { ValueKind: JsonValueKind.String } kind ? kind.GetString() : null;

    private static JsonElement? Note(Activity heard, string name) =>
        heard.ChannelData is { ValueKind: JsonValueKind.Object } notes && notes.TryGetProperty(name, out var note) ? note : null;
}
