using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>Which of our deliveries stands at a network under an id.</summary>
internal static class CommentedDelivery
{
    public static Delivery? Of(IStoreReader store, string network, string externalId) => externalId.Length is 0 or > 200 ? null
        : store.Find(Delivery.Deliveries, Delivery.ByExternalId, Delivery.ExternalKey(network, externalId))
            .OrderByDescending(delivery => delivery.State == DeliveryState.Published).ThenByDescending(delivery => delivery.Version).FirstOrDefault();
}
