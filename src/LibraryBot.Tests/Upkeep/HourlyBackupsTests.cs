using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Upkeep;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Upkeep;

public sealed class HourlyBackupsTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private HourlyBackups backups = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        backups = Worker();
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task Every_hour_in_which_something_changed_has_a_backup()
    {
        await backups.MakeIfDue(default);
        Assert.Single(Shelf());

        await Turn();
        library.Clock.Advance(TimeSpan.FromMinutes(45));
        var wait = await backups.MakeIfDue(default);
        Assert.Single(Shelf());

        library.Clock.Advance(wait);
        await backups.MakeIfDue(default);
        Assert.Equal(2, Shelf().Count);

        library.Clock.Advance(TimeSpan.FromHours(5));
        await backups.MakeIfDue(default);
        Assert.Equal(2, Shelf().Count);
    }

    [Fact]
    public async Task After_a_day_24_hourly_backups_are_kept_and_of_two_weeks_one_a_day()
    {
        await backups.MakeIfDue(default);
        for (var hoursAgo = 1; hoursAgo <= 20 * 24; hoursAgo++)
            File.Copy(Shelf()[0].Path, Path.Combine(ShelfFolder, BackupShelf.NameOf(TempLibrary.Morning.AddHours(-hoursAgo))));

        await AnHourLater();

        var kept = Shelf();
        var now = library.Clock.GetUtcNow();
        Assert.Equal(Enumerable.Range(0, 24).Select(hour => now.AddHours(-hour).UtcDateTime), kept.Take(24).Select(file => file.MadeAt.UtcDateTime));
        Assert.Equal(14, kept.Select(file => file.MadeAt.UtcDateTime.Date).Distinct().Count());
        Assert.Equal(24 + 14 - 2, kept.Count);
    }

    [Fact]
    public async Task A_backup_that_was_made_before_the_start_counts()
    {
        await backups.MakeIfDue(default);
        await Turn();

        await Worker().MakeIfDue(default);

        Assert.Single(Shelf());
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_put_backups_off()
    {
        await backups.MakeIfDue(default);
        File.Move(Shelf()[0].Path, Path.Combine(ShelfFolder, BackupShelf.NameOf(TempLibrary.Morning.AddYears(1))));
        await Turn();

        await Worker().MakeIfDue(default);

        Assert.Equal(2, Shelf().Count);
    }

    [Fact]
    public async Task The_journal_is_thrown_away_as_far_as_every_kept_backup_holds_it()
    {
        await backups.MakeIfDue(default);
        var first = Shelf()[0];
        await AnHourLater();
        Assert.Contains(Segments(), segment => segment.First <= Label(first.Path).Journal + 1);

        File.Delete(first.Path);
        await AnHourLater();

        var oldest = Label(Shelf()[^1].Path).Journal;
        Assert.Equal(oldest + 1, Segments()[0].First);
        await Turn();
        await library.Bot.DisposeAsync();
        Assert.Null(new JournalReading(Path.Combine(library.Bot.Settings.DataFolder, "journal"), oldest).Verify().Damage);
        await library.Restart();
    }

    [Fact]
    public async Task While_one_backup_cannot_be_read_the_journal_stays_whole()
    {
        Directory.CreateDirectory(ShelfFolder);
        await File.WriteAllTextAsync(Path.Combine(ShelfFolder, BackupShelf.NameOf(TempLibrary.Morning.AddDays(-1))), "rubbish");
        await backups.MakeIfDue(default);
        await AnHourLater();

        Assert.Equal(3, Shelf().Count);
        Assert.Equal(1, Segments()[0].First);
    }

    [Fact]
    public async Task What_a_killed_backup_left_is_swept_away_and_nothing_else()
    {
        Directory.CreateDirectory(Path.Combine(ShelfFolder, "20260311T020000Z.zip.0123"));
        await File.WriteAllTextAsync(Path.Combine(ShelfFolder, "20260311T020000Z.zip.new"), "half");
        await File.WriteAllTextAsync(Path.Combine(ShelfFolder, "mine.zip.new"), "a librarian's");

        await backups.MakeIfDue(default);

        Assert.Equal([BackupShelf.NameOf(TempLibrary.Morning), "mine.zip.new"], Directory.EnumerateFileSystemEntries(ShelfFolder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_backup_that_fails_is_told_to_the_owners_once_a_day_and_tried_again()
    {
        var owner = await library.Owner();
        await File.WriteAllTextAsync(ShelfFolder, "in the way");

        Assert.Equal(TimeSpan.FromMinutes(5), await backups.MakeIfDue(default));
        owner.Hears("Cadangan otomatis gagal dibuat, dan belum ada cadangan lain");
        library.Clock.Advance(TimeSpan.FromHours(23));
        await backups.MakeIfDue(default);
        owner.HearsNothing();
        library.Clock.Advance(TimeSpan.FromHours(1));
        await backups.MakeIfDue(default);
        owner.Hears("Cadangan otomatis gagal");

        File.Delete(ShelfFolder);
        await backups.MakeIfDue(default);
        Assert.Single(Shelf());
    }

    [Fact]
    public async Task The_first_backup_comes_a_minute_after_the_start()
    {
        var clock = new RingingTime(TempLibrary.Morning);
        using var stop = new CancellationTokenSource();
        var running = new HourlyBackups(library.Bot.OnDisk, library.Bot.House with { Clock = clock }, NullLogger<HourlyBackups>.Instance).Run(stop.Token);
        await clock.SomebodyWaits(TimeSpan.FromMinutes(1));
        Assert.Empty(Shelf());

        clock.Advance(TimeSpan.FromMinutes(1));
        await clock.SomebodyWaits(TimeSpan.FromHours(1));

        Assert.Single(Shelf());
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task After_a_repair_a_backup_is_made_at_once_and_another_owner_can_be_told_later()
    {
        await backups.MakeIfDue(default);
        await Turn();
        await library.Bot.DisposeAsync();
        Spoil();
        await library.Restart();
        var repair = library.Bot.OnDisk.Repair;
        Assert.True(repair is { IsWhole: true, BackupFrom: not null, Replayed: > 0 });

        await Worker().MakeIfDue(default);
        Assert.True(Label(Shelf()[0].Path).Journal >= library.Bot.OnDisk.Journalled);

        var news = new RepairNews(library.Bot.Store, library.Bot.House);
        var telling = news.Run(default);
        Assert.False(await news.Tell());
        var owner = await library.Owner();
        while (!telling.IsCompleted)
        {
            library.Clock.Advance(TimeSpan.FromMinutes(1));
            await library.Bot.Store.Read(_ => 0);
        }

        owner.Hears("sudah dipulihkan", "cadangan yang dibuat pada Rabu, 11 Maret 2026 pukul 10.00 WIB", "Tidak ada yang hilang", repair.KeptIn);
        await news.Tell();
        owner.HearsNothing();
    }

    private string ShelfFolder => Path.Combine(library.Bot.Settings.DataFolder, "backups");

    private HourlyBackups Worker() => new(library.Bot.OnDisk, library.Bot.House, NullLogger<HourlyBackups>.Instance);

    private IReadOnlyList<(string Path, DateTimeOffset MadeAt)> Shelf() => BackupShelf.In(ShelfFolder);

    private IReadOnlyList<JournalSegment> Segments() => JournalSegment.In(Path.Combine(library.Bot.Settings.DataFolder, "journal"));

    private static BackupLabel Label(string path) => Backup.Read(path).Label;

    private Task Turn() => library.Bot.Store.Commit(session => Staff.Invite(session, Role.Librarian, "Sri", library.Clock.GetUtcNow()));

    private async Task AnHourLater()
    {
        await Turn();
        library.Clock.Advance(TimeSpan.FromHours(1));
        await backups.MakeIfDue(default);
    }

    private void Spoil()
    {
        var path = Path.Combine(library.Bot.Settings.DataFolder, "library.db");
        var bytes = File.ReadAllBytes(path);
        bytes[9000] ^= 4;
        File.WriteAllBytes(path, bytes);
    }
}
