using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// The library's accounts at Meta, as they are known at this moment: those of the settings, and those that were connected on the command
/// line. For many threads.
/// </summary>
public sealed class MetaAccounts(IReadOnlyList<MetaAccount> configured, TokenKeys keys, NetworkDestinations destinations, TimeProvider clock)
{
    /// <summary>The kinds of destination that are Meta's.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Destination.Facebook, Destination.Instagram];
    private readonly Lock gate = new();
    private readonly Dictionary<string, MetaAccount> connected = [];
    private readonly HashSet<string> unreadable = [];

    /// <summary>Told, in the transaction of it, that a kind has a token that may be good: a new one, or one that lives again.</summary>
    public event Action<IStoreSession, string>? Connected;

    /// <summary>The account of a kind of destination; null: none is connected, and the network is in rehearsal.</summary>
    public MetaAccount? Of(string kind)
    {
        if (configured.FirstOrDefault(account => account.Kind == kind) is { } set)
            return set;
        lock (gate)
            return connected.GetValueOrDefault(kind);
    }

    /// <summary>Whether there is any.</summary>
    public bool HasAny => Kinds.Any(kind => Of(kind) is not null);

    /// <summary>Whether its token is in the settings.</summary>
    public bool IsConfigured(string kind) => configured.Any(account => account.Kind == kind);

    /// <summary>Whether an account was connected whose token nobody can open any more: the keys in <c>keys/</c> are not those that it was locked with.</summary>
    public bool IsUnreadable(string kind)
    {
        lock (gate)
            return !IsConfigured(kind) && unreadable.Contains(kind);
    }

    /// <summary>Reads what was connected; once, at the start.</summary>
    public void Load(IStoreReader store)
    {
        foreach (var stored in store.All(StoredAccount.Accounts))
        {
            if (keys.Unprotect(stored.Kind, stored.ProtectedToken) is { } token)
                Know(new MetaAccount(stored.Kind, stored.Id, token));
            else
                unreadable.Add(stored.Kind);
        }
    }

    /// <summary>Brings the destinations in line with the accounts.</summary>
    public void Settle(IStoreSession session)
    {
        foreach (var kind in Kinds)
            destinations.Settle(session, kind, Of(kind)?.Id, IsConfigured(kind) || IsUnreadable(kind) ? null : session.Get(StoredAccount.Accounts, kind)?.Name);
    }

    /// <summary>Keeps an account and its token, and lets what waited for one go on.</summary>
    public async Task Connect(ILibraryStore store, MetaAccount account, string name, TokenFacts facts)
    {
        var locked = keys.Protect(account.Kind, account.Token);
        await store.Commit(session =>
        {
            var now = clock.GetUtcNow();
            session.Put(StoredAccount.Accounts, new StoredAccount(account.Kind, account.Id, name, locked, now, now));
            session.Put(TokenStanding.Standings, new TokenStanding(account.Kind, account.Id).Seen(facts, now));
            AuditLine.Add(session, "", "command line", "connect " + account.Kind, $"{name} ({account.Id})", now);
            destinations.Settle(session, account.Kind, account.Id, name);
            session.AfterCommit(() => Know(account));
            Connected?.Invoke(session, account.Kind);
        });
    }

    /// <summary>Forgets an account and its token; its network is in rehearsal again. False when there was none.</summary>
    public Task<bool> Disconnect(ILibraryStore store, string kind) => store.Commit(session =>
    {
        if (session.Get(StoredAccount.Accounts, kind) is not { } stored)
            return false;
        session.Delete(StoredAccount.Accounts, kind);
        session.Delete(TokenStanding.Standings, kind);
        AuditLine.Add(session, "", "command line", "disconnect " + kind, $"{stored.Name} ({stored.Id})", clock.GetUtcNow());
        destinations.Settle(session, kind, null, null);
        session.AfterCommit(() => Forget(kind));
        return true;
    });

    /// <summary>Puts a renewed token in the place of the old one.</summary>
    public async Task Renew(ILibraryStore store, MetaAccount renewed, TokenFacts facts)
    {
        var locked = keys.Protect(renewed.Kind, renewed.Token);
        await store.Commit(session =>
        {
            // It may have been disconnected, or connected anew, while Meta was asked.
            if (session.Get(StoredAccount.Accounts, renewed.Kind) is not { } stored || stored.Id != renewed.Id)
                return;
            var now = clock.GetUtcNow();
            session.Put(StoredAccount.Accounts, stored with { ProtectedToken = locked, TokenSince = now });
            session.Put(TokenStanding.Standings, (TokenStanding.Of(session, renewed) ?? new TokenStanding(renewed.Kind, renewed.Id)).Seen(facts, now));
            session.AfterCommit(() => Know(renewed));
        });
    }

    /// <summary>A token that was taken for dead lives: what waited for it goes on.</summary>
    internal void Revive(IStoreSession session, string kind) => Connected?.Invoke(session, kind);

    private void Know(MetaAccount account)
    {
        lock (gate)
        {
            connected[account.Kind] = account;
            unreadable.Remove(account.Kind);
        }
    }

    private void Forget(string kind)
    {
        lock (gate)
        {
            connected.Remove(kind);
            unreadable.Remove(kind);
        }
    }
}
