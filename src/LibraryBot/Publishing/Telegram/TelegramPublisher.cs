namespace LibraryBot.Publishing.Telegram;

/// <summary>Puts approved posts into groups, topics and channels. Telegram has no place for a picture's alt text.</summary>
public sealed class TelegramPublisher(TelegramSender sender) : IPublisher
{
    public string Kind => "telegram";

    public Task<TimeSpan?> Ready(string address, CancellationToken cancel) => Task.FromResult<TimeSpan?>(null);

    public Task<SendResult> Correct(PublishRequest before, string externalId, PublishRequest after, CancellationToken cancel) =>
        Task.FromResult<SendResult>(new SendResult.Refused("not yet"));

    public Task<SendResult> Withdraw(string address, string externalId, CancellationToken cancel) =>
        Task.FromResult<SendResult>(new SendResult.Refused("not yet"));

    public async Task<SendResult> Publish(PublishRequest request, CancellationToken cancel)
    {
        if (TelegramAddress.Read(request.Address) is not { } address)
            return new SendResult.Refused($"{request.Address} is no chat of Telegram.");
        return await sender.Send(address, new TelegramMessage(request.Text, [.. request.Pictures.Select(picture => picture.Media)]), Urgency.Broadcast, cancel);
    }
}
