using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>Records what a network has answered, however long the store needs for it: what is not recorded would be said again.</summary>
internal sealed class Recording(ILibraryStore store, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Tries at least once, even when the bot is stopping.</summary>
    public async Task Keep(Action<IStoreSession> body, CancellationToken cancel)
    {
        while (!await IsKept(body))
            await Task.Delay(Rest, clock, cancel);
    }

    private async Task<bool> IsKept(Action<IStoreSession> body)
    {
        try
        {
            await store.Commit(body);
            return true;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The store did not record what was sent; tried again in {Seconds} s", Rest.TotalSeconds);
            return false;
        }
    }
}
