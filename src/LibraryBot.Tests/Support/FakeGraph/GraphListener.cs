using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>An app that only listens: shakes hands and keeps what it is sent.</summary>
internal sealed class GraphListener : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string verifyToken;
    private readonly Lock guard = new();
    private readonly List<(string Body, string Signature)> got = [];
    private TaskCompletionSource came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GraphListener(string verifyToken)
    {
        this.verifyToken = verifyToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Answer);
    }

    public string Url => $"{app.Urls.First()}/meta";

    /// <summary>What the handshake is answered instead of the challenge.</summary>
    public string? Challenge { get; set; }

    public int Status { get; set; } = 200;
    public TimeSpan Waits { get; set; }
    public IReadOnlyList<string> Bodies => [.. Got.Select(one => one.Body)];
    public IReadOnlyList<string> Signatures => [.. Got.Select(one => one.Signature)];
    public IReadOnlyList<JsonObject> Values => [.. Changes.Select(change => (JsonObject)change["value"]!)];
    public IReadOnlyList<string> Fields => [.. Changes.Select(change => (string)change["field"]!)];

    private IEnumerable<JsonNode> Changes => Bodies.SelectMany(body => JsonNode.Parse(body)!["entry"]!.AsArray()).SelectMany(entry => entry!["changes"]!.AsArray()).OfType<JsonNode>();

    private List<(string Body, string Signature)> Got
    {
        get
        {
            lock (guard)
                return [.. got];
        }
    }

    public static async Task<GraphListener> Start(string verifyToken)
    {
        var listener = new GraphListener(verifyToken);
        await listener.app.StartAsync();
        return listener;
    }

    public Func<int, bool> IsSignedWith(string secret) => index =>
        Signatures[index] == "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Bodies[index])));

    public async Task Gets(int bodies)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var signal = Volatile.Read(ref came).Task;
            if (Got.Count >= bodies)
                return;
            await signal.WaitAsync(late.Token);
        }
    }

    public void Forget()
    {
        lock (guard)
            got.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        var query = context.Request.Query;
        if (context.Request.Method == "GET")
        {
            context.Response.StatusCode = query["hub.verify_token"] == verifyToken && query["hub.mode"] == "subscribe" ? 200 : 403;
            await context.Response.WriteAsync(Challenge ?? query["hub.challenge"].ToString());
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        lock (guard)
            got.Add((body, context.Request.Headers["X-Hub-Signature-256"].ToString()));
        Interlocked.Exchange(ref came, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        if (Waits > TimeSpan.Zero)
            await Task.Delay(Waits, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.StatusCode = Status;
    }
}
