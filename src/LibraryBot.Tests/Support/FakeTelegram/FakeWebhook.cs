using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Brings updates to the bot's own address: one at a time for each chat, several chats at once, again and again until the
/// answer is 2xx. Only loopback is ever called.
/// </summary>
public sealed partial class FakeWebhook : IAsyncDisposable
{
    private static readonly int[] Ports = [443, 80, 88, 8443];
    private readonly FakeTelegram fake;
    private readonly FakeMethods methods;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Lock guard = new();
    private readonly HashSet<long> busy = [];
    private readonly List<FakeDelivery> deliveries = [];
    private CancellationTokenSource? stop;
    private Task pump = Task.CompletedTask;
    private string? secret;
    private int connections = 40;
    private (long At, string What)? lastError;

    internal FakeWebhook(FakeTelegram fake, FakeMethods methods) => (this.fake, this.methods) = (fake, methods);

    /// <summary>Http on 127.0.0.1 and any port, as a Bot API server of one's own allows.</summary>
    public bool AllowsLoopback { get; set; } = true;

    /// <summary>How soon an update that was not taken is brought again (in real time).</summary>
    public TimeSpan TriesAgainAfter { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Every attempt, in the order in which they ended.</summary>
    public IReadOnlyList<FakeDelivery> Deliveries
    {
        get
        {
            lock (guard)
                return [.. deliveries];
        }
    }

    public async ValueTask DisposeAsync()
    {
        stop?.Cancel();
        await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
    }

    internal JsonNode Set(FakeArguments arguments)
    {
        var url = arguments.Text("url") ?? "";
        if (url.Length > 0)
            Check(url);
        if (arguments.Text("secret_token") is { Length: > 0 } given && !SecretToken().IsMatch(given))
            throw FakeRefusal.Bad("secret token contains unallowed characters");
        if (arguments.Flag("drop_pending_updates"))
            fake.Updates.ConfirmBefore(long.MaxValue);
        fake.Updates.Allow(arguments);
        (secret, connections) = (arguments.Text("secret_token"), (int)Math.Clamp(arguments.Number("max_connections") ?? 40, 1, 100));
        fake.Updates.SetWebhook(url);
        Start(url);
        return true;
    }

    internal JsonNode Delete(FakeArguments arguments)
    {
        stop?.Cancel();
        lastError = null;
        fake.Updates.DeleteWebhook(arguments.Flag("drop_pending_updates"));
        return true;
    }

    internal JsonNode Info()
    {
        var info = new JsonObject
        {
            ["url"] = fake.Updates.Webhook ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = fake.Updates.Unconfirmed,
        };
        if (fake.Updates.Webhook is not null)
            info["max_connections"] = connections;
        if (lastError is { } error)
            (info["last_error_date"], info["last_error_message"]) = error;
        if (fake.Updates.Allowed is { } kinds)
            info["allowed_updates"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]);
        return info;
    }

    private void Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw FakeRefusal.Bad("bad webhook: invalid webhook URL specified");
        if (AllowsLoopback && address is { Scheme: "http", Host: "127.0.0.1" })
            return;
        if (address.Scheme != "https")
            throw FakeRefusal.Bad("bad webhook: An HTTPS URL must be provided for webhook");
        if (!Ports.Contains(address.Port))
            throw FakeRefusal.Bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
    }

    private void Start(string url)
    {
        stop?.Cancel();
        lastError = null;
        if (url.Length == 0 || !new Uri(url).IsLoopback)
            return;
        stop = CancellationTokenSource.CreateLinkedTokenSource(fake.Stopping);
        pump = Pump(new Uri(url), stop.Token);
    }

    private async Task Pump(Uri to, CancellationToken until)
    {
        var running = new List<Task>();
        while (!until.IsCancellationRequested)
        {
            var signal = fake.Updates.Changed;
            running.RemoveAll(delivery => delivery.IsCompleted);
            running.AddRange(Take().Select(update => Bring(update, to, until)));
            await signal.WaitAsync(until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    private IReadOnlyList<FakeUpdate> Take()
    {
        lock (guard)
        {
            var taken = fake.Updates.FirstOfChats(busy, Math.Max(0, connections - busy.Count));
            busy.UnionWith(taken.Select(update => update.Chat));
            return taken;
        }
    }

    private async Task Bring(FakeUpdate update, Uri to, CancellationToken until)
    {
        // Off the pump's own path: many are brought at once.
        await Task.Yield();
        var error = await Post(update, to, until);
        if (error is null)
        {
            fake.Updates.Confirm(update);
        }
        else if (!until.IsCancellationRequested)
        {
            lastError = (fake.Now, error);
            await Task.Delay(TriesAgainAfter, TimeProvider.System, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (guard)
            busy.Remove(update.Chat);
        fake.Updates.Wake();
    }

    /// <summary>Null when it was taken; else why not, in Telegram's words.</summary>
    private async Task<string?> Post(FakeUpdate update, Uri to, CancellationToken until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to);
        request.Content = new StringContent(update.Json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (!string.IsNullOrEmpty(secret))
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        try
        {
            var fault = fake.Faults.Take("webhook");
            if (fault is Fault.DropBefore)
                return Ended(update, 0, "Connection reset by peer");
            using var response = await http.SendAsync(request, until);
            var status = (int)response.StatusCode;
            var answer = await response.Content.ReadAsStringAsync(until);
            if (!response.IsSuccessStatusCode)
                return Ended(update, status, $"Wrong response from the webhook: {status} {response.ReasonPhrase}");
            await Answered(answer);
            return Ended(update, status, fault is Fault.DropAfter ? "Read timeout expired" : null);
        }
        catch (HttpRequestException refused)
        {
            return Ended(update, 0, refused.HttpRequestError == HttpRequestError.ConnectionError ? "Connection refused" : "Connection reset by peer");
        }
        catch (OperationCanceledException)
        {
            return Ended(update, 0, "Read timeout expired");
        }
    }

    // The body of an answer may carry one call, whose result nobody is told.
    private async Task Answered(string body)
    {
        if (!body.StartsWith('{') || Parse(body) is not { } call || (string?)call["method"] is not { } method)
            return;
        call.Remove("method");
        var status = 200;
        JsonNode? result = null;
        try
        {
            result = await methods.Call(method, FakeArguments.Of(call));
        }
        catch (FakeRefusal refusal)
        {
            (status, result) = (refusal.Code, refusal.Answer());
        }

        fake.Record(new FakeCall(method, call, status, fake.Time.GetUtcNow()) { Result = result }, FakeArguments.Of(call));
    }

    private string? Ended(FakeUpdate update, int status, string? error)
    {
        var delivery = new FakeDelivery(update.Id, status, error);
        lock (guard)
            deliveries.Add(delivery);
        fake.Journal?.Delivery(delivery);
        return error;
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex SecretToken();
}

/// <summary>An attempt to bring an update to the bot's webhook: the HTTP status (0: none) and why it will be brought again, or null.</summary>
public sealed record FakeDelivery(int UpdateId, int Status, string? Error);
