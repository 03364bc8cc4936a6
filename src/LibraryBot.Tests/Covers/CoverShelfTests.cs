using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Covers;
using LibraryBot.Knowledge;
using LibraryBot.OutsideWeb;
using LibraryBot.Posters;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;

namespace LibraryBot.Tests.Covers;

/// <summary>Covers come from outside: they are fetched beside the turns, and a hostile link does nothing bad.</summary>
public sealed class CoverShelfTests : IAsyncLifetime
{
    private const string Here = "127.0.0.1/32";
    private readonly byte[] photo = Photos.Plain(SKColors.Teal, 900, 1400);
    private TempLibrary library = null!;
    private TestPerson dewi = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        dewi = await library.Patron();
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_cover_is_fetched_beside_the_turn_and_shown_the_next_time()
    {
        await using var site = new CountingSite((_, to) => Send(to, photo));
        await Old("Lautan Buku", $"http://127.0.0.1:{site.Port}/a.jpg");
        Reach(Here);
        (await dewi.Says("buku Lautan Buku")).Hears("Lautan Buku");
        Assert.Null(dewi.Everything()[^1].Attachments);
        Assert.Equal(0, await site.Visits());

        Assert.True(await library.Bot.Covers.FetchNext());
        await dewi.Says("jam buka?");
        await dewi.Says("buku Lautan Buku");
        var cover = Assert.Single(dewi.Everything()[^1].Attachments!);
        Assert.Equal(("image/jpeg", "Sampul: Lautan Buku"), (cover.ContentType, cover.Name));
        var bytes = library.Bot.Media.Read(cover.ContentUrl!["media:".Length..])!;
        Assert.Equal((411, 640), Photograph.Size(bytes));
        Assert.NotEqual(photo, bytes);

        // It is not shown again while the talk goes on about that book, nor fetched again.
        (await dewi.Says("di mana bukunya?")).Hears("Lautan Buku");
        Assert.Null(dewi.Everything()[^1].Attachments);
        library.Clock.Advance(TimeSpan.FromDays(100));
        Assert.False(await library.Bot.Covers.FetchNext());
        Assert.Equal(1, await site.Visits());
    }

    [Fact]
    public async Task The_newest_books_are_fetched_before_anybody_asks_and_a_group_is_shown_none()
    {
        await using var site = new CountingSite((_, to) => Send(to, photo));
        await Keep(new Book("N1", "Paling Baru") { Added = new DateOnly(2026, 3, 11), Cover = $"http://127.0.0.1:{site.Port}/n.jpg" });
        Reach(Here);
        Assert.True(await library.Bot.Covers.FetchNext());
        Assert.False(await library.Bot.Covers.FetchNext());
        await dewi.SaysInGroup("buku Paling Baru");
        Assert.DoesNotContain(dewi.Everything()[^1].Attachments ?? [], item => item.ContentType!.StartsWith("image/", StringComparison.Ordinal));
        var budi = await library.Patron("Budi");
        await budi.Says("book Paling Baru in English please, what is its call number?");
        await budi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Book, "N1")));
        Assert.Contains(budi.Everything().SelectMany(said => said.Attachments ?? []), item => item.Name is "Cover: Paling Baru" or "Sampul: Paling Baru");
    }

    [Fact]
    public async Task The_worker_wakes_when_a_book_was_shown_and_ends_when_it_is_told_to()
    {
        var fetched = new TaskCompletionSource();
        await using var site = new CountingSite(async (_, to) =>
        {
            await Send(to, photo);
            fetched.TrySetResult();
        });
        await Old("Lautan Buku", $"http://127.0.0.1:{site.Port}/a.jpg");
        Reach(Here);
        using var stop = new CancellationTokenSource();
        var running = library.Bot.Covers.Run(stop.Token);
        await dewi.Says("buku Lautan Buku");
        await fetched.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await site.Visits());
    }

    [Fact]
    public async Task The_cover_of_a_hidden_book_is_never_fetched()
    {
        await using var site = new CountingSite((_, to) => Send(to, photo));
        await Old("Lautan Buku", $"http://127.0.0.1:{site.Port}/a.jpg");
        Reach(Here);
        await dewi.Says("buku Lautan Buku");
        await library.Bot.Store.Commit(store => store.Put(Book.Collection, store.Get(Book.Collection, "L")! with { Hidden = true }));
        await Keep(new Book("H", "Buku Tersembunyi") { Hidden = true, Added = new DateOnly(2026, 3, 11), Cover = $"http://127.0.0.1:{site.Port}/h.jpg" });
        Assert.False(await library.Bot.Covers.FetchNext());
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Book, "H")));
        Assert.False(await library.Bot.Covers.FetchNext());
        Assert.Equal(0, await site.Visits());
    }

    [Theory]
    [InlineData("private", 0)]
    [InlineData("huge", 1)]
    [InlineData("redirects", 4)]
    [InlineData("html", 1)]
    [InlineData("svg", 1)]
    [InlineData("bomb", 1)]
    [InlineData("blank", 1)]
    [InlineData("torn", 1)]
    public async Task A_hostile_link_brings_nothing_and_is_left_alone_for_a_while(string kind, int visits)
    {
        await using var site = new CountingSite((path, to) => kind switch
        {
            "huge" => Huge(to),
            "redirects" => CountingSite.Say(to, "302 Found\r\nLocation: /again"),
            "html" => CountingSite.Say(to, "200 OK\r\nContent-Type: image/jpeg", "<html><script>alert(1)</script>"),
            "svg" => CountingSite.Say(to, "200 OK\r\nContent-Type: image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            "bomb" => Send(to, Png(6000, 6000)),
            "blank" => Send(to, Png(1, 1)),
            "torn" => Send(to, [.. photo.Take(30)]),
            _ => Send(to, photo),
        });
        await Old("Lautan Buku", $"http://127.0.0.1:{site.Port}/a.jpg");
        if (kind != "private")
            Reach(Here);
        await dewi.Says("buku Lautan Buku");
        Assert.True(await library.Bot.Covers.FetchNext());
        await dewi.Says("jam buka?");
        (await dewi.Says("buku Lautan Buku")).Hears("Lautan Buku");
        Assert.Null(dewi.Everything()[^1].Attachments);
        Assert.False(await library.Bot.Covers.FetchNext());
        Assert.Equal(visits, await site.Visits());

        library.Clock.Advance(TimeSpan.FromDays(31));
        await dewi.Says("jam buka?");
        await dewi.Says("buku Lautan Buku");
        Assert.True(await library.Bot.Covers.FetchNext());
    }

    [Fact]
    public async Task No_more_than_some_hundred_are_fetched_in_a_day()
    {
        await using var site = new CountingSite((_, to) => CountingSite.Say(to, "404 Not Found"));
        await library.Bot.Store.Commit(store =>
        {
            for (var i = 0; i < 230; i++)
                store.Put(Book.Collection, new Book($"M{i}", $"Judul Nomor {i}") { Cover = $"http://127.0.0.1:{site.Port}/{i}" });
        });
        await library.Bot.Knowledge.RefreshAll();
        Reach(Here);
        for (var i = 0; i < 230; i++)
        {
            await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Book, $"M{i}")));
            await library.Bot.Covers.FetchNext();
        }

        Assert.Equal(200, await site.Visits());
        library.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await library.Bot.Covers.FetchNext());
    }

    /// <summary>A book that is not among the newest.</summary>
    private async Task Old(string title, string cover)
    {
        await library.Bot.Store.Commit(store =>
        {
            for (var i = 0; i < 40; i++)
                store.Put(Book.Collection, new Book($"X{i}", $"Pengisi {i}") { Added = new DateOnly(2026, 1, 1) });
        });
        await Keep(new Book("L", title) { Added = new DateOnly(2001, 1, 1), Cover = cover });
    }

    private async Task Keep(Book book)
    {
        await library.Bot.Store.Commit(store => store.Put(Book.Collection, book));
        await library.Bot.Knowledge.RefreshAll();
    }

    private void Reach(params string[] alsoOpen)
    {
        var bot = library.Bot;
        bot.Covers = new CoverShelf(bot.Store, bot.Knowledge, bot.Media, new PublicWeb(TimeProvider.System, alsoOpen), bot.House.Book.Words, library.Clock, NullLogger<CoverShelf>.Instance);
    }

    private static async Task Send(Stream to, byte[] bytes)
    {
        await CountingSite.Say(to, "200 OK\r\nContent-Type: image/jpeg");
        await to.WriteAsync(bytes);
    }

    private static async Task Huge(Stream to)
    {
        await CountingSite.Say(to, "200 OK");
        await to.WriteAsync(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 });
        for (var i = 0; i < 5 << 4; i++)
            await to.WriteAsync(new byte[1 << 16]);
    }

    private static byte[] Png(int width, int height)
    {
        using var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8));
        return picture.Encode(SKEncodedImageFormat.Png, 90).ToArray();
    }
}
