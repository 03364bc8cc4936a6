using System.Globalization;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;

namespace LibraryBot.CommandLine;

/// <summary>
/// Connects an account at Meta in the bot that has the store. It asks nobody itself: where something is missing it answers what, and
/// whoever sits at the keyboard comes back with it.
/// </summary>
internal sealed class Connecting(Bot bot, TextWriter output)
{
    /// <summary>Answers of a bot to the command line in front of it, beside 0 and 1: bring a token; choose a Page.</summary>
    public const int NeedsToken = 64;
    public const int NeedsPage = 65;
    private const int LongestToken = 4000;
    private readonly MetaOptions options = bot.Settings.Meta;

    /// <param name="token">Null: none was brought (yet).</param>
    /// <param name="pageId">Null: the only one.</param>
    public async Task<int> Connect(string kind, string? token, string? pageId, CancellationToken cancel)
    {
        if (bot.Meta.Accounts.IsConfigured(kind))
            throw new SettingsRefused($"The settings hold a token already: {MetaAccount.SettingOf(kind)}. Remove it there, start the bot again, and then connect.");
        var instagram = new InstagramLogin(bot.Meta.Graph, bot.Meta.Accounts.Of(Destination.Facebook), bot.Clock);
        if (token is null && (kind == Destination.Facebook || instagram.NeedsToken))
        {
            foreach (var line in kind == Destination.Facebook ? ConnectGuide.Facebook(options) : ConnectGuide.Instagram(options))
                await output.WriteLineAsync(line);
            return NeedsToken;
        }

        if (token is not null && (token.Length > LongestToken || !MetaAccount.IsToken(token)))
            throw new SettingsRefused("That is no access token: a token is one word of letters and digits. Copy all of it and nothing else.");
        // It may be the token, at the wrong place.
        if (pageId is not null && !pageId.All(char.IsAsciiDigit))
            throw new SettingsRefused("A Page's id is a number. connect without --page shows the Pages with theirs.");
        var outcome = kind == Destination.Facebook
            ? await new PageLogin(bot.Meta.Graph).Connect(token!, pageId, cancel)
            : await instagram.Connect(token, pageId, cancel);
        switch (outcome)
        {
            case ConnectOutcome.Good good:
                await bot.Meta.Accounts.Connect(bot.Store, good.Account, good.Name, good.Facts);
                await Tell(good);
                return 0;
            case ConnectOutcome.Which which:
                await output.WriteLineAsync($"The token leads to {which.Pages.Count} Pages: {string.Join(", ", which.Pages.Select(page => $"{page.Name} ({page.Id})"))}. Choose one: --page ID.");
                return NeedsPage;
            case ConnectOutcome.Refused refused:
                throw new SettingsRefused(refused.Why);
            default:
                throw new InvalidOperationException(outcome.GetType().Name);
        }
    }

    public async Task<int> Disconnect(string kind)
    {
        if (bot.Meta.Accounts.IsConfigured(kind))
            throw new SettingsRefused($"The token stands in the settings: remove {MetaAccount.SettingOf(kind)} there and start the bot again.");
        if (!await bot.Meta.Accounts.Disconnect(bot.Store, kind))
            throw new SettingsRefused($"No {NameOf(kind)} is connected.");
        await output.WriteLineAsync($"Disconnected: the bot has forgotten the token, and {NameOf(kind)} is in rehearsal again. What is published there stays.");
        await output.WriteLineAsync("To make the token worthless everywhere, remove the app at Meta: facebook.com, Settings, Business integrations (or Instagram, Settings, Apps and websites).");
        return 0;
    }

    private async Task Tell(ConnectOutcome.Good good)
    {
        var kind = good.Account.Kind;
        await output.WriteLineAsync($"Connected: {NameOf(kind)} {good.Name} ({good.Account.Id}).");
        await output.WriteLineAsync(TimeOf(good));
        var missing = Permission.Missing(kind, options, good.Facts.Scopes);
        var notes = good.Notes.Concat(missing.Select(permission => $"It cannot {permission.Allows}: the token lacks {permission.Name}.")).Concat(Reach(kind)).ToList();
        if (good.Facts.Scopes is not null)
            await output.WriteLineAsync($"It can {string.Join("; ", Permission.Of(kind, options).Except(missing).Select(permission => permission.Allows))}.");
        foreach (var note in notes)
            await output.WriteLineAsync($"- {note}");
        await output.WriteLineAsync("From now on posts that are approved go there for real; those that wait for their time, too. In the chat /tujuan shows it.");
        if (kind == Destination.Facebook && bot.Meta.Accounts.Of(Destination.Instagram) is null)
            await output.WriteLineAsync("Next: connect instagram, when the library's Instagram is linked to this Page. It needs no other token.");
        else
            await output.WriteLineAsync("Next: doctor, which tells at any time how the account stands.");
    }

    private string TimeOf(ConnectOutcome.Good good)
    {
        var token = good.Facts.EndsAt is { } endsAt ? $"Its token is good until {Day(endsAt)}{(options.HasInstagramLogin && good.Account.Kind == Destination.Instagram ? " and is renewed before by the bot" : "")}."
            : options.HasInstagramLogin && good.Account.Kind == Destination.Instagram ? "Its token is good for about 60 days and is renewed before by the bot."
            : "Its token has no end date; it dies when its person's password or role changes, or when the app is removed.";
        return good.Facts.DataEndsAt is { } dataEndsAt ? $"{token} The right to read people's comments is good until {Day(dataEndsAt)}: connect again before." : token;
    }

    /// <summary>Instagram takes no picture from us: it fetches each from our address.</summary>
    private IEnumerable<string> Reach(string kind)
    {
        if (kind == Destination.Instagram && bot.Settings.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true)
            yield return $"PublicUrl is {(bot.Settings.PublicUrl is null ? "not set" : "no https address")}: Instagram fetches the pictures from there, so no post can go out until it is the https address under which this bot is reached.";
    }

    private string Day(DateTimeOffset moment) => bot.Settings.Local(moment).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string NameOf(string kind) => kind == Destination.Facebook ? "Facebook Page" : "Instagram account";
}
