using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>An account that was connected on the command line, as it lies in the store.</summary>
/// <param name="Id">The Page's id, or the Instagram account's.</param>
/// <param name="Name">What people know it by.</param>
/// <param name="ProtectedToken">Its token, which only the keys of this data folder open (<see cref="TokenKeys"/>).</param>
/// <param name="TokenSince">Since when we have this token: it was connected or renewed then.</param>
public sealed record StoredAccount(string Kind, string Id, string Name, string ProtectedToken, DateTimeOffset ConnectedAt, DateTimeOffset TokenSince)
{
    public static readonly Collection<StoredAccount> Accounts = new("meta_accounts", account => account.Kind);
}
