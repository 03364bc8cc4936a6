using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>The HTTP side: paths, tokens, faults, answers.</summary>
internal sealed class FakeHttp(FakeTelegram fake, FakeMethods methods)
{
    public async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (path.StartsWith("file/bot", StringComparison.Ordinal))
            await AnswerFile(context, path["file/bot".Length..]);
        else if (path.StartsWith("bot", StringComparison.Ordinal) && path.Split('/') is [var bot, var method])
            await AnswerCall(context, bot["bot".Length..], method);
        else
            await Write(context, new FakeRefusal(404, "Not Found").Answer(), 404);
    }

    private async Task AnswerFile(HttpContext context, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || path[..slash] != FakeTelegram.Token || fake.Files.AtPath(path[(slash + 1)..]) is not { } bytes)
        {
            await Write(context, new FakeRefusal(404, "Not Found").Answer(), 404);
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        await context.Response.Body.WriteAsync(bytes);
    }

    private async Task AnswerCall(HttpContext context, string token, string method)
    {
        if (token != FakeTelegram.Token)
        {
            // A token that could be one is unknown; anything else is no address at all.
            var refusal = token.Contains(':', StringComparison.Ordinal) ? new FakeRefusal(401, "Unauthorized") : new FakeRefusal(404, "Not Found");
            await Write(context, refusal.Answer(), refusal.Code);
            return;
        }

        var arguments = new FakeArguments();
        // Stays 0 when the bot hangs up before it is answered.
        var answer = new Answered(0, null);
        try
        {
            arguments = await FakeArguments.Of(context.Request);
            answer = await AnswerOrFail(context, method, arguments);
        }
        catch (FakeRefusal refusal)
        {
            fake.Patience.Tell(method, refusal);
            answer = new Answered(refusal.Code, refusal.Answer());
            await Write(context, refusal.Answer(), refusal.Code);
        }
        finally
        {
            fake.Record(new FakeCall(method, arguments.Values, answer.Status, fake.Time.GetUtcNow()) { Result = answer.Result }, arguments);
        }
    }

    private async Task<Answered> AnswerOrFail(HttpContext context, string method, FakeArguments arguments)
    {
        if (fake.Patience.Hear(method, arguments) is { } tooEarly && fake.Limits is not null)
            throw tooEarly;
        var fault = fake.Faults.Take(method, arguments.Text("chat_id"));
        switch (fault)
        {
            case Fault.Flood(var seconds):
                throw FakeRefusal.Flood(seconds);
            case Fault.Refuses(var refusal):
                throw refusal;
            case Fault.BadGateway:
                context.Response.StatusCode = 502;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html><head><title>502 Bad Gateway</title></head></html>");
                return new Answered(502, null);
            case Fault.Answers(var instead):
                await Write(context, new JsonObject { ["ok"] = true, ["result"] = instead?.DeepClone() }, 200);
                return new Answered(200, null);
            case Fault.DropBefore:
                context.Abort();
                return new Answered(0, null);
            case Fault.Hold hold:
                hold.Arrived.TrySetResult();
                await hold.Until;
                break;
        }

        var result = await methods.Call(method, arguments);
        switch (fault)
        {
            case Fault.DropAfter:
                context.Abort();
                return new Answered(0, null);
            case Fault.Garbled:
                await context.Response.WriteAsync("{\"ok\":tru");
                return new Answered(200, fake.Journal is null ? null : result);
        }

        await Write(context, new JsonObject { ["ok"] = true, ["result"] = result }, 200);
        return new Answered(200, fake.Journal is null ? null : result);
    }

    private static async Task Write(HttpContext context, JsonObject answer, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
    }

    private sealed record Answered(int Status, JsonNode? Result);
}
