namespace LibraryBot.Publishing;

/// <summary>Puts an approved post somewhere. Called once per attempt, after the intent has been committed.</summary>
public interface IPublisher
{
    /// <summary>"telegram".</summary>
    string Kind { get; }

    Task<SendResult> Publish(PublishRequest request, CancellationToken cancel);
}

/// <param name="Address">For Telegram: chat id, or "chatId/threadId" for a forum topic.</param>
public sealed record PublishRequest(string Address, string Text, string? PictureMedia, string? AltText);
