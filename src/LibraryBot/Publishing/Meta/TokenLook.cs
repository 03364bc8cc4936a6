namespace LibraryBot.Publishing.Meta;

/// <summary>What came of asking Meta about a token: a closed set.</summary>
public abstract record TokenLook
{
    public sealed record Alive(TokenFacts Facts) : TokenLook;

    /// <summary>It is dead.</summary>
    /// <param name="Subcode">Why: 460 a new password, 463 its time is over ...; 0: not told.</param>
    public sealed record Dead(int Subcode) : TokenLook;

    /// <summary>Meta does not let us look, by the numbers of its answer.</summary>
    public sealed record Denied(GraphError Error) : TokenLook;

    /// <summary>Meta was not reached, or its answer was lost.</summary>
    public sealed record Unseen(string Why) : TokenLook;

    /// <summary>
    /// Asks as the app where its secret is set, otherwise as the token itself. It is the one question in which a token stands in an
    /// address: Meta takes it nowhere else (developers.facebook.com/docs/graph-api/reference/debug_token), and no log of ours holds it.
    /// </summary>
    public static async Task<TokenLook> At(GraphCalls graph, string token, IReadOnlyList<string> targets, CancellationToken cancel)
    {
        var asApp = graph.Options is { AppId: { } id, AppSecret: { } secret } ? $"{id}|{secret}" : null;
        var answer = await Ask(asApp ?? token);
        if (asApp is not null && answer is GraphAnswer.Denied { Error.Trouble: not (GraphTrouble.Temporary or GraphTrouble.Throttled) })
            answer = await Ask(token);
        return Read(answer, targets);

        Task<GraphAnswer> Ask(string by) => graph.Make(graph.Options.GraphUrl, by, GraphRequest.Get("debug_token", ("input_token", token)), cancel);
    }

    /// <summary>Of an account that logged in at Instagram: it is asked who it is, since nobody else can look into its token.</summary>
    public static async Task<(TokenLook Look, string? Id, string? Name)> AtInstagram(GraphCalls graph, string token, CancellationToken cancel)
    {
        var answer = await graph.Make(graph.UrlOf(Destination.Instagram), token, GraphRequest.Get("me", ("fields", "user_id,username")), cancel);
        return answer is GraphAnswer.Said said
            ? (new Alive(new TokenFacts(null, null, null)), said.Text("user_id") ?? said.Text("id"), said.Text("username"))
            : (Failed(answer), null, null);
    }

    private static TokenLook Read(GraphAnswer answer, IReadOnlyList<string> targets)
    {
        if (answer is not GraphAnswer.Said said)
            return Failed(answer);
        if (GraphJson.Child(said.Body, "data") is not { } data)
            return new Unseen("Meta answered without a word about the token.");
        if (GraphJson.Truth(data, "is_valid") == true)
            return new Alive(TokenFacts.Read(data, targets));
        return new Dead(GraphJson.Child(data, "error") is { } error ? GraphJson.Number(error, "subcode") : 0);
    }

    private static TokenLook Failed(GraphAnswer answer) => answer switch
    {
        GraphAnswer.Denied { Error: { Trouble: GraphTrouble.TokenDead } error } => new Dead(error.Subcode),
        GraphAnswer.Denied { Error: var error } => new Denied(error),
        GraphAnswer.NeverLeft never => new Unseen(never.Why),
        GraphAnswer.Lost lost => new Unseen(lost.Why),
        _ => throw new InvalidOperationException($"No failure: {answer.GetType().Name}."),
    };
}
