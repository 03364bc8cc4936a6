namespace LibraryBot.Publishing.Meta;

/// <summary>What came of asking Instagram to renew a token of Instagram Login: a closed set.</summary>
public abstract record TokenRenewal
{
    public sealed record Renewed(MetaAccount Account, TokenFacts Facts) : TokenRenewal;

    /// <summary>Instagram's no: the token is younger than a day, or no good.</summary>
    public sealed record Denied(GraphError Error) : TokenRenewal;

    /// <summary>It was not reached, or its answer was lost.</summary>
    public sealed record Unheard(string Why) : TokenRenewal;

    /// <summary>Asks; the old token stays good beside the new one (developers.facebook.com/docs/instagram-platform/reference/refresh_access_token).</summary>
    public static async Task<TokenRenewal> Ask(GraphCalls graph, MetaAccount account, DateTimeOffset now, CancellationToken cancel) =>
        await graph.Make(account, GraphRequest.Get("refresh_access_token", ("grant_type", "ig_refresh_token")) with { IsUnversioned = true }, cancel) switch
        {
            GraphAnswer.Said said when said.Text("access_token") is { Length: > 0 } token && GraphJson.Number(said.Body, "expires_in") is > 0 and var seconds =>
                new Renewed(account with { Token = token }, new TokenFacts(now.AddSeconds(seconds), null, said.Text("permissions")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
            GraphAnswer.Denied denied => new Denied(denied.Error),
            GraphAnswer.NeverLeft never => new Unheard(never.Why),
            GraphAnswer.Lost lost => new Unheard(lost.Why),
            _ => new Unheard("Instagram answered without a token."),
        };
}
