using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>Removes every hour what is of no use any more, in small transactions, and tells the owners what was only counted so far.</summary>
public sealed class Housekeeping(ILibraryStore store, OwnerNotices notices, TimeProvider clock, ILogger<Housekeeping> log)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await TryTidy();
            await Task.Delay(Between, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task Tidy()
    {
        var now = clock.GetUtcNow();
        await Remove(InboxRow.Rows, reader => reader.Between(InboxRow.Rows, InboxRow.ByDone, 0, (now - InboxRow.KeptWhenDone).UtcTicks, AtOnce));
        await Remove(HeardNumbers.Rows, reader => reader.Between(HeardNumbers.Rows, HeardNumbers.ByLast, 0, (now - InboxRow.KeptWhenDone).UtcTicks, AtOnce));
        await Remove(Button.Buttons, reader => reader.Between(Button.Buttons, Button.ByExpiry, 0, (now - Button.KeptAfterwards).UtcTicks, AtOnce));
        await Remove(SignInCode.Codes, reader => [.. reader.All(SignInCode.Codes).Where(code => code.ExpiresAt < now).Take(AtOnce)]);
        await store.Commit(notices.TellWhatWaits);
    }

    /// <summary>A store in trouble now may have room in an hour.</summary>
    private async Task TryTidy()
    {
        try
        {
            await Tidy();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "What is of no use any more could not be removed; tried again in an hour");
        }
    }

    private async Task Remove<T>(Collection<T> collection, Func<IStoreReader, IReadOnlyList<T>> find)
        where T : class
    {
        while (await store.Commit(RemoveSome) == AtOnce)
        {
        }

        int RemoveSome(IStoreSession session)
        {
            var found = find(session);
            foreach (var record in found)
                session.Delete(collection, collection.Id(record));
            return found.Count;
        }
    }
}
