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

    /// <summary>Publishes. Its first message goes in the turn that <see cref="Ready"/> gave.</summary>
    Task<SendResult> Publish(PublishRequest request, CancellationToken cancel);

    /// <summary>Puts another content in the place of what was published. <c>Published</c> names what stands there now.</summary>
    /// <param name="externalId">As <c>Published</c> gave it.</param>
    Task<SendResult> Correct(PublishRequest before, string externalId, PublishRequest after, CancellationToken cancel);

    /// <summary>Takes away what was published. <c>Published</c>: it is gone, or was gone already.</summary>
    Task<SendResult> Withdraw(string address, string externalId, CancellationToken cancel);
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
