using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>The announcement board and the web chat are ours: what stands there and the record of it are one transaction.</summary>
internal sealed class HouseBoard(TurnHouse house, IChannel channel, Ledger ledger)
{
    public bool Carries(Delivery delivery) => delivery.Kind == Destination.Board || delivery.Kind == channel.Id;

    /// <summary>Publishes, corrects where it stands, or puts a line in its place that it was withdrawn.</summary>
    public void Carry(IStoreSession session, Delivery delivery, IReadOnlyList<CardAction> buttons)
    {
        var place = delivery.Before is { } before ? session.Get(Delivery.Deliveries, before)?.ExternalId ?? before : delivery.Id;
        channel.Say(session, new ConversationReference(channel.Id, delivery.Address), Says(delivery, buttons) with { ChannelData = new InPlace(place).ChannelData });
        var state = delivery.Work == DeliveryWork.Withdraw ? DeliveryState.Withdrawn : DeliveryState.Published;
        ledger.Record(session, delivery with { State = state, ExternalId = place, Buttons = buttons });
    }

    private Activity Says(Delivery delivery, IReadOnlyList<CardAction> buttons) => delivery.Work == DeliveryWork.Withdraw
        ? Message.Of(house.Book.Words.Say(house.Settings.Language, "broadcast", "withdrawn_here"))
        : PostTalk.Exactly(delivery.Text, delivery.Pictures, delivery.Moments, buttons);
}
