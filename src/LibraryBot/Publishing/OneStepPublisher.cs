namespace LibraryBot.Publishing;

/// <summary>A network that takes a post in one call, or in a row of calls that only it can account for.</summary>
public abstract class OneStepPublisher : IPublisher
{
    public abstract string Kind { get; }

    public abstract Task<TimeSpan?> Ready(string address, CancellationToken cancel);

    public virtual void GiveBack(string address)
    {
    }

    public Task<SendResult> Take(Phase phase, Delivery delivery, Delivery? before, CancellationToken cancel) => delivery.Work switch
    {
        DeliveryWork.Correct => Correct(before!.Request, before.ExternalId!, delivery.Request, cancel),
        DeliveryWork.Withdraw => Withdraw(delivery.Address, before!.ExternalId!, cancel),
        _ => Publish(delivery.Request, cancel),
    };

    public abstract Task<SendResult> Publish(PublishRequest request, CancellationToken cancel);

    /// <summary>Puts another content in the place of what was published. <c>Published</c> names what stands there now.</summary>
    /// <param name="externalId">As <c>Published</c> gave it.</param>
    public abstract Task<SendResult> Correct(PublishRequest before, string externalId, PublishRequest after, CancellationToken cancel);

    /// <summary>Takes away what was published. <c>Published</c>: it is gone, or was gone already.</summary>
    public abstract Task<SendResult> Withdraw(string address, string externalId, CancellationToken cancel);
}
