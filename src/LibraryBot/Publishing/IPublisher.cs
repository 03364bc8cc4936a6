using LibraryBot.Activities;

namespace LibraryBot.Publishing;

/// <summary>Puts an approved post somewhere. Called once per attempt, after the intent has been committed.</summary>
public interface IPublisher
{
    /// <summary>"telegram".</summary>
    string Kind { get; }

    /// <summary>
    /// Ends when one message may go to this address: waited for before the intent is written, so that what was only waiting its turn
    /// when the program died is known not to be there. Null: it may go now; otherwise how long to put it off.
    /// </summary>
    Task<TimeSpan?> Ready(string address, CancellationToken cancel);

    /// <summary>Nothing will be sent in the turn that <see cref="Ready"/> gave: others may have it.</summary>
    void GiveBack(string address)
    {
    }

    /// <summary>Whether it takes posts in steps. Only one program at a time publishes to such a network.</summary>
    bool IsStepwise => false;

    /// <summary>What is done next for a delivery, from what is known of it.</summary>
    Phase Next(Delivery delivery) => Phase.Commit;

    /// <summary>Does it: one call at most that changes the world. The first message goes in the turn that <see cref="Ready"/> gave.</summary>
    /// <param name="before">The delivery that a correction takes the place of, or that is withdrawn.</param>
    Task<SendResult> Take(Phase phase, Delivery delivery, Delivery? before, CancellationToken cancel);

    /// <summary>What a publication comes to whose call was cut off, by a crash or a fault of ours, when nobody knows whether it was made.</summary>
    SendResult Interrupted(Delivery delivery, string why) => new SendResult.Unknown(why);

    /// <summary>The exact requests that would be made, for a network in rehearsal.</summary>
    IReadOnlyList<string> Rehearse(Delivery delivery) => [];
}

/// <summary>What goes to one place, exactly as it was approved.</summary>
/// <param name="Address">For Telegram: chat id, or "chatId/threadId" for a forum topic.</param>
public sealed record PublishRequest(string Address, string Text)
{
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Words of the text that name moments.</summary>
    public IReadOnlyList<Entity> Moments { get; init; } = [];

    /// <summary>Buttons under it: those of a subscriber, who can stop it.</summary>
    public IReadOnlyList<CardAction> Buttons { get; init; } = [];
}

/// <summary>A picture by its media id, with words for those who do not see it.</summary>
public sealed record Picture(string Media, string? AltText);
