using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Telegram posts updates to an address of ours. Each post waits until its update is stored; those that wait together are
/// stored together, in Telegram's order. The address is set when the bot starts, and again when another program changed it.
/// </summary>
/// <param name="secret">Telegram sends it along with each post, which proves that it is Telegram's.</param>
internal sealed class TelegramWebhook(TelegramLine line, string secret, TimeProvider time, ILogger log) : IUpdateSource
{
    private const int AtOnce = 100;
    private const int SideBySide = 40;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private readonly Channel<Posted> posts = Channel.CreateUnbounded<Posted>();
    private volatile bool isOpen;

    /// <summary>Where Telegram is told to post; null until the bot knows where it is reached.</summary>
    public string? Address { get; set; }

    /// <summary>What Telegram last said of it; null before that.</summary>
    public WebhookInfo? Seen { get; private set; }

    /// <summary>Posts whose update is not being stored yet.</summary>
    internal int Waiting => posts.Reader.Count;

    /// <summary>Whether this is the secret. Takes the same time for every wrong one.</summary>
    public bool Knows(string given) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(secret));

    /// <summary>Ends when the post's update is stored. False when it could not be, so that Telegram brings it again.</summary>
    public Task<bool> Take(byte[] body)
    {
        var post = new Posted(RawUpdate.Of(body));
        if (!isOpen || !posts.Writer.TryWrite(post))
            return Task.FromResult(false);
        line.IsHeard();
        return post.IsStored.Task;
    }

    public async Task Run(TelegramIntake intake, CancellationToken stopping)
    {
        var address = Address ?? throw new InvalidOperationException("A webhook needs the address at which the bot is reached.");
        isOpen = true;
        try
        {
            await Task.WhenAll(TakeIn(intake, stopping), Watch(address, stopping));
        }
        finally
        {
            Close();
        }
    }

    private async Task TakeIn(TelegramIntake intake, CancellationToken stopping)
    {
        while (await posts.Reader.WaitToReadAsync(stopping))
        {
            var together = TakeWaiting();
            var kept = await Keep(intake, together, stopping);
            await intake.Begin(kept?.Updates ?? [], stopping);
        }
    }

    /// <summary>Each post is answered as soon as its update is stored, or not.</summary>
    private static async Task<KeptBatch?> Keep(TelegramIntake intake, List<Posted> together, CancellationToken stopping)
    {
        KeptBatch? kept = null;
        try
        {
            return kept = await intake.Keep([.. together.Select(post => post.Update)], andOffset: false, stopping);
        }
        finally
        {
            foreach (var post in together)
                post.IsStored.TrySetResult(kept is not null);
        }
    }

    private List<Posted> TakeWaiting()
    {
        var together = new List<Posted>();
        while (together.Count < AtOnce && posts.Reader.TryRead(out var post))
            together.Add(post);
        return [.. together.OrderBy(post => post.Update.Number)];
    }

    private async Task Watch(string address, CancellationToken stopping)
    {
        using var minute = new PeriodicTimer(BetweenLooks, time);
        var isThere = await Set(address, stopping);
        while (isThere && await minute.WaitForNextTickAsync(stopping))
            isThere = await Look(address, stopping);
    }

    /// <summary>False when Telegram does not know the token. What waits at Telegram is kept and comes to this address.</summary>
    private async Task<bool> Set(string address, CancellationToken stopping)
    {
        if (await line.Ask("setWebhook", Request(address), stopping) is null)
            return false;
        log.LogInformation("Telegram brings its messages to {Address}.", address);
        return await Look(address, stopping);
    }

    private object Request(string address) => new
    {
        url = address,
        secret_token = secret,
        allowed_updates = AllowedUpdates.Names,
        max_connections = SideBySide,
        drop_pending_updates = false,
    };

    private async Task<bool> Look(string address, CancellationToken stopping)
    {
        if (await line.Ask("getWebhookInfo", new { }, stopping) is not { } answer)
            return false;
        var before = Seen;
        Seen = WebhookInfo.Read(answer);
        if (Seen.LastError is { } error && Seen.LastErrorAt != before?.LastErrorAt)
            log.LogWarning("Telegram could not bring a message to {Address}: {Reason}. {Pending} wait there.", address, error, Seen.Pending);
        if (Seen.Url == address)
            return true;
        log.LogWarning("Another program has taken the webhook away from {Address}; it is set again. Stop it, or give this one a token of its own.", address);
        return await line.Ask("setWebhook", Request(address), stopping) is not null;
    }

    /// <summary>Whoever still waits is told no, and their updates come again.</summary>
    private void Close()
    {
        isOpen = false;
        posts.Writer.TryComplete();
        while (posts.Reader.TryRead(out var post))
            post.IsStored.TrySetResult(false);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Posted(RawUpdate Update)
    {
        public TaskCompletionSource<bool> IsStored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>How Telegram sees the webhook (Bot API, WebhookInfo).</summary>
/// <param name="LastError">Why it could not post last; null when it never failed.</param>
internal sealed record WebhookInfo(string Url, int Pending, string? LastError, DateTimeOffset? LastErrorAt)
{
    public static WebhookInfo Read(JsonElement info) => new(
        Text(info, "url") ?? "",
        (int)(Number(info, "pending_update_count") ?? 0),
        Text(info, "last_error_message"),
        Number(info, "last_error_date") is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);

    private static string? Text(JsonElement info, string name) =>
        info.ValueKind == JsonValueKind.Object && info.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement info, string name) =>
        info.ValueKind == JsonValueKind.Object && info.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
