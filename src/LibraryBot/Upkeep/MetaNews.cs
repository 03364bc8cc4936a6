using System.Globalization;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Upkeep;

/// <summary>
/// Tells the owners in chat what they must do about the accounts at Meta, each thing once. While no owner is signed in anywhere nothing
/// counts as told.
/// </summary>
public sealed class MetaNews(TurnHouse house, MetaAccounts accounts)
{
    /// <summary>The key under which the keys of <see cref="TokenKeys"/> are missed.</summary>
    public const string KeysLost = "meta.keys";

    /// <summary>A network does not take its token any more: the owners are told once, until it is connected anew.</summary>
    /// <param name="why">"meta.token", "meta.not_allowed" or <see cref="KeysLost"/>.</param>
    public void TokenDied(IStoreSession session, string kind, string why)
    {
        var standing = StandingOf(session, kind);
        var died = standing with { DeadSince = standing.DeadSince ?? house.Clock.GetUtcNow(), DeadOf = standing.DeadOf ?? why };
        if (!died.DeathIsTold && CanTell(session))
        {
            Tell(session, kind, "died." + died.DeadOf!["meta.".Length..]);
            died = died with { DeathIsTold = true };
        }

        if (died != standing)
            session.Put(TokenStanding.Standings, died);
    }

    /// <summary>A token that was taken for dead lives after all; what waited for it goes on.</summary>
    public void TokenLives(IStoreSession session, string kind)
    {
        var standing = StandingOf(session, kind);
        if (standing.DeadSince is null)
            return;
        session.Put(TokenStanding.Standings, standing with { DeadSince = null, DeadOf = null, DeathIsTold = false });
        accounts.Revive(session, kind);
    }

    /// <summary>Something ends: said 30, 14, 7 and 1 days before and when it is over, each once and only the most urgent.</summary>
    /// <param name="what">"token", "data" or "version".</param>
    /// <param name="of">The kind of the account, or the version.</param>
    public void Ends(IStoreSession session, string what, string of, DateTimeOffset endsAt)
    {
        var id = $"{of}|{what}";
        var now = house.Clock.GetUtcNow();
        if (ToldEnd.Due(session.Get(ToldEnd.Ends, id), endsAt, now) is not { } days || !CanTell(session))
            return;
        session.Put(ToldEnd.Ends, new ToldEnd(id, endsAt, days));
        Tell(session, of, days == 0 ? what + ".over" : what + ".ends", endsAt);
    }

    /// <summary>Instagram does not renew a token that ends then: said once for that end.</summary>
    public void NotRenewed(IStoreSession session, string kind, DateTimeOffset endsAt)
    {
        var id = kind + "|renewal";
        if (session.Get(ToldEnd.Ends, id)?.EndsAt == endsAt || !CanTell(session))
            return;
        session.Put(ToldEnd.Ends, new ToldEnd(id, endsAt, 0));
        Tell(session, kind, "renewal.failed", endsAt);
    }

    private TokenStanding StandingOf(IStoreReader session, string kind)
    {
        var id = accounts.Of(kind)?.Id ?? session.Get(StoredAccount.Accounts, kind)?.Id ?? "";
        return session.Get(TokenStanding.Standings, kind) is { } known && known.AccountId == id ? known : new TokenStanding(kind, id);
    }

    private static bool CanTell(IStoreReader session) => Staff.WithRole(session, Role.Owner).Any(owner => Staff.Reach(session, owner.Id).Count > 0);

    private void Tell(IStoreSession session, string of, string key, DateTimeOffset? endsAt = null)
    {
        var account = session.Get(Destination.Destinations, of)?.Name ?? of;
        house.TellOwners(session, lang => [Message.Of(Say(lang, key, [("account", account), ("version", of), ("setting", "Meta:GraphVersion"), ("newest", GraphVersions.Newest), ("remedy", Remedy(lang, of)), .. EndWords(lang, endsAt)]))]);
    }

    private string Remedy(Lang lang, string kind) => accounts.IsConfigured(kind)
        ? Say(lang, "remedy.setting", ("setting", MetaAccount.SettingOf(kind)))
        : Say(lang, "remedy.connect", ("command", "LibraryBot connect " + kind));

    private (string Name, string Value)[] EndWords(Lang lang, DateTimeOffset? endsAt)
    {
        if (endsAt is not { } end)
            return [];
        var days = (int)Math.Ceiling((end - house.Clock.GetUtcNow()).TotalDays);
        var left = days <= 1 ? Say(lang, "left.one") : Say(lang, "left.many", ("days", days.ToString(CultureInfo.InvariantCulture)));
        return [("day", SayTime.Day(DateOnly.FromDateTime(house.Settings.Local(end).DateTime), lang)), ("left", left)];
    }

    private string Say(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, "meta", key, values).Trim();
}
