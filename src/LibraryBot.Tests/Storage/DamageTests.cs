using System.Diagnostics;
using System.Globalization;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Storage;

/// <summary>Hundreds of damaged copies of one store: none is ever served wrong, and nothing acknowledged is missing from any.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    private const int Page = 8192;
    private const int Frame = 8204;
    private static readonly Collection<Shelf> Shelves = new("shelves", shelf => shelf.Id);
    private static readonly StoreIndex<Shelf> ByRoom = Shelves.ByText("room", shelf => shelf.Room);
    private static readonly StoreIndex<Shelf> ByCount = Shelves.ByNumber("count", shelf => shelf.Count);
    private readonly TempFolder folder = new();
    private IReadOnlyList<Shelf> expected = [];

    /// <summary>"killed": as kill -9 leaves it, with a log. "emptied": the same a moment later. "closed": after a clean stop.</summary>
    public async Task InitializeAsync()
    {
        var store = LiteLibraryStore.Open(folder.File("live"), [Shelves]);
        await Turns(store, 0, 40);
        await store.Backup(folder.File("live/backups/20260311T030000Z.zip"), null, CancellationToken.None);
        await Turns(store, 40, 80);
        await store.Backup(folder.File("aside.zip"), null, CancellationToken.None);
        await Turns(store, 80, 120);
        // A search brings everything to the engine, so that its log has what the journal has.
        await Everything(store);
        await Copy("live", "killed");
        await store.Backup(folder.File("aside-2.zip"), null, CancellationToken.None);
        await Copy("live", "emptied");
        expected = await Everything(store);
        await store.DisposeAsync();
        await Copy("live", "closed");
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("closed")]
    public async Task What_was_not_damaged_is_opened_without_a_repair(string image)
    {
        var (found, repair) = await Open(image);
        Assert.Equal(expected, found);
        Assert.Null(repair);
    }

    [Theory]
    [InlineData("killed", "library.db")]
    [InlineData("closed", "library.db")]
    [InlineData("killed", "library.log")]
    [InlineData("killed", "library-a.sums")]
    [InlineData("killed", "library-b.sums")]
    public async Task Whatever_happens_to_one_file_of_a_store_nothing_is_lost_and_nothing_is_wrong(string image, string file)
    {
        var random = new Random(file.Length * 7919);
        for (var round = 0; round < 48; round++)
        {
            await Copy(image, "damaged");
            var how = Damage(folder.File("damaged/" + file), round, random);
            var (found, _) = await Open("damaged");
            Assert.True(expected.SequenceEqual(found), $"{image}/{file}, round {round}: {how}");
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_the_data_is_found_told_and_repaired_and_the_damaged_file_is_kept()
    {
        await Copy("closed", "damaged");
        Flip(folder.File("damaged/library.db"), 3 * Page * 8);
        var (found, repair) = await Open("damaged");
        Assert.Equal(expected, found);
        Assert.True(repair!.IsWhole);
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero), repair.BackupFrom);
        Assert.True(File.Exists(Path.Combine(repair.KeptIn, "library.db")));
    }

    [Fact]
    public async Task A_store_that_died_while_its_log_was_emptied_is_whole_however_far_it_came()
    {
        var (before, after) = (File.ReadAllBytes(folder.File("killed/library.db")), File.ReadAllBytes(folder.File("emptied/library.db")));
        var random = new Random(1);
        for (var round = 0; round < 40; round++)
        {
            await Copy("killed", "damaged");
            await File.WriteAllBytesAsync(folder.File("damaged/library.db"), Between(before, after, random, isTorn: round % 2 == 1));
            var (found, _) = await Open("damaged");
            Assert.True(expected.SequenceEqual(found), $"round {round}");
        }
    }

    [Fact]
    public async Task A_half_emptied_log_that_is_damaged_too_gives_way_to_the_backup()
    {
        var (before, after) = (File.ReadAllBytes(folder.File("killed/library.db")), File.ReadAllBytes(folder.File("emptied/library.db")));
        var random = new Random(2);
        for (var round = 0; round < 12; round++)
        {
            await Copy("killed", "damaged");
            await File.WriteAllBytesAsync(folder.File("damaged/library.db"), Between(before, after, random, isTorn: true));
            Damage(folder.File("damaged/library.log"), round, random);
            var (found, _) = await Open("damaged");
            Assert.True(expected.SequenceEqual(found), $"round {round}");
        }
    }

    [Fact]
    public async Task A_damaged_journal_is_told_and_the_log_has_what_it_lost()
    {
        var random = new Random(3);
        for (var round = 0; round < 48; round++)
        {
            await Copy("killed", "damaged");
            var how = Damage(NewestSegment("damaged"), round, random);
            var (found, repair) = await Open("damaged");
            Assert.True(expected.SequenceEqual(found), $"round {round}: {how}");
            Assert.True(repair?.IsWhole, $"round {round}: {how}");
        }
    }

    [Fact]
    public async Task When_log_and_journal_are_damaged_the_turns_before_are_there_and_the_loss_is_told()
    {
        await Copy("killed", "damaged");
        var segment = NewestSegment("damaged");
        Flip(segment, new FileInfo(segment).Length * 4);
        Flip(folder.File("damaged/library.log"), 5 * Frame * 8);
        var (found, repair) = await Open("damaged");
        Assert.False(repair!.IsWhole);
        Assert.InRange(found.Count, 80, 119);
        Assert.Equal(expected.Take(found.Count).Select(shelf => shelf.Id), found.Select(shelf => shelf.Id));
    }

    [Fact]
    public async Task An_entry_that_was_cut_off_was_never_acknowledged_and_is_no_damage()
    {
        var segment = await File.ReadAllBytesAsync(NewestSegment("killed"));
        foreach (var half in new[] { 1, 10, 18, 60 })
        {
            await Copy("killed", "damaged");
            await using (var torn = new FileStream(NewestSegment("damaged"), FileMode.Append))
                await torn.WriteAsync(segment.AsMemory(0, half));
            var (found, repair) = await Open("damaged");
            Assert.Equal(expected, found);
            Assert.Null(repair);
        }
    }

    [Fact]
    public async Task Without_a_backup_the_journal_alone_is_enough()
    {
        await Copy("closed", "damaged");
        Directory.Delete(folder.File("damaged/backups"), recursive: true);
        Flip(folder.File("damaged/library.db"), 2 * Page * 8);
        var (found, repair) = await Open("damaged");
        Assert.Equal(expected, found);
        Assert.Equal((null, true), (repair!.BackupFrom, repair.IsWhole));
    }

    [Fact]
    public async Task Without_a_backup_and_the_beginning_of_the_journal_a_damaged_store_is_refused_and_left_as_it_is()
    {
        await Copy("closed", "damaged");
        Directory.Delete(folder.File("damaged/backups"), recursive: true);
        File.Delete(JournalSegment.In(folder.File("damaged/journal"))[0].Path);
        Flip(folder.File("damaged/library.db"), 2 * Page * 8);
        var before = await File.ReadAllBytesAsync(folder.File("damaged/library.db"));
        var refusal = Assert.Throws<StoreRefused>(() => LiteLibraryStore.Open(folder.File("damaged"), [Shelves]));
        Assert.Contains("no good backup", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("damaged/library.db")));
        Assert.Empty(Directory.EnumerateDirectories(folder.File("damaged"), "damaged-*"));
    }

    [Fact]
    public async Task A_data_file_that_is_gone_comes_back_from_the_journal_and_is_told_but_not_when_the_store_was_just_born()
    {
        foreach (var turns in new[] { 0, 3 })
        {
            var folderOfTurns = folder.File("gone-" + turns);
            await using (var store = LiteLibraryStore.Open(folderOfTurns, [Shelves]))
                await Turns(store, 0, turns);
            foreach (var file in Directory.EnumerateFiles(folderOfTurns))
                File.Delete(file);
            var (found, repair) = await Open("gone-" + turns);
            Assert.Equal(turns, found.Count);
            Assert.Equal(turns > 0, repair is { IsWhole: true });
        }
    }

    [Fact]
    public async Task A_backup_that_is_damaged_is_passed_over_for_an_older_one()
    {
        await Copy("closed", "damaged");
        File.Copy(folder.File("aside.zip"), folder.File("damaged/backups/20260311T040000Z.zip"));
        Flip(folder.File("damaged/backups/20260311T040000Z.zip"), new FileInfo(folder.File("aside.zip")).Length * 4);
        Flip(folder.File("damaged/library.db"), 2 * Page * 8);
        var (found, repair) = await Open("damaged");
        Assert.Equal(expected, found);
        Assert.Equal(3, repair!.BackupFrom!.Value.Hour);
    }

    [Fact]
    public async Task A_repaired_store_is_repaired_once()
    {
        await Copy("closed", "damaged");
        Flip(folder.File("damaged/library.db"), 2 * Page * 8);
        await Open("damaged");
        var (found, repair) = await Open("damaged");
        Assert.Equal(expected, found);
        Assert.Null(repair);
    }

    [Fact]
    public async Task A_store_that_is_damaged_while_it_runs_fails_loudly_and_never_answers_from_a_damaged_page()
    {
        await Copy("closed", "damaged");
        await using var store = LiteLibraryStore.Open(folder.File("damaged"), [Shelves]);
        using (var copying = Process.Start("sh", ["-c", $"head -c 1000000 /dev/zero | dd of='{folder.File("damaged/library.db")}' bs=8192 seek=1 conv=notrunc status=none"]))
            await copying.WaitForExitAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => store.Read(s => s.All(Shelves)));
    }

    private static Task Turns(LiteLibraryStore store, int from, int to) => Task.WhenAll(Enumerable.Range(from, to - from).Select(n => store.Commit(session =>
    {
        var id = n.ToString("D4", CultureInfo.InvariantCulture);
        session.Put(Shelves, new Shelf(id, "room " + (n % 7), n, new string((char)('a' + (n % 26)), 400)));
        // Some records change later, and some go.
        if (n % 3 == 0 && session.Get(Shelves, (n / 2).ToString("D4", CultureInfo.InvariantCulture)) is { } older)
            session.Put(Shelves, older with { Room = "moved", Count = n * 1000 });
        session.Next("shelf");
    })));

    private async Task<(IReadOnlyList<Shelf> Found, StoreRepair? Repair)> Open(string image)
    {
        await using var store = LiteLibraryStore.Open(folder.File(image), [Shelves]);
        return (await Everything(store), store.Repair);
    }

    /// <summary>By scan, by text and by number: they must agree.</summary>
    private static async Task<IReadOnlyList<Shelf>> Everything(LiteLibraryStore store) => await store.Read(session =>
    {
        var scanned = session.All(Shelves).OrderBy(shelf => shelf.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(scanned, session.Between(Shelves, ByCount, 0, long.MaxValue).OrderBy(shelf => shelf.Id, StringComparer.Ordinal));
        Assert.Equal(scanned, session.Beginning(Shelves, ByRoom, "").OrderBy(shelf => shelf.Id, StringComparer.Ordinal));
        return scanned;
    });

    private static string Damage(string file, int round, Random random)
    {
        var length = new FileInfo(file).Length;
        switch (round % 6)
        {
            case 0 or 1:
                var bit = random.NextInt64(length * 8);
                Flip(file, bit);
                return $"bit {bit} flipped";
            case 2:
                var page = random.NextInt64(Math.Max(1, length / Page));
                Overwrite(file, page * Page, new byte[Math.Min(Page, length - (page * Page))]);
                return $"page {page} zeroed";
            case 3:
                Cut(file, Math.Max(0, length - (Page / 2)));
                return "last page torn";
            case 4:
                var left = random.NextInt64(length);
                Cut(file, left);
                return $"cut to {left}";
            default:
                Cut(file, 0);
                return "emptied";
        }
    }

    /// <summary>The pages of a file on their way from one state to the other; a torn page is half of each.</summary>
    private static byte[] Between(byte[] before, byte[] after, Random random, bool isTorn)
    {
        var pages = random.Next((after.Length / Page) + 1);
        var now = new byte[Math.Max(before.Length, pages * Page)];
        before.CopyTo(now, 0);
        after.AsSpan(0, pages * Page).CopyTo(now);
        if (isTorn && (pages + 1) * Page <= Math.Min(now.Length, after.Length))
            after.AsSpan(pages * Page, Page / 2).CopyTo(now.AsSpan(pages * Page));
        return now;
    }

    private static void Flip(string file, long bit)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = bit / 8;
        var value = stream.ReadByte();
        stream.Position = bit / 8;
        stream.WriteByte((byte)(value ^ (1 << (int)(bit % 8))));
    }

    private static void Overwrite(string file, long at, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write) { Position = at };
        stream.Write(bytes);
    }

    private static void Cut(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }

    private string NewestSegment(string image) =>
        JournalSegment.In(folder.File(image + "/journal")).Last(segment => new FileInfo(segment.Path).Length > 0).Path;

    /// <summary>Another process copies what we hold locked.</summary>
    private async Task Copy(string from, string to)
    {
        using var copying = Process.Start("sh", ["-c", $"rm -rf '{folder.File(to)}' && cp -r '{folder.File(from)}' '{folder.File(to)}'"]);
        await copying.WaitForExitAsync();
        Assert.Equal(0, copying.ExitCode);
    }

    private sealed record Shelf(string Id, string Room, long Count, string Words);
}
