using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>The destinations of Meta's networks: for real with an account, in rehearsal without.</summary>
/// <param name="plainName">What a kind is called: "Instagram".</param>
public sealed class NetworkDestinations(Func<string, string> plainName)
{
    /// <summary>One that people have switched off stays off.</summary>
    /// <param name="id">The account's; null: there is none.</param>
    /// <param name="name">Null when it is not known.</param>
    public void Settle(IStoreSession session, string kind, string? id, string? name)
    {
        var state = id is null ? DestinationState.Rehearsal : DestinationState.Confirmed;
        var known = session.Get(Destination.Destinations, kind);
        var settled = new Destination(kind, kind, name is null ? plainName(kind) : $"{plainName(kind)}: {name}", id ?? "", known?.State == DestinationState.Off ? DestinationState.Off : state);
        if (settled != known)
            session.Put(Destination.Destinations, settled);
    }
}
