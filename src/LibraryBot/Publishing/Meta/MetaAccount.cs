namespace LibraryBot.Publishing.Meta;

/// <summary>An account of the library at Meta that the bot may act as. Its token is never shown, logged or put in an address.</summary>
/// <param name="Kind"><see cref="Destination.Facebook"/> or <see cref="Destination.Instagram"/>.</param>
/// <param name="Id">The Page's id, or the Instagram account's.</param>
public sealed record MetaAccount(string Kind, string Id, string Token)
{
    /// <summary>For logs and messages: without the token.</summary>
    public override string ToString() => $"{Kind} {Id}";
}
