namespace LibraryBot.Publishing.Telegram;

/// <summary>Puts approved posts into groups, topics and channels. Telegram has no place for a picture's alt text.</summary>
public sealed class TelegramPublisher(TelegramSender sender) : IPublisher
{
    public string Kind => "telegram";

    public async Task<SendResult> Publish(PublishRequest request, CancellationToken cancel)
    {
        if (TelegramAddress.Read(request.Address) is not { } address)
            return new SendResult.Refused($"{request.Address} is no chat of Telegram.");
        return await sender.Send(address, new TelegramMessage(request.Text, request.PictureMedia is { } picture ? [picture] : []), Urgency.Broadcast, cancel);
    }
}
