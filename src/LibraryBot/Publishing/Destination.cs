using LibraryBot.Storage;

namespace LibraryBot.Publishing;

public enum DestinationState
{
    /// <summary>Known to the bot, not yet confirmed by a librarian: nothing is broadcast to it.</summary>
    Pending,
    Confirmed,
    Off,

    /// <summary>A network without credentials: what would be sent is shown, nothing is sent.</summary>
    Rehearsal,
}

/// <summary>Somewhere that posts can go: the announcement board, a Telegram group or channel, the Facebook Page, Instagram.</summary>
/// <param name="Address">For Telegram the chat id, with "/thread" for a forum topic; empty where there is only one.</param>
public sealed record Destination(string Id, string Kind, string Name, string Address, DestinationState State)
{
    public static readonly Collection<Destination> Destinations = new("destinations", destination => destination.Id);

    public const string Board = "board";
    public const string Telegram = "telegram";
    public const string Facebook = "facebook";
    public const string Instagram = "instagram";

    /// <summary>Whether a new post goes there, for real or in rehearsal.</summary>
    public bool IsOpen => State is DestinationState.Confirmed or DestinationState.Rehearsal;

    /// <summary>Where posts go today, the board first.</summary>
    public static IReadOnlyList<Destination> Open(IStoreReader store) =>
        [.. store.All(Destinations).Where(destination => destination.IsOpen).OrderBy(destination => destination.Kind).ThenBy(destination => destination.Name)];
}
