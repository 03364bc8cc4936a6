using System.Threading.Channels;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using Telegram.Bot.Exceptions;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Keeps what Telegram shows of the bot as it should be, beside the turns and behind every reply. What Telegram was told is
/// remembered, so it is told again only what has changed.
/// </summary>
internal sealed class LooksUpkeep(TelegramSender sender, ILibraryStore store, string botId, Func<IStoreReader, TelegramLooks> wanted, TimeProvider time, ILogger log)
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>What Telegram will not show, as it stood; tried again when it changes or the bot starts again.</summary>
    private readonly HashSet<(string Key, string Hash)> refused = [];

    /// <summary>Something of it may have changed. Returns at once.</summary>
    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>Runs until the bot stops, which is a cancellation.</summary>
    public async Task Run(CancellationToken stopping)
    {
        Wake();
        await foreach (var _ in wakes.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await Refresh(stopping);
            }
            // Everything, a full disk too: the bot works without it, and the next change tries again.
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                log.LogError(failure, "What Telegram shows of the bot could not be brought up to date");
            }
        }
    }

    private async Task Refresh(CancellationToken stopping)
    {
        var backOff = new BackOff();
        while (await Changed(stopping) is { Count: > 0 } changed)
        {
            foreach (var look in changed)
            {
                if (!await IsSettled(look, stopping))
                    await Task.Delay(backOff.Next(), time, stopping);
            }
        }
    }

    /// <summary>What Telegram does not show yet, or shows still.</summary>
    private async Task<IReadOnlyList<Look>> Changed(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var (looks, shown) = await store.Read(reader => (wanted(reader), reader.All(ShownLook.Rows)));
        var told = shown.Where(row => row.Id.StartsWith(Id(""), StringComparison.Ordinal)).ToDictionary(row => row.Id, row => row.Hash);
        var all = Look.Of(looks);
        var kept = all.Select(look => Id(look.Key)).ToHashSet();
        return
        [
            .. told.Keys.Except(kept).Select(id => Look.Away(id[Id("").Length..])).OfType<Look>(),
            .. all.Where(look => told.GetValueOrDefault(Id(look.Key)) != look.Hash && !refused.Contains((look.Key, look.Hash))),
        ];
    }

    /// <summary>Tells Telegram; false when it is to be told again.</summary>
    private async Task<bool> IsSettled(Look look, CancellationToken stopping)
    {
        try
        {
            await sender.Call(look.Request, Urgency.Broadcast, stopping);
        }
        catch (ApiRequestException refusal) when (refusal.ErrorCode is >= 400 and < 500 and not 429)
        {
            Refuse(look, refusal);
        }
        catch (Exception trouble) when (trouble is RequestException or HttpRequestException || (trouble is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            log.LogDebug("Telegram was not told of {Look}: {Reason}", look.Key, trouble.Message);
            return false;
        }

        await Remember(look);
        return true;
    }

    /// <summary>The bot works without it; an older server does not know every method.</summary>
    private void Refuse(Look look, ApiRequestException refusal)
    {
        if (look.Hash.Length == 0 || !refused.Add((look.Key, look.Hash)))
            return;
        if (refusal.ErrorCode != 404)
            log.LogWarning("Telegram does not show {Look} of the bot: {Reason}", look.Key, refusal.Message);
        else if (refused.Count(known => Kind(known.Key) == Kind(look.Key)) == 1)
            log.LogInformation("This Telegram server does not know {Method}; the bot goes on without it.", look.Request.MethodName);
    }

    private Task Remember(Look look) => refused.Contains((look.Key, look.Hash)) ? Task.CompletedTask : store.Commit(session =>
    {
        if (look.Hash.Length == 0)
            session.Delete(ShownLook.Rows, Id(look.Key));
        else
            session.Put(ShownLook.Rows, new ShownLook(Id(look.Key), look.Hash));
    });

    private string Id(string key) => $"{botId}|{key}";

    private static string Kind(string key) => key.Split('|')[0];
}
