using LibraryBot.Dialogs.Kinds;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Turns;

namespace LibraryBot.Upkeep;

/// <summary>
/// Puts a backup on the shelf in the data folder every hour in which something changed, and throws away what is no longer needed:
/// of the last day one an hour is kept, of the last two weeks one a day. A backup that fails never ends the bot.
/// </summary>
public sealed class HourlyBackups(LiteLibraryStore store, TurnHouse house, ILogger<HourlyBackups> log)
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TellEvery = TimeSpan.FromDays(1);
    private readonly StoreFiles files = new(house.Settings.DataFolder);
    private readonly TimeProvider clock = house.Clock;

    /// <summary>What the newest backup is, once it is known: when it was made, and how far the journal had come.</summary>
    private (DateTimeOffset MadeAt, long Journal)? newest;
    private DateTimeOffset? toldAt;

    /// <summary>After a repair the shelf and the journal may no longer fit together.</summary>
    private bool isUrgent = store.Repair is not null;

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        if (!isUrgent)
            await Wait(FirstAfter, cancel);
        while (!cancel.IsCancellationRequested)
            await Wait(await MakeIfDue(cancel), cancel);
    }

    /// <summary>Makes a backup when it is time for one; answers how long to wait before the next look.</summary>
    public async Task<TimeSpan> MakeIfDue(CancellationToken cancel)
    {
        try
        {
            if (IsDue())
            {
                await Make(cancel);
                ThrowAwayWhatIsOld();
                return Apart;
            }

            // What an earlier run made may become an hour old before an hour has passed.
            var age = clock.GetUtcNow() - newest!.Value.MadeAt;
            return age > TimeSpan.Zero && age < Apart ? Apart - age : Apart;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Apart;
        }
        // Everything: whatever keeps a backup from being made, patrons are served.
        catch (Exception failure)
        {
            log.LogError(failure, "The hourly backup into {Folder} failed; it is tried again in {Minutes} minutes", files.Backups, AgainAfter.TotalMinutes);
            await TellOwners();
            return AgainAfter;
        }
    }

    private async Task Wait(TimeSpan span, CancellationToken cancel) =>
        await Task.Delay(span, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private bool IsDue()
    {
        newest ??= ReadNewest();
        // A clock that was set back, as a demo's may be, must not put the next backup off for a year.
        return isUrgent || newest is not { } last || ((clock.GetUtcNow() - last.MadeAt).Duration() >= Apart && store.Journalled > last.Journal);
    }

    private async Task Make(CancellationToken cancel)
    {
        Directory.CreateDirectory(files.Backups);
        BackupShelf.Sweep(files.Backups);
        var now = clock.GetUtcNow();
        var made = await store.Backup(Path.Combine(files.Backups, BackupShelf.NameOf(now)), media: null, cancel);
        newest = (now, made.Label.Journal);
        isUrgent = false;
        log.LogInformation("A backup was made and checked: {Backup}, {Records} records", made.Path, made.Records);
    }

    private void ThrowAwayWhatIsOld()
    {
        foreach (var old in BackupShelf.ToThrowAway(BackupShelf.In(files.Backups)))
            File.Delete(old);
        var kept = BackupShelf.In(files.Backups).Select(file => ReadOrNull(file.Path)).ToList();
        // While one cannot be read nobody knows what it holds.
        if (kept.Any(backup => backup is null))
            return;
        foreach (var segment in JournalSegment.ToThrowAway(JournalSegment.In(files.Journal), kept.Min(backup => backup!.Label.Journal)))
            File.Delete(segment.Path);
    }

    private (DateTimeOffset MadeAt, long Journal)? ReadNewest() =>
        BackupShelf.In(files.Backups) is [var first, ..] && ReadOrNull(first.Path) is { } backup ? (first.MadeAt, backup.Label.Journal) : null;

    private static Backup? ReadOrNull(string path)
    {
        try
        {
            return Backup.Read(path);
        }
        catch (StoreRefused)
        {
            return null;
        }
    }

    private async Task TellOwners()
    {
        var now = clock.GetUtcNow();
        if (now - toldAt < TellEvery)
            return;
        try
        {
            await store.Commit(Tell);
            toldAt = now;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The owners could not be told that the backup failed");
        }
    }

    private void Tell(IStoreSession session) => house.TellOwners(session, lang =>
    [
        Message.Of(newest is { } last
            ? house.Book.Words.Say(lang, "common", "backup.failed", ("moment", new Moment(house.Settings.Local(last.MadeAt)).Say(house.Book.Words, lang).Trim()))
            : house.Book.Words.Say(lang, "common", "backup.failed_none")),
    ]);
}
