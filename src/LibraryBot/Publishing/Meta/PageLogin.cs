using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>From a token that a person brings to the library's Page and a token for it. Each refusal names its reason and the remedy.</summary>
public sealed class PageLogin(GraphCalls graph)
{
    /// <param name="token">A person's or a system user's token, or the Page's own.</param>
    /// <param name="pageId">Which Page; null: the only one.</param>
    public async Task<ConnectOutcome> Connect(string token, string? pageId, CancellationToken cancel)
    {
        try
        {
            var page = await Find(token, pageId, cancel);
            MustHave(Permission.Missing(Destination.Facebook, graph.Options, page.Facts.Scopes));
            return new ConnectOutcome.Good(new MetaAccount(Destination.Facebook, page.Id, page.Token), page.Name, page.Facts, page.Notes);
        }
        catch (NotConnected not)
        {
            return not.Outcome;
        }
    }

    /// <summary>The Page that a token leads to. Throws <see cref="NotConnected"/>.</summary>
    internal async Task<FoundPage> Find(string token, string? pageId, CancellationToken cancel)
    {
        var facts = await Look(token, [], cancel);
        if (facts.Type == "PAGE")
            return await Its(token, facts, pageId, cancel);
        var (longer, note) = await Longer(token, facts, cancel);
        return await Among(await Pages(longer, facts, cancel), pageId, note, cancel);
    }

    /// <summary>What a token may do. Refuses one that is dead, that Meta does not show us, or that another app made.</summary>
    private async Task<TokenFacts> Look(string token, IReadOnlyList<string> targets, CancellationToken cancel) => await TokenLook.At(graph, token, targets, cancel) switch
    {
        TokenLook.Alive { Facts: { AppId: { } app } } when graph.Options.AppId is { } ours && app != ours =>
            throw new NotConnected($"The token belongs to another app ({app}), not to the one of Meta:AppId ({ours}). In the Graph API Explorer choose the app {ours} and make the token again."),
        TokenLook.Alive alive => alive.Facts,
        TokenLook.Dead dead => throw new NotConnected(WhyDead(dead.Subcode)),
        TokenLook.Denied { Error: { Code: 100 } error } when graph.Options.AppSecret is not null =>
            throw new NotConnected($"Meta does not show this token to the app of Meta:AppId ({error.Numbers}): it was made with another app, or Meta:AppSecret is not that app's secret. Compare both with the app's page at developers.facebook.com, Settings, Basic."),
        TokenLook.Denied { Error: var error } => throw new NotConnected($"Meta does not let us look at the token ({error.Numbers}, trace {error.TraceId}). Make a new one and try again."),
        TokenLook.Unseen unseen => throw new NotConnected(NotReached(unseen.Why)),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };

    /// <summary>A Page's own token.</summary>
    private async Task<FoundPage> Its(string token, TokenFacts facts, string? pageId, CancellationToken cancel)
    {
        var id = facts.PageId ?? Said(await Make(token, GraphRequest.Get("me", ("fields", "id")), cancel)).Text("id") ?? "";
        if (pageId is not null && pageId != id)
            throw new NotConnected($"The token is that of the Page {id}, not of {pageId}. Leave --page out, or bring the token of {pageId}.");
        var page = Said(await Make(token, GraphRequest.Get(id, ("fields", "name")), cancel));
        return new FoundPage(id, page.Text("name") ?? id, token, await Look(token, [id], cancel), []);
    }

    /// <summary>A person's token lasts an hour or two; exchanged, the tokens of their Pages have no date any more.</summary>
    private async Task<(string Token, string? Note)> Longer(string token, TokenFacts facts, CancellationToken cancel)
    {
        if (facts.EndsAt is null)
            return (token, null);
        if (graph.Options is not { AppId: { } id, AppSecret: { } secret })
            return (token, "Without Meta:AppId and Meta:AppSecret in the settings the token could not be exchanged for one that lasts. Set both and connect again.");
        var exchange = GraphRequest.Get("oauth/access_token", ("grant_type", "fb_exchange_token"), ("client_id", id), ("client_secret", secret), ("fb_exchange_token", token));
        return await graph.Make(graph.Options.GraphUrl, null, exchange, cancel) switch
        {
            GraphAnswer.Said said when said.Text("access_token") is { } longer => (longer, null),
            GraphAnswer.Denied { Error: { Code: 1 or 101 } error } => throw new NotConnected($"Meta does not take Meta:AppId with Meta:AppSecret ({error.Numbers}). Compare both with the app's page at developers.facebook.com, Settings, Basic."),
            var answer => throw new NotConnected($"The token could not be exchanged for one that lasts. {Failed(answer)}"),
        };
    }

    private async Task<IReadOnlyList<JsonElement>> Pages(string token, TokenFacts facts, CancellationToken cancel)
    {
        if (facts.Scopes is { } scopes && !scopes.Contains(Permission.ToListPages))
            throw new NotConnected($"The token lacks the permission {Permission.ToListPages}, without which its Pages cannot be seen. Make the token again with it.");
        var pages = Said(await Make(token, GraphRequest.Get("me/accounts", ("fields", "id,name,tasks,access_token"), ("limit", "100")), cancel)).Rows;
        return pages.Count > 0 ? pages
            : throw new NotConnected("The token leads to no Page. Make it again as a person who has a role on the library's Page, and tick the Page in Meta's window.");
    }

    private async Task<FoundPage> Among(IReadOnlyList<JsonElement> pages, string? pageId, string? note, CancellationToken cancel)
    {
        if (pageId is null && pages.Count > 1)
            throw new NotConnected(new ConnectOutcome.Which([.. pages.Select(page => (IdOf(page), NameOf(page)))]));
        var found = pageId is null ? pages[0] : pages.FirstOrDefault(page => IdOf(page) == pageId);
        if (found.ValueKind == JsonValueKind.Undefined)
            throw new NotConnected($"The token does not lead to a Page {pageId}. It leads to: {string.Join(", ", pages.Select(page => $"{NameOf(page)} ({IdOf(page)})"))}.");
        if (GraphJson.Text(found, "access_token") is not { Length: > 0 } token)
            throw new NotConnected($"Meta gives no token for the Page {NameOf(found)}: it was not ticked when the token was made. Make the token again, tick the Page in Meta's window (Edit access, or Choose the Pages), and run connect again.");
        var facts = await Look(token, [IdOf(found)], cancel);
        return new FoundPage(IdOf(found), NameOf(found), token, facts, [.. new[] { note }.OfType<string>(), .. Tasks(found)]);
    }

    /// <summary>What the person may do on the Page is what the bot may do.</summary>
    private static IEnumerable<string> Tasks(JsonElement page)
    {
        var tasks = GraphJson.Rows(page, "tasks").Select(GraphJson.Text).OfType<string>().ToList();
        // New Pages name the same with another beginning.
        bool May(string task) => tasks.Contains(task) || tasks.Contains("PROFILE_PLUS_" + task);
        if (!May("CREATE_CONTENT"))
            throw new NotConnected($"The person who made the token may not post on the Page {NameOf(page)}: the task CREATE_CONTENT is missing. Give them Content access in the Page's settings, Page access, and make the token again.");
        if (!May("MODERATE"))
            yield return "The person who made the token may not see to comments on the Page (the task MODERATE is missing): comments cannot be answered or hidden.";
    }

    internal static void MustHave(IReadOnlyList<Permission> missing)
    {
        var needed = missing.Where(permission => permission.IsNeeded).ToList();
        if (needed.Count > 0)
            throw new NotConnected($"The token lacks {string.Join(" and ", needed.Select(permission => $"{permission.Name} (to {permission.Allows})"))}. Make it again with {(needed.Count == 1 ? "that permission" : "these permissions")} and run connect again.");
    }

    internal static string WhyDead(int subcode) => subcode switch
    {
        463 => "The token has expired. Make a new one and run connect again.",
        460 => "The token is dead: the person's password was changed after it was made. Make a new one and run connect again.",
        458 => "The token is dead: the person has removed the app. Make a new one and run connect again.",
        459 or 464 => "Meta wants the person who made the token to log in at www.facebook.com and do what it asks there. Then make a new token and run connect again.",
        492 => "The token is dead: the person has no role on the Page any more. Make a new one as a person who has, and run connect again.",
        _ => "Meta does not take this token: it is dead, or not all of it was copied. Make a new one and run connect again. (A token of Instagram Login needs the setting Instagram:GraphUrl, https://graph.instagram.com.)",
    };

    internal static GraphAnswer.Said Said(GraphAnswer answer) => answer as GraphAnswer.Said ?? throw new NotConnected(Failed(answer));

    internal static string NotReached(string why) => $"Meta was not reached: {why.TrimEnd('.')}. See that this machine reaches the Graph API, then run connect again.";

    private static string Failed(GraphAnswer answer) => answer switch
    {
        GraphAnswer.Denied { Error: { Trouble: GraphTrouble.TokenDead } error } => WhyDead(error.Subcode),
        GraphAnswer.Denied { Error: var error } => $"Meta refused ({error.Numbers}, trace {error.TraceId}). Try again; if it stays so, look that number up at developers.facebook.com.",
        GraphAnswer.NeverLeft never => NotReached(never.Why),
        GraphAnswer.Lost lost => NotReached(lost.Why),
        _ => throw new InvalidOperationException(answer.GetType().Name),
    };

    private Task<GraphAnswer> Make(string token, GraphRequest request, CancellationToken cancel) => graph.Make(graph.Options.GraphUrl, token, request, cancel);

    private static string IdOf(JsonElement page) => GraphJson.Text(page, "id") ?? "";

    private static string NameOf(JsonElement page) => GraphJson.Text(page, "name") ?? IdOf(page);

    /// <summary>A Page with its own token.</summary>
    internal sealed record FoundPage(string Id, string Name, string Token, TokenFacts Facts, IReadOnlyList<string> Notes)
    {
        public override string ToString() => Id;
    }
}

/// <summary>Ends the way to an account early, with what a person is told.</summary>
internal sealed class NotConnected(ConnectOutcome outcome) : Exception
{
    public NotConnected(string why) : this(new ConnectOutcome.Refused(why))
    {
    }

    public ConnectOutcome Outcome { get; } = outcome;
}
