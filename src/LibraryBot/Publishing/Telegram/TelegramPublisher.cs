using System.Globalization;

namespace LibraryBot.Publishing.Telegram;

/// <summary>Puts approved posts into groups, topics, channels and private chats. Telegram has no place for a picture's alt text.</summary>
public sealed class TelegramPublisher(TelegramSender sender) : OneStepPublisher
{
    public override string Kind => "telegram";

    public override async Task<TimeSpan?> Ready(string address, CancellationToken cancel) =>
        TelegramAddress.Read(address) is { } to ? await sender.Ready(to, cancel) : null;

    public override void GiveBack(string address)
    {
        if (TelegramAddress.Read(address) is { } to)
            sender.GiveBack(to);
    }

    public override async Task<SendResult> Publish(PublishRequest request, CancellationToken cancel) =>
        TelegramAddress.Read(request.Address) is { } to
            ? await sender.Send(to, TelegramMessage.Of(request), Urgency.Broadcast, cancel)
            : NoChat(request.Address);

    public override async Task<SendResult> Correct(PublishRequest before, string externalId, PublishRequest after, CancellationToken cancel) =>
        TelegramAddress.Read(after.Address) is { } to
            ? await sender.Correct(to, TelegramMessage.Of(before), Ids(externalId), TelegramMessage.Of(after), cancel)
            : NoChat(after.Address);

    public override async Task<SendResult> Withdraw(string address, string externalId, CancellationToken cancel) =>
        TelegramAddress.Read(address) is { } to ? await sender.Withdraw(to, Ids(externalId), cancel) : NoChat(address);

    private static SendResult.Refused NoChat(string address) => new($"{address} is no chat of Telegram.");

    private static List<int> Ids(string externalId) =>
        [.. externalId.Split(',').Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0).Where(id => id > 0)];
}
