using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;

namespace LibraryBot.Bench.Kills;

/// <summary>Whether a post, its approval, its deliveries and what stands out there tell the same story.</summary>
internal sealed class PostCheck(IStoreReader store, Post post, bool approvalWasSaid, Network network, Board board)
{
    private readonly IReadOnlyList<Delivery> deliveries = store.Find(Delivery.Deliveries, Delivery.ByPost, post.Number);

    public IEnumerable<string> Contradictions()
    {
        var isApproved = post.Status is PostStatus.Approved or PostStatus.Published;
        if (isApproved && !approvalWasSaid)
            yield return "is approved and nobody approved it";
        if (Audited("approve") != (isApproved ? 1 : 0))
            yield return $"is {post.Status} with {Audited("approve")} approvals on record";
        if (!deliveries.Select(delivery => delivery.DestinationId).Order().SequenceEqual(isApproved ? post.Destinations.Order() : []))
            yield return $"is {post.Status} and goes to {deliveries.Count} of {post.Destinations.Count} destinations";
        if (isApproved && deliveries.All(delivery => delivery.IsSettled) != (post.Status == PostStatus.Published))
            yield return $"is {post.Status} with {deliveries.Count(delivery => !delivery.IsSettled)} deliveries open";
        foreach (var delivery in deliveries.Where(delivery => !IsTold(delivery)))
            yield return $"is {delivery.State} for {delivery.DestinationName}, where {(IsThere(delivery) ? "it stands" : "it does not stand")}";
    }

    private int Audited(string verb) => store.Find(AuditLine.Lines, AuditLine.ByPost, post.Number).Count(line => line.Verb == verb);

    /// <summary>What is recorded fits what the network has. Under way and unknown, it may be there or not.</summary>
    private bool IsTold(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Published => IsThere(delivery),
        DeliveryState.Planned => !IsThere(delivery),
        DeliveryState.Committing or DeliveryState.NeedsHuman => delivery.Kind == Destination.Telegram,
        DeliveryState.Rehearsed => delivery.Kind is Destination.Facebook or Destination.Instagram,
        _ => false,
    };

    private bool IsThere(Delivery delivery) => delivery.Kind == Destination.Board ? board.Has(delivery.Text) : network.Has(delivery.Address, delivery.Text);
}
