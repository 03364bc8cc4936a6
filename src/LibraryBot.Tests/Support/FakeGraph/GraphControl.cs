using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>The fake's own side over HTTP, for a product that runs in another process. Names are in snake_case.</summary>
internal sealed class GraphControl(FakeGraph graph)
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() },
    };

    public async Task Answer(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = GraphJson.Parse(await reader.ReadToEndAsync());
        var answer = await Answer(context.Request, path, body);
        context.Response.StatusCode = answer is null ? 404 : 200;
        context.Response.ContentType = GraphWire.Json;
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(GraphJson.Escaped(answer ?? new JsonObject())));
    }

    private async Task<JsonNode?> Answer(HttpRequest request, string path, JsonNode? body) => (request.Method, path) switch
    {
        ("GET", "clock") => Clock(),
        ("POST", "clock") => SetClock(body as JsonObject ?? []),
        ("POST", "script") => Script(body),
        ("DELETE", "script") => Done(graph.Script.Clear),
        ("GET", "requests") => graph.Journal.Json(),
        ("GET", "world") => graph.World.Json(),
        ("GET", "live") => Live(request.Query["marker"].ToString()),
        ("GET", "credentials") => Credentials(),
        ("POST", "token") => Token(body as JsonObject ?? []),
        ("POST", "habits") => Set(graph.Habits, body),
        ("POST", "page") => Set(graph.Page, body),
        ("POST", "instagram") => Set(graph.Instagram, body),
        ("POST", "webhook") => Set(graph.Webhooks, body),
        ("POST", "webhook/subscribe") => await Subscribe(body as JsonObject ?? []),
        ("POST", "webhook/deliver") => await Deliver(),
        ("POST", "seed") => new GraphSeed(graph).Sow(body as JsonObject ?? []),
        ("POST", "reset") => Done(() => graph.BeginAgain((bool?)(body as JsonObject)?["tricky_ids"] ?? false)),
        _ => null,
    };

    private JsonObject Clock() => new() { ["now"] = graph.Clock.Now.ToString("O", CultureInfo.InvariantCulture) };

    // {"set": "2026-11-22T03:00:00Z"} or {"advance": seconds}
    private JsonObject SetClock(JsonObject body)
    {
        if ((string?)body["set"] is { } moment)
            graph.Clock.Set(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
        if ((double?)body["advance"] is { } seconds)
            graph.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return Clock();
    }

    private JsonObject Script(JsonNode? body)
    {
        foreach (var rule in body as JsonArray ?? [body?.DeepClone()])
            graph.Script.Add(GraphScriptReader.Read((JsonObject)rule!));
        return GraphJson.Success();
    }

    private JsonObject Live(string marker) => new()
    {
        ["live"] = graph.Live(marker),
        ["facebook"] = graph.LiveOn(GraphNetwork.Facebook, marker),
        ["instagram"] = graph.LiveOn(GraphNetwork.Instagram, marker),
    };

    private JsonObject Credentials() => new()
    {
        ["app_id"] = graph.AppId,
        ["app_secret"] = graph.AppSecret,
        ["verify_token"] = graph.VerifyToken,
        ["user_token"] = graph.UserToken,
        ["page_id"] = graph.PageId,
        ["page_token"] = graph.PageToken,
        ["instagram_id"] = graph.InstagramId,
        ["instagram_token"] = graph.InstagramToken,
    };

    // {"token": "page", "does": "expire"}
    private JsonObject Token(JsonObject body)
    {
        var token = (string?)body["token"] switch
        {
            "user" => graph.UserToken,
            "instagram" => graph.InstagramToken,
            _ => graph.PageToken,
        };
        switch ((string?)body["does"])
        {
            case "expire":
                graph.Tokens.Expire(token);
                break;
            case "revoke":
                graph.Tokens.Revoke(token);
                break;
            case "password_changed":
                graph.Tokens.PasswordChanged(token);
                break;
            case "renew":
                graph.Tokens.Renew(token);
                break;
        }

        return Credentials();
    }

    private async Task<JsonNode> Subscribe(JsonObject body)
    {
        var succeeded = await graph.Webhooks.Subscribe((string)body["url"]!, (string?)body["verify_token"], (string?)body["secret"], (string?)body["object"] ?? "page", (string?)body["fields"]);
        return new JsonObject { ["success"] = succeeded, ["error"] = graph.Webhooks.Handshakes[^1].Error };
    }

    private async Task<JsonNode> Deliver()
    {
        await graph.Webhooks.DeliverDue();
        return new JsonObject { ["deliveries"] = graph.Webhooks.Deliveries.Count, ["dropped"] = graph.Webhooks.Dropped };
    }

    private static JsonObject Done(Action what)
    {
        what();
        return GraphJson.Success();
    }

    private static JsonObject Set(object target, JsonNode? body)
    {
        foreach (var (name, value) in body as JsonObject ?? [])
        {
            var property = target.GetType().GetProperties().First(property => Snake.PropertyNamingPolicy!.ConvertName(property.Name) == name);
            property.SetValue(target, value.Deserialize(property.PropertyType, Snake));
        }

        return GraphJson.Success();
    }
}
