namespace LibraryBot.Publishing.Meta;

/// <summary>From a token to the library's Instagram account: through the Facebook Page that it is linked to, or as Instagram Login gave it.</summary>
/// <param name="facebook">The Page that is connected; null: none.</param>
public sealed class InstagramLogin(GraphCalls graph, MetaAccount? facebook, TimeProvider clock)
{
    /// <summary>Whether a token has to be brought: where the Page is connected, its own does.</summary>
    public bool NeedsToken => graph.Options.HasInstagramLogin || facebook is null;

    /// <param name="token">Null: the connected Page's.</param>
    /// <param name="pageId">The Page that the account is linked to; null: the only one.</param>
    public async Task<ConnectOutcome> Connect(string? token, string? pageId, CancellationToken cancel)
    {
        try
        {
            return graph.Options.HasInstagramLogin ? await ByItself(token!, cancel) : await ThroughPage(token ?? facebook!.Token, pageId, cancel);
        }
        catch (NotConnected not)
        {
            return not.Outcome;
        }
    }

    private async Task<ConnectOutcome> ThroughPage(string token, string? pageId, CancellationToken cancel)
    {
        var page = await new PageLogin(graph).Find(token, pageId, cancel);
        var linked = PageLogin.Said(await graph.Make(graph.Options.GraphUrl, page.Token, GraphRequest.Get(page.Id, ("fields", "instagram_business_account{id,username}")), cancel));
        if (GraphJson.Child(linked.Body, "instagram_business_account") is not { } account || GraphJson.Text(account, "id") is not { } id)
            throw new NotConnected($"No Instagram account is linked to the Page {page.Name}, or the token may not see it. Make the account a professional one (Instagram, Settings, Account type), link it to the Page (the Page's settings, Linked accounts), make the token with instagram_basic, and run connect again.");
        var facts = await TokenLook.At(graph, page.Token, [page.Id, id], cancel) is TokenLook.Alive alive ? alive.Facts : page.Facts;
        PageLogin.MustHave(Permission.Missing(Destination.Instagram, graph.Options, facts.Scopes));
        return new ConnectOutcome.Good(new MetaAccount(Destination.Instagram, id, page.Token), NameOf(GraphJson.Text(account, "username"), id), facts, page.Notes);
    }

    /// <summary>A token of a day or more is renewed at once, which tells its time and its permissions; a younger one tells neither.</summary>
    private async Task<ConnectOutcome> ByItself(string token, CancellationToken cancel)
    {
        var (look, found, username) = await TokenLook.AtInstagram(graph, token, cancel);
        var id = look switch
        {
            TokenLook.Alive when found is not null => found,
            TokenLook.Alive => throw new NotConnected("Instagram does not say whose token it is. Make a new one and run connect again."),
            TokenLook.Dead dead => throw new NotConnected($"{PageLogin.WhyDead(dead.Subcode).Split(" (")[0]} The setting Instagram:GraphUrl asks for a token of Instagram Login; without it a token of the Facebook Page is taken."),
            TokenLook.Denied { Error: var error } => throw new NotConnected($"Instagram refused ({error.Numbers}, trace {error.TraceId}). Make a new token with instagram_business_basic and run connect again."),
            TokenLook.Unseen unseen => throw new NotConnected(PageLogin.NotReached(unseen.Why)),
            _ => throw new InvalidOperationException(look.GetType().Name),
        };
        var renewal = await TokenRenewal.Ask(graph, new MetaAccount(Destination.Instagram, id, token), clock.GetUtcNow(), cancel);
        var (account, facts) = renewal is TokenRenewal.Renewed renewed
            ? (renewed.Account, renewed.Facts)
            : (new MetaAccount(Destination.Instagram, id, token), new TokenFacts(null, null, null));
        PageLogin.MustHave(Permission.Missing(Destination.Instagram, graph.Options, facts.Scopes));
        return new ConnectOutcome.Good(account, NameOf(username, id), facts,
            renewal is TokenRenewal.Renewed ? [] : ["Until when the token holds, and what it may do, Instagram tells when it is a day old: the bot asks then, and renews it from there on."]);
    }

    private static string NameOf(string? username, string id) => username is null ? id : "@" + username;
}
