using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

public sealed class FakeWebhookTests : AgainstTheFake
{
    private readonly ConcurrentQueue<(string? Secret, JsonObject Update)> brought = new();
    private Func<JsonObject, Task<string>> answer = _ => Task.FromResult("");

    [Fact]
    public async Task Only_an_https_address_on_a_known_port_or_loopback_is_taken()
    {
        Assert.False(await Ok("setWebhook", new { url = "http://pustaka.example" }));
        Assert.False(await Ok("setWebhook", new { url = "https://pustaka.example:9000" }));
        Assert.False(await Ok("setWebhook", new { url = "https://pustaka.example", secret_token = "a b" }));
        Assert.True(await Ok("setWebhook", new { url = "http://127.0.0.1:9" }));
        Fake.Webhook.AllowsLoopback = false;
        Assert.False(await Ok("setWebhook", new { url = "http://127.0.0.1:9" }));
    }

    [Fact]
    public async Task Polling_is_refused_while_a_webhook_is_set_and_a_poll_that_waits_is_ended()
    {
        var poll = Call("getUpdates", """{"timeout":20}""");
        while (!Fake.Updates.IsPolled)
            await Task.Yield();
        Assert.True(await Ok("setWebhook", new { url = "https://pustaka.example", secret_token = "abc" }));
        Assert.Equal("Conflict: terminated by setWebhook request", (string?)(await poll)["description"]);
        Assert.Contains("webhook is active", await Why("getUpdates", new { }), StringComparison.Ordinal);
        Assert.True(await Ok("deleteWebhook", new { }));
        Assert.True(await Ok("getUpdates", new { }));
    }

    [Fact]
    public async Task Updates_that_waited_are_brought_with_the_secret_in_the_order_of_each_chat()
    {
        Sri.Says("satu");
        Sri.Says("dua");
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First(), secret_token = "rahasia-1", allowed_updates = new[] { "message" }, max_connections = 3 });
        Sri.Says("tiga");
        await Fake.Updates.AllConfirmed();
        Assert.Equal(["satu", "dua", "tiga"], brought.Select(one => (string)one.Update["message"]!["text"]!));
        Assert.All(brought, one => Assert.Equal("rahasia-1", one.Secret));
        var info = await Result("getWebhookInfo", new { });
        Assert.Equal((0, 3, "message"), ((int)info["pending_update_count"]!, (int)info["max_connections"]!, (string?)info["allowed_updates"]![0]));
        Assert.Null(info["last_error_date"]);
    }

    [Fact]
    public async Task What_is_not_taken_comes_again_and_the_reason_is_kept()
    {
        var refusals = 2;
        answer = _ => Interlocked.Decrement(ref refusals) >= 0 ? throw new InvalidOperationException() : Task.FromResult("");
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First() });
        Sri.Says("satu");
        await Fake.Updates.AllConfirmed();
        Assert.Equal([500, 500, 200], Fake.Webhook.Deliveries.Select(delivery => delivery.Status));
        var info = await Result("getWebhookInfo", new { });
        Assert.Equal("Wrong response from the webhook: 500 Internal Server Error", (string?)info["last_error_message"]);
    }

    [Fact]
    public async Task A_lost_answer_brings_the_same_update_again()
    {
        Fake.Faults.Next("webhook", new Fault.DropBefore());
        Fake.Faults.Next("webhook", new Fault.DropAfter());
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First() });
        Sri.Says("satu");
        await Fake.Updates.AllConfirmed();
        Assert.Equal(2, brought.Count);
        Assert.Equal([0, 200, 200], Fake.Webhook.Deliveries.Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task A_chat_that_is_slow_holds_up_no_other_and_has_one_on_its_way_at_a_time()
    {
        var held = new TaskCompletionSource();
        answer = async update =>
        {
            if ((long)update["message"]!["chat"]!["id"]! == 7)
                await held.Task;
            return "";
        };
        var budi = Fake.PrivateChat(8, "Budi");
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First() });
        Sri.Says("satu");
        Sri.Says("dua");
        budi.Says("tiga");
        while (Fake.Updates.Unconfirmed > 2)
            await Task.Yield();
        Assert.DoesNotContain(brought, one => (string)one.Update["message"]!["text"]! == "dua");
        held.SetResult();
        await Fake.Updates.AllConfirmed();
    }

    [Fact]
    public async Task What_the_webhook_did_not_take_is_there_for_polling_again()
    {
        answer = _ => throw new InvalidOperationException();
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First() });
        var id = Sri.Says("satu");
        while (Fake.Webhook.Deliveries.Count == 0)
            await Task.Yield();
        Assert.True(await Ok("deleteWebhook", new { }));
        Assert.Equal(id, (int)(await NextUpdate())["update_id"]!);
    }

    [Fact]
    public async Task An_answer_may_carry_a_call()
    {
        answer = _ => Task.FromResult("""{"method":"sendMessage","chat_id":7,"text":"lewat jawaban"}""");
        await using var server = await Serve();
        await Ok("setWebhook", new { url = server.Urls.First() });
        Sri.Says("satu");
        await Sri.Hears("lewat jawaban");
    }

    private async Task<WebApplication> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            var update = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
            brought.Enqueue((context.Request.Headers["X-Telegram-Bot-Api-Secret-Token"], update));
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(await answer(update));
        });
        await server.StartAsync();
        return server;
    }
}
