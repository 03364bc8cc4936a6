using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Upkeep;

namespace LibraryBot.Tests.Upkeep;

public sealed class DoubtfulDeliveriesTests
{
    [Fact]
    public async Task What_may_have_gone_out_after_the_backup_is_not_sent_again()
    {
        await using var library = await TempLibrary.Open();
        await library.Group("grup", DestinationState.Confirmed);
        var now = library.Clock.GetUtcNow();
        await library.Bot.Store.Commit(session =>
        {
            session.Put(Delivery.Deliveries, Planned("telegram:grup", Destination.Telegram, now.AddMinutes(-1)));
            session.Put(Delivery.Deliveries, Planned("telegram:later", Destination.Telegram, now.AddMinutes(1)));
            session.Put(Delivery.Deliveries, Planned(Destination.Board, Destination.Board, now.AddMinutes(-1)));
            session.Put(Delivery.Deliveries, Planned(Destination.Facebook, Destination.Facebook, now.AddMinutes(-1)));
        });

        await library.Bot.Store.Commit(session => DoubtfulDeliveries.Mark(session, now));
        await library.Bot.Publication.DoubtWhatWasInterrupted();

        Assert.Equal(
            [(Destination.Board, DeliveryState.Planned), (Destination.Facebook, DeliveryState.Planned), ("telegram:grup", DeliveryState.NeedsHuman), ("telegram:later", DeliveryState.Planned)],
            await library.Bot.Store.Read(store => store.All(Delivery.Deliveries).Select(delivery => (delivery.DestinationId, delivery.State)).Order().ToList()));
    }

    private static Delivery Planned(string destination, string kind, DateTimeOffset due) => new()
    {
        Post = 1, Version = 1, DestinationId = destination, Kind = kind, DestinationName = destination, Address = "1", Text = "x", DueAt = due,
    };
}
