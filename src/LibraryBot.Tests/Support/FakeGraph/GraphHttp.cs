using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>The HTTP side: what was scripted goes wrong here, before or after the call itself.</summary>
internal sealed class GraphHttp(FakeGraph graph)
{
    private readonly GraphWire wire = new(graph);

    public async Task Answer(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/__fake", out var rest))
            await new GraphControl(graph).Answer(context, rest.Value!.Trim('/'));
        else
            await AnswerCall(context, await GraphCall.Of(graph, context.Request));
    }

    private async Task AnswerCall(HttpContext context, GraphCall call)
    {
        var fault = graph.Script.Take(call);
        call.Timeline = (fault?.Does as GraphTrouble.Timeline)?.Steps;
        if (fault is { After: false } && !await fault.Does.Wait(context.RequestAborted))
        {
            graph.Journal.Record(call, 0, "the caller gave up");
            return;
        }

        call.AccountId = AccountOf(call);
        var answer = fault is null || fault.After || fault.Does.LetsThrough ? await Do(call) : null;
        graph.Webhooks.Wake();
        graph.Journal.Record(call, Status(fault, answer), Outcome(fault, answer));
        if (fault is { After: true })
            await fault.Does.Wait(context.RequestAborted);
        if (fault is null)
            await wire.Write(context, call, answer!);
        else
            await fault.Does.Write(context, wire, call, answer);
    }

    private async Task<GraphAnswer> Do(GraphCall call)
    {
        try
        {
            return new GraphAnswer(200, await new GraphRoutes(graph).Answer(call), "200");
        }
        catch (GraphRefusal refusal)
        {
            return wire.Answer(refusal);
        }
    }

    private static int Status(GraphFault? fault, GraphAnswer? answer) => fault?.Does switch
    {
        null => answer!.Status,
        { LetsThrough: true } => answer!.Status,
        GraphTrouble.Error error => error.Http,
        GraphTrouble.Says says => says.Http,
        GraphTrouble.Throttle { Code: 4 or 17 } => 403,
        GraphTrouble.Throttle => 400,
        _ => 0,
    };

    private static string Outcome(GraphFault? fault, GraphAnswer? answer)
    {
        if (fault is null)
            return answer!.Outcome;
        var done = fault.After || fault.Does.LetsThrough ? $"{answer!.Outcome}, then " : "nothing done, ";
        return fault.Does is GraphTrouble.Timeline ? answer!.Outcome : done + fault.Does.Outcome;
    }

    // Also for a call that never got as far as the account.
    private string? AccountOf(GraphCall call)
    {
        if (call.Parts.Count == 0)
            return null;
        var id = call.Parts[0];
        if (graph.World.TryGet<GraphNode>(id) is { } node)
            return node.AccountId;
        return id == "me" && call.TokenText is { } token && graph.Tokens.AccountOf(token) is { Length: > 0 } account ? account : null;
    }
}
