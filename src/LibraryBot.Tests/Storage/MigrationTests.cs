using System.IO.Compression;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Dialogs;
using LibraryBot.Posts;
using LibraryBot.Publishing;
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
            Assert.Single(Directory.EnumerateFiles(folder.File("backups"), "before-schema-*.zip"));
        }
    }

    [Fact]
    public async Task A_post_of_schema_2_that_was_approved_with_a_picture_still_goes_out_as_it_was_approved()
    {
        var settings = new Settings { DataFolder = folder.Path, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), CancelWindow = TimeSpan.Zero };
        var book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
        await using (var before = LiteLibraryStore.Open(folder.Path, [OldPost.Posts, OldDelivery.Deliveries, Destination.Destinations], [new Migration(2, _ => { })], clock))
        {
            await before.Commit(store =>
            {
                store.Put(Destination.Destinations, new Destination("telegram:-1", Destination.Telegram, "Grup Warga", "-1", DestinationState.Confirmed));
                var post = new OldPost(1, "event", "Bedah Buku", "p1", "Sri", 1, "Approved", "Id", new { values = new { } }, "📣 Bedah Buku", "m1.png", "Poster biru bedah buku", ["telegram:-1"], null);
                store.Put(OldPost.Posts, post with { ApprovedHash = OldPost.HashOf(post) });
                store.Put(OldDelivery.Deliveries, new OldDelivery(1, 1, "telegram:-1", "telegram", "Grup Warga", "-1", "📣 Bedah Buku", "m1.png", "Poster biru bedah buku", clock.GetUtcNow(), "Planned"));
            });
        }

        await using var bot = await Bot.Open(settings, clock, NullLoggerFactory.Instance, book);
        var telegram = new RecordingPublisher();
        bot.Publication.PublishThrough(telegram);
        await bot.Publication.DoubtWhatWasInterrupted();
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Equal([new Picture("m1.png", "Poster biru bedah buku")], Assert.Single(telegram.Published).Pictures);
        Assert.Equal(PostStatus.Published, (await bot.Store.Read(store => store.Get(Post.Posts, "1")))!.Status);
    }

    [Fact]
    public async Task What_schema_5_put_on_the_page_is_found_by_its_id_there()
    {
        var settings = new Settings { DataFolder = folder.Path };
        var book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
        var unkeyed = new Collection<Delivery>("deliveries", delivery => delivery.Id);
        await using (var before = LiteLibraryStore.Open(folder.Path, [unkeyed], [.. Enumerable.Range(2, 4).Select(version => new Migration(version, _ => { }))], clock))
            await before.Commit(store => store.Put(unkeyed, new Delivery { Post = 12, Version = 1, DestinationId = "facebook", Kind = "facebook", DestinationName = "Facebook", Address = "1", Text = "x", DueAt = clock.GetUtcNow(), State = DeliveryState.Published, ExternalId = "1_2" }));

        await using var bot = await Bot.Open(settings, clock, NullLoggerFactory.Instance, book);
        var (byId, byTime, byPost) = await bot.Store.Read(store => (
            store.Find(Delivery.Deliveries, Delivery.ByExternalId, "facebook|1_2").Count,
            store.Between(Delivery.Deliveries, Delivery.ByCommented, 0, clock.GetUtcNow().UtcTicks).Count,
            store.Find(Delivery.Deliveries, Delivery.ByPost, 12).Count));
        Assert.Equal((1, 1, 1), (byId, byTime, byPost));
    }

    [Fact]
    public async Task A_record_of_schema_3_becomes_one_chain_that_says_what_it_said()
    {
        await using (var before = LiteLibraryStore.Open(folder.Path, [OldLine.Lines], [new Migration(2, _ => { }), new Migration(3, _ => { })], clock))
        {
            await before.Commit(store =>
            {
                store.Put(OldLine.Lines, new OldLine(1, clock.GetUtcNow(), "p1", "Sri", "submit", 7, 1, "AB12", null));
                store.Put(OldLine.Lines, new OldLine(2, clock.GetUtcNow(), "p2", "Ratna", "approve", 7, 1, "AB12", "bagus"));
                store.Put(OldLine.Lines, new OldLine(store.Next("audit") + 2, clock.GetUtcNow(), "", "LibraryBot", "destination lost", null, null, null, "Grup"));
                store.Next("audit");
                store.Next("audit");
            });
        }

        var book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
        await using var bot = await Bot.Open(new Settings { DataFolder = folder.Path }, clock, NullLoggerFactory.Instance, book);
        await bot.Store.Commit(store => LibraryBot.People.AuditLine.Add(store, "p1", "Sri", "sign in", "test", clock.GetUtcNow()));
        var (lines, end, ofPost) = await bot.Store.Read(store => (store.All(LibraryBot.People.AuditLine.Lines), store.Get(LibraryBot.People.AuditEnd.Ends, LibraryBot.People.AuditEnd.TheOne), store.Find(LibraryBot.People.AuditLine.Lines, LibraryBot.People.AuditLine.ByPost, 7)));
        Assert.Empty(LibraryBot.People.AuditLine.Faults(lines, end));
        Assert.Equal(4, end!.Number);
        Assert.Equal([("Sri", "AB12", null), ("Ratna", "AB12", "bagus")], ofPost.Select(line => (line.PersonName, line.ContentHash, line.Words)));
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

    /// <summary>A post as schema 2 kept it.</summary>
    /// <summary>A line of the record before schema 4.</summary>
    private sealed record OldLine(long Number, DateTimeOffset At, string PersonId, string PersonName, string Verb, long? Post, int? Version, string? Hash, string? Words)
    {
        public static readonly Collection<OldLine> Lines = new("audit", line => line.Number.ToString("D10", System.Globalization.CultureInfo.InvariantCulture));
        public static readonly StoreIndex<OldLine> ByPost = Lines.ByNumber("post", line => line.Post);
    }

    private sealed record OldPost(
        long Number, string Kind, string Title, string AuthorId, string AuthorName, int Version, string Status, string Lang, object Given, string Text, string? Picture, string? AltText,
        IReadOnlyList<string> Destinations, string? ApprovedHash)
    {
        public static readonly Collection<OldPost> Posts = new("posts", post => post.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public static string HashOf(OldPost post) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new { post.Number, post.Version, post.Text, post.Picture, post.AltText, post.Destinations })));
    }

    /// <summary>A delivery as schema 2 kept it.</summary>
    private sealed record OldDelivery(
        long Post, int Version, string DestinationId, string Kind, string DestinationName, string Address, string Text, string? Picture, string? AltText, DateTimeOffset DueAt, string State)
    {
        public static readonly Collection<OldDelivery> Deliveries = new("deliveries", delivery => $"{delivery.Post}/{delivery.Version}/{delivery.DestinationId}");
    }
}
