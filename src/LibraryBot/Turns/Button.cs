using System.Security.Cryptography;
using LibraryBot.Activities;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// What a button does, kept here under a random id: the id is all that a channel ever sees, so a pressed button proves nothing
/// but that it was shown. Who may do it is looked up when it is pressed.
/// </summary>
/// <param name="Verb">The name of what it does: "post.approve".</param>
/// <param name="Subject">What it is about: a post's id, a destination's id.</param>
public sealed record Button(string Id, string Verb, string Subject, int Version, DateTimeOffset ExpiresAt)
{
    public const string Prefix = "btn-";
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);
    public static readonly Collection<Button> Buttons = new("buttons", button => button.Id);
    public static readonly StoreIndex<Button> ByExpiry = Buttons.ByNumber("expiry", button => button.ExpiresAt.UtcTicks);

    /// <summary>Makes a button that does something, and the visible part of it.</summary>
    public static CardAction For(IStoreSession store, string words, string verb, string subject, int version, DateTimeOffset now)
    {
        var button = new Button(Prefix + RandomNumberGenerator.GetHexString(20, lowercase: true), verb, subject, version, now + Life);
        store.Put(Buttons, button);
        return CardAction.Presses(words, button.Id);
    }

    /// <summary>The id of the button that was pressed, if that is what came in.</summary>
    public static string? Pressed(Activity heard)
    {
        if (heard.Text?.StartsWith(Prefix, StringComparison.Ordinal) == true)
            return heard.Text.Trim();
        return heard.Value is { ValueKind: System.Text.Json.JsonValueKind.String } value && value.GetString()!.StartsWith(Prefix, StringComparison.Ordinal)
            ? value.GetString()
            : null;
    }
}
