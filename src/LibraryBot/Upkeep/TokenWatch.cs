using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;

namespace LibraryBot.Upkeep;

/// <summary>
/// Looks every day, and at the start, whether the tokens of Meta's networks live and until when, renews those that can be renewed, and
/// lets the owners know in time. Without an account it calls nobody.
/// </summary>
public sealed class TokenWatch(ILibraryStore store, MetaAccounts accounts, GraphCalls graph, MetaNews news, TimeProvider clock, ILogger<TokenWatch> log)
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(20);
    private bool isFirst = true;

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var wait = await TryLook(cancel) ? Daily : AgainAfter;
            await Task.Delay(wait, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks at all; false when Meta did not tell of every token.</summary>
    public async Task<bool> Look(CancellationToken cancel)
    {
        var isWhole = true;
        foreach (var kind in MetaAccounts.Kinds)
        {
            if (accounts.IsUnreadable(kind))
                await store.Commit(session => news.TokenDied(session, kind, MetaNews.KeysLost));
            else if (accounts.Of(kind) is { } account)
                isWhole &= await Look(account, cancel);
        }

        if (accounts.HasAny)
            await LookAtVersion();
        isFirst = isFirst && !isWhole;
        return isWhole;
    }

    private async Task<bool> TryLook(CancellationToken cancel)
    {
        try
        {
            return await Look(cancel);
        }
        // Everything: whatever keeps us from looking, posts go out meanwhile.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "The tokens of Meta's networks could not be looked at; tried again in an hour");
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LookAtVersion()
    {
        if (GraphVersions.EndOf(graph.Options.Version) is { } endsAt)
            await store.Commit(session => news.Ends(session, "version", graph.Options.Version, endsAt));
    }

    private async Task<bool> Look(MetaAccount account, CancellationToken cancel)
    {
        var isByItself = account.Kind == Destination.Instagram && graph.Options.HasInstagramLogin;
        var look = isByItself ? (await TokenLook.AtInstagram(graph, account.Token, cancel)).Look : await TokenLook.At(graph, account.Token, [], cancel);
        switch (look)
        {
            case TokenLook.Alive when isByItself:
                await RenewIfDue(account, cancel);
                await store.Commit(session => Lives(session, account, Known(session, account) with { CheckedAt = clock.GetUtcNow() }, isByItself));
                return true;
            case TokenLook.Alive alive:
                await store.Commit(session => Lives(session, account, Known(session, account).Seen(alive.Facts, clock.GetUtcNow()), isByItself));
                return true;
            case TokenLook.Dead dead:
                log.LogWarning("Meta does not take the token of {Account} any more, subcode {Subcode}", account.ToString(), dead.Subcode);
                await store.Commit(session => Died(session, account));
                return true;
            default:
                log.LogInformation("Meta told nothing of the token of {Account}: {Look}", account.ToString(), look);
                return false;
        }
    }

    private static TokenStanding Known(IStoreReader session, MetaAccount account) => TokenStanding.Of(session, account) ?? new TokenStanding(account.Kind, account.Id);

    /// <summary>It may have been replaced while Meta was asked.</summary>
    private bool IsStill(MetaAccount account) => accounts.Of(account.Kind) is { } now && (now.Id, now.Token) == (account.Id, account.Token);

    private void Died(IStoreSession session, MetaAccount account)
    {
        if (IsStill(account))
            news.TokenDied(session, account.Kind, "meta.token");
    }

    private void Lives(IStoreSession session, MetaAccount account, TokenStanding standing, bool renewsItself)
    {
        if (renewsItself ? accounts.Of(account.Kind)?.Id != account.Id : !IsStill(account))
            return;
        session.Put(TokenStanding.Standings, standing);
        if (standing.DeadSince is not null && (standing.DeadOf == "meta.token" || MayNowBeAllowed(account, standing)))
            news.TokenLives(session, account.Kind);
        // One that is renewed in time is not worth a word before.
        if (standing.EndsAt is { } endsAt && (!renewsItself || endsAt - clock.GetUtcNow() < RenewedBefore))
            news.Ends(session, "token", account.Kind, endsAt);
        if (standing.DataEndsAt is { } dataEndsAt)
            news.Ends(session, "data", account.Kind, dataEndsAt);
    }

    /// <summary>A token in the settings may be another one since the start.</summary>
    private bool MayNowBeAllowed(MetaAccount account, TokenStanding standing) =>
        isFirst && accounts.IsConfigured(account.Kind) && !Permission.Missing(account.Kind, graph.Options, standing.Scopes).Any(permission => permission.IsNeeded);

    private async Task RenewIfDue(MetaAccount account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (stored, known) = await store.Read(session => (session.Get(StoredAccount.Accounts, account.Kind), TokenStanding.Of(session, account)));
        // A token of the settings is renewed by whoever wrote it there.
        if (stored is null || accounts.IsConfigured(account.Kind) || now - stored.TokenSince < Daily || known?.EndsAt - now > RenewedBefore)
            return;
        switch (await TokenRenewal.Ask(graph, account, now, cancel))
        {
            case TokenRenewal.Renewed renewed:
                await accounts.Renew(store, renewed.Account, renewed.Facts);
                log.LogInformation("The token of {Account} was renewed until {EndsAt}", account.ToString(), renewed.Facts.EndsAt);
                break;
            case TokenRenewal.Denied denied:
                log.LogWarning("Instagram did not renew the token of {Account}: {Numbers}", account.ToString(), denied.Error.Numbers);
                await store.Commit(session => news.NotRenewed(session, account.Kind, known?.EndsAt ?? stored.TokenSince.AddDays(60)));
                break;
            default:
                break;
        }
    }
}
