using System.Globalization;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;

namespace LibraryBot.Checkup;

/// <summary>How the library's accounts on Facebook and Instagram stand, as far as Meta was last heard of them.</summary>
internal static class MetaChecks
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static IEnumerable<Finding> Facebook(IStoreReader store, Examined on) => Account(store, on, Destination.Facebook);

    public static IEnumerable<Finding> Instagram(IStoreReader store, Examined on)
    {
        var found = Account(store, on, Destination.Instagram);
        var isReached = on.Settings.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        return Of(store, on).Of(Destination.Instagram) is null || isReached ? found
            : [.. found, new Finding("instagram", "Instagram fetches pictures from PublicUrl, which is no https address: no post can go out there.", "Set PublicUrl to the https address under which this bot is reached from outside.")];
    }

    /// <summary>The version of the Graph API matters only to those who speak it.</summary>
    public static IEnumerable<Finding> Version(IStoreReader store, Examined on)
    {
        var version = on.Settings.Meta.Version;
        if (!Of(store, on).HasAny)
            yield break;
        if (GraphVersions.EndOf(version) is not { } endsAt)
            yield return new Finding("graph version", $"{version}; Meta has named no day for its end");
        else if (endsAt - on.Clock.GetUtcNow() is var left && left > Soon)
            yield return new Finding("graph version", $"{version}, served until {Day(on, endsAt)}");
        else
            yield return new Finding("graph version", left <= TimeSpan.Zero ? $"Meta no longer serves {version}." : $"Meta serves {version} until {Day(on, endsAt)} only.", $"Update LibraryBot, or set Meta:GraphVersion to {GraphVersions.Newest}, and start the bot again.");
    }

    private static IEnumerable<Finding> Account(IStoreReader store, Examined on, string kind)
    {
        var accounts = Of(store, on);
        if (accounts.IsUnreadable(kind))
            yield return new Finding(kind, $"An account is connected, and the keys in {Path.Combine(on.Settings.DataFolder, "keys")} do not open its token: they are lost, or of another folder. It counts as not connected.", $"Bring keys/ back from where they were, or run connect {kind} again.");
        else if (accounts.Of(kind) is not { } account)
            yield return new Finding(kind, $"rehearsal: posts are shown and not sent; connect {kind} makes it real");
        else
            foreach (var finding in Connected(store, on, account, accounts.IsConfigured(kind)))
                yield return finding;
    }

    private static IEnumerable<Finding> Connected(IStoreReader store, Examined on, MetaAccount account, bool isConfigured)
    {
        var kind = account.Kind;
        var standing = TokenStanding.Of(store, account);
        var renew = isConfigured ? $"Put a new token into {MetaAccount.SettingOf(kind)} and start the bot again." : $"Run connect {kind}.";
        if (standing?.DeadSince is { } died)
            yield return new Finding(kind, $"{(standing.DeadOf == "meta.not_allowed" ? "The account does not let the bot publish" : "The token is dead")}, since {Amounts.Moment(died)}: nothing goes out there, and posts wait.", renew);
        foreach (var missing in Permission.Missing(kind, on.Settings.Meta, standing?.Scopes))
            yield return new Finding(kind, $"The token lacks {missing.Name}: the bot cannot {missing.Allows}.", $"Make the token again with that permission. {renew}");
        // One that the bot renews is near its end only when that does not work.
        var renewsItself = kind == Destination.Instagram && on.Settings.Meta.HasInstagramLogin && !isConfigured;
        if (IsNear(on, standing?.EndsAt, renewsItself ? TimeSpan.FromDays(7) : Soon))
            yield return new Finding(kind, $"The token ends on {Day(on, standing!.EndsAt!.Value)}.", renew);
        if (IsNear(on, standing?.DataEndsAt, Soon))
            yield return new Finding(kind, $"The right to read comments ends on {Day(on, standing!.DataEndsAt!.Value)}.", renew);
        if (standing?.DeadSince is null)
            yield return new Finding(kind, $"{NameOf(store, account, isConfigured)}, {Until(on, standing)}");
    }

    private static bool IsNear(Examined on, DateTimeOffset? endsAt, TimeSpan near) => endsAt is { } end && end - on.Clock.GetUtcNow() <= near;

    private static string NameOf(IStoreReader store, MetaAccount account, bool isConfigured) =>
        isConfigured ? $"account {account.Id}, its token is in the settings"
            : $"{store.Get(StoredAccount.Accounts, account.Kind)?.Name} ({account.Id})";

    private static string Until(Examined on, TokenStanding? standing) => standing switch
    {
        null => "Meta has not been asked about it yet; that is done while the bot runs",
        { EndsAt: { } end } => $"good until {Day(on, end)}, asked {Asked(standing)}",
        _ => $"no end date is known, asked {Asked(standing)}",
    };

    private static string Asked(TokenStanding standing) => standing.CheckedAt is { } at ? Amounts.Moment(at) : "never";

    private static string Day(Examined on, DateTimeOffset moment) => on.Settings.Local(moment).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static MetaAccounts Of(IStoreReader store, Examined on)
    {
        if (on.MetaAccounts is { } atWork)
            return atWork;
        var lying = new MetaAccounts(on.Settings.MetaAccounts, new TokenKeys(on.Settings.DataFolder), new NetworkDestinations(kind => kind), on.Clock);
        lying.Load(store);
        return lying;
    }
}
