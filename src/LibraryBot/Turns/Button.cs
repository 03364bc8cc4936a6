using System.Security.Cryptography;
using System.Text.Json.Serialization;
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

    /// <summary>How long an old button can still tell what it was about.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(60);
    public static readonly Collection<Button> Buttons = new("buttons", button => button.Id);
    public static readonly StoreIndex<Button> ByExpiry = Buttons.ByNumber("expiry", button => button.ExpiresAt.UtcTicks);

    /// <summary>The one of the staff whom it was shown to; null: whoever got it may press it, if their role allows.</summary>
    public string? PersonId { get; init; }

    /// <summary>Whether it works once, whoever pressed it.</summary>
    public bool IsSingleUse { get; init; }

    /// <summary>Who used it up, by name, and when.</summary>
    public string? UsedBy { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>"post" of "post.approve": what a fresh screen is shown of when the button no longer works.</summary>
    [JsonIgnore]
    public string Screen => Verb.Split('.')[0];

    public bool IsFor(Person person) => PersonId is null || PersonId == person.Id;

    /// <summary>Makes a button that does something, and the visible part of it.</summary>
    public static CardAction For(IStoreSession store, string words, string verb, string subject, int version, DateTimeOffset now, ButtonRules? rules = null)
    {
        var button = new Button(Prefix + RandomNumberGenerator.GetHexString(20, lowercase: true), verb, subject, version, now + Life)
        {
            PersonId = rules?.PersonId,
            IsSingleUse = rules?.Once == true,
        };
        store.Put(Buttons, button);
        return CardAction.Presses(words, button.Id) with { Style = rules?.Style };
    }

    /// <summary>It took effect: one that works once is used up.</summary>
    public void Spend(IStoreSession store, Person by, DateTimeOffset at)
    {
        if (IsSingleUse)
            store.Put(Buttons, this with { UsedBy = by.Name, UsedAt = at });
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

/// <summary>Who may press a button and how often, and how it looks ("primary", "positive", "destructive").</summary>
public sealed record ButtonRules(string? PersonId = null, bool Once = false, string? Style = null);
