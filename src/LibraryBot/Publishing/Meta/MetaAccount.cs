namespace LibraryBot.Publishing.Meta;

/// <summary>An account of the library at Meta that the bot may act as. Its token is never shown, logged or put in an address.</summary>
/// <param name="Kind"><see cref="Destination.Facebook"/> or <see cref="Destination.Instagram"/>.</param>
/// <param name="Id">The Page's id, or the Instagram account's.</param>
public sealed record MetaAccount(string Kind, string Id, string Token)
{
    /// <summary>Where a token of this kind stands in the settings.</summary>
    public static string SettingOf(string kind) => kind == Destination.Facebook ? "Facebook:PageToken" : "Instagram:Token";

    /// <summary>Whether a text may be a token: one word that can stand in a header.</summary>
    public static bool IsToken(string text) => text.All(letter => letter is > ' ' and <= '~');

    /// <summary>For logs and messages: without the token.</summary>
    public override string ToString() => $"{Kind} {Id}";
}
