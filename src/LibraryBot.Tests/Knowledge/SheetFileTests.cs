using System.Buffers.Binary;
using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Sheets;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class SheetFileTests : IAsyncLifetime
{
    private const string Library = """{"timezone": "Asia/Jakarta", "library": {"id": "x", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat"}]}}""";
    private readonly TempStore temp = new();

    public async Task InitializeAsync() => await NativeFile.ImportText(Library, "x.json", Into);

    public async Task DisposeAsync() => await temp.DisposeAsync();

    private Importing Into => new(temp.Store, TimeProvider.System);

    [Theory]
    [InlineData("Kode;Judul;Pengarang;Penerbit;Tahun;ISBN;No. Panggil;Klasifikasi;Subjek;Bahasa;Tanggal masuk;Eksemplar;Cabang;Rak;Ringkasan;Sampul")]
    [InlineData("Id;Title;Author;Publisher;Year;ISBN;Call number;DDC;Subjects;Language;Added;Copies;Branch;Shelf;Summary;Cover")]
    [InlineData("kode buku;JUDUL BUKU *;Penulis;penerbit:;Thn. Terbit;isbn;No.Panggil;kelas;Topik;Bahasa;Tgl_Masuk;Jml Eks;Lokasi;No. Rak;Sinopsis;Gambar")]
    public async Task Columns_are_known_by_their_names_in_both_languages(string header)
    {
        const string row = "B7;Bumi Manusia;Toer, Pramoedya Ananta|Kedua, Budi;Lentera;2005;978-979-97312-3-4;899.2213 TOE b;899.2213;Fiksi|Sejarah;Indonesia;2 Maret 2026;3;Gedung Pusat;Rak 12;Ringkas;https://perpus.example/a.jpg";
        var run = await SheetFile.Import(temp.Write("buku.csv", $"{header}\n{row}\n"), Into);
        Assert.Equal("seen 1, new 1, changed 0, skipped 0, warnings 0", run.Summary);
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("sheet-B7", "Bumi Manusia", "Lentera", 2005, "899.2213 TOE b", "899.2213", "id"), (book.Id, book.Title, book.Publisher, book.Year, book.CallNumber, book.Class, book.Language));
        Assert.Equal((new DateOnly(2026, 3, 2), 3, "Ringkas", "https://perpus.example/a.jpg"), (book.Added, book.Copies, book.Summary, book.Cover));
        Assert.Equal(["Toer, Pramoedya Ananta", "Kedua, Budi"], book.Authors);
        Assert.Equal(["Fiksi", "Sejarah"], book.Subjects);
        Assert.Equal(["9789799731234"], book.Isbn);
        Assert.Equal(["pusat"], book.Branches);
        Assert.Equal([new ShelfPlace("pusat", "Rak 12")], book.Shelves);
    }

    [Fact]
    public async Task A_workbook_has_its_header_below_a_heading_and_days_as_numbers()
    {
        var run = await Workbook([
            ["Daftar Buku Baru"], [], ["No", "Judul", "Pengarang", "Tahun", "Tanggal masuk", "Warna"],
            [1, "Satu", "Ana", 2024, new DateOnly(2026, 3, 2), "merah"], [2, "Dua", "Budi", 2025, 46083, "biru"], [3, null, "Citra", 2025, null, ""], [], [4, "Empat", null, null, "entah", null]]);
        Assert.Equal("seen 4, new 3, changed 0, skipped 1, warnings 2", run.Summary);
        Assert.Equal(["columns that mean nothing here: Warna", "row 6: it has no title; skipped", "row 8: \"entah\" is not a date"], run.Problems);
        var books = (await temp.Store.Read(s => s.All(Book.Collection))).ToDictionary(book => book.Title);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2), 2024), (books["Satu"].Added, books["Dua"].Added, books["Satu"].Year));
    }

    [Fact]
    public async Task Digits_of_other_scripts_are_no_year_and_no_day()
    {
        var run = await SheetFile.Import(temp.Write("buku.csv", "Judul;Tahun;Tanggal masuk\nSatu;20٢٦;٢/٣/2026\nDua;2024;2026-٠٣-02\n"), Into);
        Assert.Equal((2, 2), (run.New, run.Warnings));
    }

    [Fact]
    public async Task A_table_without_titles_is_refused_with_the_columns_it_has()
    {
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => SheetFile.Import(temp.Write("x.csv", "Nama,Alamat\nAna,Jalan\n"), Into));
        Assert.EndsWith("its columns are: Nama, Alamat.", refused.Message);
        await Assert.ThrowsAsync<ImportRefused>(() => SheetFile.Import(temp.Write("leer.csv", "\n\n"), Into));
        await Assert.ThrowsAsync<ImportRefused>(() => SheetFile.Import(temp.Write("x.xlsx", "halo"), Into));
        await Assert.ThrowsAsync<ImportRefused>(() => SheetFile.Import(temp.Write("x.xls", "halo"), Into));
    }

    [Theory]
    [InlineData("14/03/2026", "09.00-11.30 WIB", "14 Mar 09:00", "14 Mar 11:30", false)]
    [InlineData("14 Maret 2026", "09:00 s.d. selesai", "14 Mar 09:00", "14 Mar 09:00", false)]
    [InlineData("Sabtu, 14 Maret 2026", "", "14 Mar 00:00", "14 Mar 00:00", true)]
    [InlineData("March 14, 2026", "13.00", "14 Mar 13:00", "14 Mar 13:00", false)]
    [InlineData("2026-03-14 09:00", "", "14 Mar 09:00", "14 Mar 09:00", false)]
    [InlineData("14.03.2026", "0.375", "14 Mar 09:00", "14 Mar 09:00", false)]
    [InlineData("3/14/2026", "9:00 - 10:00", "14 Mar 09:00", "14 Mar 10:00", false)]
    public async Task Events_have_their_day_and_hours_in_many_ways(string day, string hours, string start, string end, bool isAllDay)
    {
        await SheetFile.Import(temp.Write("acara.csv", $"Acara,Tanggal,Jam,Tempat\nBedah Buku,\"{day}\",\"{hours}\",Aula\n"), Into);
        var found = Assert.Single(await temp.Store.Read(s => s.All(LibraryEvent.Collection)));
        string Here(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(7)).ToString("d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((start, end, isAllDay, "Aula"), (Here(found.Start), Here(found.End), found.AllDay, found.Room));
    }

    [Fact]
    public async Task Events_have_seats_sign_up_speaker_and_branch()
    {
        var run = await SheetFile.Import(temp.Write("acara.csv", """
            Judul,Mulai,Selesai,Ruang,Cabang,Kuota,Pendaftaran,Pembicara,Status
            Kelas A,2026-03-14 09:00,2026-03-14 11:00,Lab,Gedung Pusat,25,wajib,Ana,
            Kelas B,2026-03-15 09:00,2026-03-15 11:00,Zoom,,,https://perpus.example/daftar,,batal
            Kelas C,2026-03-16 09:00,2026-03-15 11:00,,,,,,
            Kelas D,kapan-kapan,,,,,,,
            """), Into);
        Assert.Equal((2, 2), (run.New, run.Skipped));
        var events = (await temp.Store.Read(s => s.All(LibraryEvent.Collection))).ToDictionary(found => found.Title);
        var a = events["Kelas A"];
        Assert.Equal(("pusat", 25, Registration.Required, "Ana", TimeSpan.FromHours(2)), (a.Branch, a.Quota, a.Registration, a.Speaker, a.End - a.Start));
        var b = events["Kelas B"];
        Assert.Equal((Registration.Form, "https://perpus.example/daftar", true, true), (b.Registration, b.Link, b.Online, b.Cancelled));
    }

    [Fact]
    public async Task The_same_table_again_changes_nothing_and_two_sources_never_meet()
    {
        var file = temp.Write("buku.csv", "Judul,Pengarang\nSatu,Ana\n");
        await SheetFile.Import(file, Into);
        Assert.Equal("seen 1, new 0, changed 0, skipped 0, warnings 0", (await SheetFile.Import(file, Into)).Summary);
        Assert.Equal(1, (await SheetFile.Import(file, Into with { Source = "sheet:cabang" })).New);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_a_flood_is_refused_also_when_it_lies()
    {
        var flood = Support.Workbook.Zip(("xl/worksheets/sheet1.xml", new string(' ', 100 << 20)));
        Assert.True(flood.Length < 1 << 20);
        await Refused(flood, "unpacks to far more");
        await Refused(Lying(flood), "");
        await Refused(Support.Workbook.Zip([.. Enumerable.Range(0, 501).Select(at => ($"a{at}", ""))]), "more than 500 parts");
    }

    [Fact]
    public async Task A_workbook_with_columns_or_rows_without_end_is_refused()
    {
        await Refused(Support.Workbook.WithSheet(Support.Workbook.Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Judul</t></is></c><c r=\"XFD1\"><v>1</v></c></row>")), "more than 200 columns");
        await Refused(Support.Workbook.WithSheet(Support.Workbook.Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Judul</t></is></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>")), "more than 200000 rows");
    }

    [Fact]
    public async Task A_CSV_of_any_size_is_read_with_the_memory_of_some_lines()
    {
        var rows = 0;
        var text = new EndlessText("Judul;Pengarang\n", "Buku;Ana\n");
        foreach (var _ in SheetRows.OfText(text).Take(100_000))
            rows++;
        Assert.Equal(100_000, rows);
        Assert.True(text.ReadAhead < 60 * 10, $"{text.ReadAhead} letters ahead");
        await Task.CompletedTask;
    }

    private async Task<ImportRun> Workbook(object?[][] rows) => await SheetFile.Import(File(Support.Workbook.Of(rows)), Into);

    private async Task Refused(byte[] workbook, string why)
    {
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => SheetFile.Import(File(workbook), Into));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await temp.Store.Read(s => s.All(Book.Collection)));
    }

    private string File(byte[] workbook)
    {
        var path = temp.Write("buku.xlsx", "");
        System.IO.File.WriteAllBytes(path, workbook);
        return path;
    }

    /// <summary>Says of every entry that it unpacks to ten bytes, in the central directory and before the data.</summary>
    private static byte[] Lying(byte[] zip)
    {
        var lying = zip.ToArray();
        for (var at = 0; at + 46 < lying.Length; at++)
        {
            if (lying.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
                BinaryPrimitives.WriteInt32LittleEndian(lying.AsSpan(at + 24), 10);
            else if (lying.AsSpan(at).StartsWith("PK\u0003\u0004"u8))
                BinaryPrimitives.WriteInt32LittleEndian(lying.AsSpan(at + 22), 10);
        }

        return lying;
    }

    /// <summary>A header and the same line again and again; counts how far it was read ahead of what is asked.</summary>
    private sealed class EndlessText(string header, string line) : TextReader
    {
        private long read;

        public long ReadAhead => read - header.Length - 99_999L * line.Length;

        public override int Peek() => Letter(read);

        public override int Read() => Letter(read++);

        private int Letter(long at) => at < header.Length ? header[(int)at] : line[(int)((at - header.Length) % line.Length)];
    }
}
