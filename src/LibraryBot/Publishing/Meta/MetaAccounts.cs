namespace LibraryBot.Publishing.Meta;

/// <summary>The library's accounts at Meta, as they are known at this moment. For many threads.</summary>
public sealed class MetaAccounts(IReadOnlyList<MetaAccount> configured)
{
    /// <summary>The account of a kind of destination; null: none is connected, and the network is in rehearsal.</summary>
    public MetaAccount? Of(string kind) => configured.FirstOrDefault(account => account.Kind == kind);
}
