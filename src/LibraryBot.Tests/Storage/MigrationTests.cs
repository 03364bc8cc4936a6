using System.IO.Compression;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Dialogs;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Storage;

/// <summary>An older folder becomes one of today. schema-1.zip is a demo of the program before schema 2, killed while its log was full.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Patron = "1mylq-Rnwxb9oGoZgwieSw";
    private const string Librarian = "6TJxVxHzlDx-igU_K6thlg";
    private static readonly Collection<Shelf> Shelves = new("shelves", shelf => shelf.Id);
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider clock = new(TempLibrary.Morning);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_of_schema_1_goes_on_where_its_people_stood()
    {
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Storage/schema-1.zip"), folder.Path);
        var book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
        var settings = new Settings { DataFolder = folder.Path, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), IsDemo = true };
        for (var start = 0; start < 2; start++)
        {
            // The second start finds nothing to do.
            await using var bot = await Bot.Open(settings, clock, NullLoggerFactory.Instance, book);
            var said = await bot.Store.Read(store => Transcript.Since(store, Patron, 0));
            Assert.Equal(61 + (2 * start), said!.Activities.Count);
            Assert.Equal("jam buka hari ini?", said.Activities[1].Text);
            Assert.Contains("08.00", said.Activities[2].Text, StringComparison.Ordinal);
            Assert.Equal("starts_at", (await bot.Store.Read(store => store.Get(Conversation.Conversations, "directline|" + Librarian)))!.Dialog!.Step);
            Assert.Equal(63 + (2 * start), await AfterOneMore(bot, start));
            Assert.Single(Directory.EnumerateFiles(folder.File("backups"), "before-schema-2-*.zip"));
        }
    }

    [Fact]
    public async Task Each_migration_runs_once_in_its_order_and_what_it_wrote_survives_a_crash()
    {
        await using (var before = Open([]))
            await before.Commit(store => store.Put(Shelves, new Shelf("A1", "anak")));
        var ran = new List<int>();
        Migration To(int version) => new(version, store =>
        {
            ran.Add(version);
            foreach (var (id, json) in store.All("shelves"))
                store.Put("shelves", id, json.Replace("anak", "anak" + version, StringComparison.Ordinal));
        });

        await using (var after = Open([To(3), To(2)]))
            Assert.Equal("anak32", (await after.Read(store => store.Get(Shelves, "A1")))!.Room);
        await using (Open([To(2), To(3)]))
            Assert.Equal([2, 3], ran);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_store_as_it_was()
    {
        await using (var before = Open([]))
            await before.Commit(store => store.Put(Shelves, new Shelf("A1", "anak")));
        Assert.Throws<StoreRefused>(() => Open([new Migration(2, store =>
        {
            store.Put("shelves", "A1", "{}");
            throw new InvalidOperationException("a bug");
        })]));
        await using var again = Open([]);
        Assert.Equal("anak", (await again.Read(store => store.Get(Shelves, "A1")))!.Room);
    }

    [Fact]
    public async Task A_folder_of_a_newer_program_is_refused_by_its_name_and_left_as_it_is()
    {
        await using (var newer = Open([new Migration(7, _ => { })]))
            await newer.Commit(store => store.Put(Shelves, new Shelf("A1", "anak")));
        var refusal = Assert.Throws<StoreRefused>(() => Open([]));
        Assert.Contains("LibraryBot " + ProgramVersion.Now, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("schema 7", refusal.Message, StringComparison.Ordinal);
        await using var again = Open([new Migration(7, _ => { })]);
        Assert.Equal("anak", (await again.Read(store => store.Get(Shelves, "A1")))!.Room);
    }

    /// <summary>How many activities the patron's transcript has when one more was said and answered.</summary>
    private static async Task<long> AfterOneMore(Bot bot, int start)
    {
        await bot.Line.Take(new Activity
        {
            Type = ActivityTypes.Message,
            Id = $"{Patron}|more-{start}",
            Text = "/bantuan",
            ChannelId = "directline",
            Conversation = new ConversationAccount { Id = Patron },
            From = new ChannelAccount { Id = "dl_test", Role = "user" },
        });
        return (await bot.Store.Read(store => Transcript.Since(store, Patron, 0)))!.Watermark;
    }

    private LiteLibraryStore Open(IReadOnlyList<Migration> migrations) => LiteLibraryStore.Open(folder.Path, [Shelves], migrations, clock);

    private sealed record Shelf(string Id, string Room);
}
