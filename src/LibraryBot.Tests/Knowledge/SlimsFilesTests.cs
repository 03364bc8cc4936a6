using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class SlimsFilesTests : IAsyncLifetime
{
    private const string BiblioHeader = "\"title\",\"gmd_name\",\"edition\",\"isbn_issn\",\"publisher_name\",\"publish_year\",\"collation\",\"series_title\",\"call_number\",\"language_name\",\"place_name\",\"classification\",\"notes\",\"image\",\"sor\",\"authors\",\"topics\",\"item_code\"";
    private const string ItemHeader = "\"item_code\",\"call_number\",\"coll_type_name\",\"inventory_code\",\"received_date\",\"supplier_name\",\"order_no\",\"location_name\",\"order_date\",\"item_status_name\",\"site\",\"source\",\"invoice\",\"price\",\"price_currency\",\"invoice_date\",\"input_date\",\"last_update\",\"title\",";
    private const string Library = """{"library": {"id": "x", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat"}]}}""";
    private readonly TempStore temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Fact]
    public async Task Quoting_faults_packed_lists_and_written_newlines_are_borne()
    {
        var run = await Import(
            $"{BiblioHeader}\n{Biblio("Judul \"Dalam\" Kutip, dan koma", "<Toer, Pramoedya Ananta><Kedua, Budi>", "<Satu><Dua>", "<K1><K2>", "Baris\\nkedua")}\n{Biblio("Ganda \"\"kutip\"\"", "<A>", "", "", "")}\n",
            $"{ItemHeader}\n{Item("K1", "2026-03-09", "2026-03-02 09:00:00", "Gedung Pusat")}\n{Item("K2", "0000-00-00", "2026-03-05 09:00:00", "Gudang")}\n");
        var book = await temp.Store.Read(s => s.Get(Book.Collection, "slims-K1"));
        Assert.NotNull(book);
        Assert.Equal("Judul \"Dalam\" Kutip, dan koma", book.Title);
        Assert.Equal(["Toer, Pramoedya Ananta", "Kedua, Budi"], book.Authors);
        Assert.Equal(["Satu", "Dua"], book.Subjects);
        Assert.Equal("Baris kedua", book.Summary);
        Assert.Equal(new DateOnly(2026, 3, 2), book.Added);
        Assert.Equal(["pusat"], book.Branches);
        Assert.Equal(2, book.Copies);
        Assert.Null(book.Available);
        Assert.Contains(await temp.Store.Read(s => s.All(Book.Collection)), other => other.Title == "Ganda \"kutip\"");
        Assert.Contains(run.Problems, problem => problem.Contains("Gudang", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_book_whose_item_code_is_too_long_to_keep_is_skipped_and_named_and_the_others_come_in()
    {
        var run = await Import(
            $"{BiblioHeader}\n{Biblio("Panjang", "<A>", "", $"<{new string('9', 250)}>", "")}\n{Biblio("Biasa", "<B>", "", "<K1>", "")}\n",
            $"{ItemHeader}\n{Item("K1", "2026-03-09", "2026-03-02 09:00:00", "Gedung Pusat")}\n");
        Assert.Equal("Biasa", Assert.Single(await temp.Store.Read(s => s.All(Book.Collection))).Title);
        Assert.Contains(run.Problems, problem => problem.Contains("at most 200", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(';', '"')]
    [InlineData('\t', '"')]
    [InlineData('|', '\'')]
    public async Task The_separator_and_the_quotation_mark_are_found_by_looking(char separator, char quote)
    {
        string Rewritten(string text) => text.Replace("\",\"", $"{quote}{separator}{quote}", StringComparison.Ordinal).Replace('"', quote);
        var run = await Import(
            Rewritten($"{BiblioHeader}\n{Biblio("Satu Judul", "<Ana>", "<Topik>", "<K1>", "")}\n"),
            Rewritten($"{ItemHeader.TrimEnd(',')}\n{Item("K1", "2026-03-02", "2026-03-02 09:00:00", "Gedung Pusat")}\n"));
        Assert.Equal("seen 1, new 1, changed 0, skipped 0, warnings 0", run.Summary);
        Assert.Equal("Satu Judul", (await temp.Store.Read(s => s.Get(Book.Collection, "slims-K1")))!.Title);
    }

    [Fact]
    public async Task A_broken_row_is_named_by_its_line_and_the_next_is_read()
    {
        var run = await Import($"{BiblioHeader}\n\"terpotong\",\"Text\"\n{Biblio("", "<A>", "", "", "")}\n{Biblio("Baik", "<A>", "", "<K9>", "")}\n", $"{ItemHeader}\n");
        Assert.Equal((1, 2), (run.New, run.Skipped));
        Assert.Contains(run.Problems, problem => problem.StartsWith("titles line 2", StringComparison.Ordinal));
        Assert.Contains(run.Problems, problem => problem.StartsWith("titles line 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_are_something_else_are_refused()
    {
        await Assert.ThrowsAsync<ImportRefused>(() => Import("halo dunia", $"{ItemHeader}\n"));
        await Assert.ThrowsAsync<ImportRefused>(() => Import($"{ItemHeader}\n{Item("K1", "", "", "")}", $"{BiblioHeader}\n"));
        await Assert.ThrowsAsync<ImportRefused>(() => Import("", ""));
        await Assert.ThrowsAsync<ImportRefused>(() => Import("\0\0\0", $"{ItemHeader}\n"));
        Assert.Empty(await temp.Store.Read(s => s.All(Book.Collection)));
    }

    [SkippableFact]
    public async Task The_shared_export_gives_the_same_books_as_the_native_file()
    {
        var (world, biblio, items) = (SharedData.Path("world/world.json"), SharedData.Path("world/senayan_biblio_export.csv"), SharedData.Path("world/senayan_item_export.csv"));
        Skip.If(world is null || biblio is null || items is null, "shared data is not here");
        await NativeFile.Import(world!, new Importing(temp.Store, TimeProvider.System));
        var run = await SlimsFiles.Import(biblio!, items, new Importing(temp.Store, TimeProvider.System));
        var again = await SlimsFiles.Import(biblio!, items, new Importing(temp.Store, TimeProvider.System));
        var books = await temp.Store.Read(s => s.All(Book.Collection));
        var native = books.Where(book => book.Source == "library").ToDictionary(book => book.Title, book => (book.Added, book.CallNumber, book.Copies, book.Language));
        var slims = books.Where(book => book.Source == "slims").ToDictionary(book => book.Title, book => (book.Added, book.CallNumber, book.Copies, book.Language));
        Assert.Equal("seen 24, new 24, changed 0, skipped 0, warnings 0", run.Summary);
        Assert.Equal("seen 24, new 0, changed 0, skipped 0, warnings 0", again.Summary);
        Assert.Equal(native.OrderBy(book => book.Key, StringComparer.Ordinal), slims.OrderBy(book => book.Key, StringComparer.Ordinal));
    }

    private async Task<ImportRun> Import(string biblio, string items)
    {
        await NativeFile.ImportText(Library, "x.json", new Importing(temp.Store, TimeProvider.System));
        return await SlimsFiles.Import(temp.Write("biblio.csv", biblio), temp.Write("items.csv", items), new Importing(temp.Store, TimeProvider.System));
    }

    private static string Biblio(string title, string authors, string topics, string codes, string notes) =>
        $"\"{title}\",\"Text\",\"\",\"\",\"Penerbit\",\"2024\",\"\",\"\",\"000 XXX\",\"Indonesia\",\"Jakarta\",\"000\",\"{notes}\",\"\",\"\",\"{authors}\",\"{topics}\",\"{codes}\"";

    private static string Item(string code, string received, string input, string location) =>
        $"\"{code}\",\"000\",\"Textbook\",\"\",\"{received}\",\"\",\"\",\"{location}\",\"\",\"\",\"\",\"1\",\"\",\"0\",\"Rupiah\",\"\",\"{input}\",\"{input}\",\"Judul \"apa\" saja\"";
}
