using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing.Telegram;

/// <summary>The bot's replies to people and groups on Telegram.</summary>
/// <param name="store">Where it is kept which messages change in place.</param>
/// <param name="forTheAskerAlone">Whether answers in a group are shown to the person alone who asked, where the server can.</param>
public sealed class TelegramReplySender(TelegramSender sender, ILibraryStore store, bool forTheAskerAlone = false) : IReplySender
{
    private readonly InPlaceMessages inPlace = new(store);

    public string ChannelId => "telegram";

    public async Task<SendResult> Send(ConversationReference to, Activity says, CancellationToken cancel)
    {
        if (TelegramAddress.Read(to.ConversationId) is not { } address)
            return new SendResult.Refused($"{to.ConversationId} is no chat of Telegram.");
        switch (says.Type)
        {
            case ActivityTypes.Message when InPlace.Of(says) is { } place:
                return await SendInPlace(to.ConversationId, address, place, TelegramMessage.Of(says, address.IsGroup, stays: true), cancel);
            case ActivityTypes.Message:
                return await sender.Send(address, TelegramMessage.Of(says, address.IsGroup) with { Asker = Asker(to, says) }, Urgency.Reply, cancel);
            case ActivityTypes.Typing:
                await sender.ShowTyping(address, cancel);
                return new SendResult.Published("");
            default:
                // Events of the web chat; Telegram has nothing to show for them.
                return new SendResult.Published("");
        }
    }

    private async Task<SendResult> SendInPlace(string conversation, TelegramAddress address, InPlace place, TelegramMessage message, CancellationToken cancel)
    {
        var earlier = await inPlace.Find(conversation, place.Key);
        var result = (earlier is { } id ? await sender.Replace(address, id, message, cancel) : null)
            ?? await sender.Send(address, message, Urgency.Reply, cancel);
        if (result is not SendResult.Published published)
            return result;
        if (place.IsLast)
            await inPlace.Forget(conversation, place.Key);
        else if (int.TryParse(published.ExternalId, NumberStyles.None, CultureInfo.InvariantCulture, out var now) && now != earlier)
            await inPlace.Remember(new InPlaceMessage(conversation, place.Key, now));
        return result;
    }

    private long? Asker(ConversationReference to, Activity says) =>
        forTheAskerAlone && to.IsGroup && says.ReplyToId is not null && long.TryParse(to.UserId, NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : null;
}
