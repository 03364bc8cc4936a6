using LibraryBot.Activities;

namespace LibraryBot.Publishing.Telegram;

/// <summary>The bot's replies to people and groups on Telegram.</summary>
public sealed class TelegramReplySender(TelegramSender sender) : IReplySender
{
    public string ChannelId => "telegram";

    public async Task<SendResult> Send(ConversationReference to, Activity says, CancellationToken cancel)
    {
        if (TelegramAddress.Read(to.ConversationId) is not { } address)
            return new SendResult.Refused($"{to.ConversationId} is no chat of Telegram.");
        switch (says.Type)
        {
            case ActivityTypes.Message:
                return await sender.Send(address, TelegramMessage.Of(says, address.IsGroup), Urgency.Reply, cancel);
            case ActivityTypes.Typing:
                await sender.ShowTyping(address, cancel);
                return new SendResult.Published("");
            default:
                // Events of the web chat; Telegram has nothing to show for them.
                return new SendResult.Published("");
        }
    }
}
