using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;

namespace LibraryBot.CommandLine;

/// <summary>What a person does at Meta to get a token, in the order of Meta's pages. docs/operations.md says the same at more length.</summary>
internal static class ConnectGuide
{
    public static IEnumerable<string> Facebook(MetaOptions options) =>
    [
        "To connect the library's Facebook Page the bot needs an access token.",
        $"1. At developers.facebook.com, My Apps, open or make an app of the type Business. {AppSettings(options)}",
        $"2. Under Tools, Graph API Explorer choose that app and User Token, add these permissions and press Generate Access Token: {Names(Destination.Facebook, options)}, {Permission.ToListPages}{(options.HasInstagramLogin ? "" : $"; for Instagram also {Names(Destination.Instagram, options)}")}.",
        "3. In Meta's window tick the library's Page. A Page that is not ticked cannot be connected.",
        "   Instead of 2 and 3, a token that belongs to no person: business.facebook.com, Settings, System users: add one, give it the app and the Page with Content, press Generate token.",
        "4. Copy the token and paste it here; it is not shown. It stays on this machine, locked.",
    ];

    public static IEnumerable<string> Instagram(MetaOptions options) => options.HasInstagramLogin
        ?
        [
            "To connect the library's Instagram the bot needs a token of Instagram Login (the setting Instagram:GraphUrl asks for that).",
            "1. Make the account a professional one: Instagram, Settings, Account type.",
            $"2. At developers.facebook.com, My Apps, the app, Instagram, API setup with Instagram login: add the account and press Generate token, with {Names(Destination.Instagram, options)}.",
            "3. Copy the token and paste it here; it is not shown. It stays on this machine, locked, and is renewed by the bot.",
        ]
        :
        [
            "To connect the library's Instagram through the Facebook Page it is linked to, connect facebook first: then no other token is needed.",
            $"Or bring a token of that Page, or of a person who has a role on it, with {Names(Destination.Instagram, options)} and {Permission.ToListPages}, made as connect facebook says.",
            "Copy the token and paste it here; it is not shown. It stays on this machine, locked.",
        ];

    private static string AppSettings(MetaOptions options) => options is { AppId: not null, AppSecret: not null }
        ? $"The bot is set up for the app {options.AppId}."
        : "Put its id and secret (Settings, Basic) into Meta:AppId and Meta:AppSecret first: without them the token ends within hours.";

    private static string Names(string kind, MetaOptions options) => string.Join(", ", Permission.Of(kind, options).Select(permission => permission.Name));
}
