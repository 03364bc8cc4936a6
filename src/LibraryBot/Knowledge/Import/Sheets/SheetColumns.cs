using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>What the columns of a table mean, by the names people give them in Indonesian and English.</summary>
internal sealed partial class SheetColumns
{
    private static readonly Dictionary<string, string> BookNames = Names("""
        title: judul, judul buku, judul utama, title, book title, nama buku
        subtitle: anak judul, subjudul, subtitle
        author: pengarang, penulis, author, authors, pengarang utama, nama pengarang, penyusun, editor
        publisher: penerbit, publisher, nama penerbit
        year: tahun, tahun terbit, year, publication year, thn, thn terbit, published
        place: tempat terbit, kota terbit, kota, place, place of publication
        isbn: isbn, isbn/issn, issn, no isbn, nomor isbn
        callnumber: no panggil, nomor panggil, call number, call no, callnumber, no punggung, nomor punggung
        class: klasifikasi, ddc, no klas, nomor klas, nomor klasifikasi, kelas, class, classification, no klasifikasi
        subjects: subjek, subyek, topik, kata kunci, subject, subjects, topics, kategori, category
        language: bahasa, language, lang
        added: input date, tanggal masuk, tgl masuk, tanggal terima, tgl terima, tanggal penerimaan, tanggal pengadaan, tanggal input, added, date added, acquired, acquisition date, date acquired, received
        copies: eksemplar, jumlah, jumlah eksemplar, jml, jml eks, jumlah eks, eks, copies, number of copies, qty
        available: tersedia, available
        branch: cabang, lokasi, branch, location, lokasi perpustakaan
        shelf: rak, nomor rak, no rak, shelf
        edition: edisi, edition, cetakan
        series: seri, series, judul seri
        summary: ringkasan, abstrak, sinopsis, keterangan, deskripsi, summary, abstract, description, notes, catatan
        cover: sampul, cover, cover url, gambar, gambar sampul, image
        id: kode, kode buku, id, no induk, nomor induk, no inventaris, nomor inventaris, kode eksemplar, barcode, item code, accession number, book id
        number: no, nomor, nr, number, #
        """);

    private static readonly Dictionary<string, string> EventNames = Names("""
        title: acara, nama acara, judul acara, kegiatan, nama kegiatan, judul, judul kegiatan, agenda, event, event name, title, name
        day: tanggal, tgl, hari/tanggal, hari, tanggal, tanggal acara, tanggal kegiatan, date, day
        start: mulai, tanggal mulai, waktu mulai, start, starts, start date, start time, jam mulai, begin
        end: selesai, tanggal selesai, waktu selesai, end, ends, end date, end time, jam selesai, sampai, berakhir
        hours: jam, waktu, pukul, time, hours
        room: tempat, ruang, ruangan, lokasi, room, place, venue, location, tempat/ruang
        branch: cabang, gedung, perpustakaan, branch, building, library
        quota: kuota, kapasitas, quota, capacity, seats
        taken: terdaftar, pendaftar, registered, taken
        registration: pendaftaran, registrasi, registration, sign-up, sign up, rsvp
        speaker: pembicara, narasumber, pemateri, speaker, speakers
        type: jenis, jenis acara, jenis kegiatan, type, category, kategori
        audience: peserta, sasaran, untuk, audience
        link: tautan, link, url, link pendaftaran, website
        online: daring, online
        description: deskripsi, keterangan, uraian, description, notes, catatan, ringkasan
        status: status
        id: kode, id, kode acara, event id
        number: no, nomor, nr, number, #
        """);

    private readonly Dictionary<string, int> places;

    private SheetColumns(bool isEvents, Dictionary<string, int> places, IReadOnlyList<string> unknown) => (IsEvents, this.places, Unknown) = (isEvents, places, unknown);

    public bool IsEvents { get; }

    /// <summary>Names that mean nothing here, as they are written.</summary>
    public IReadOnlyList<string> Unknown { get; }

    public bool HasTitle => places.ContainsKey("title");

    public int Count => places.Count;

    /// <summary>The table is one of events when a column says when they begin, and none who wrote them.</summary>
    public static SheetColumns Of(IReadOnlyList<string> header)
    {
        var (events, books) = (Placed(header, EventNames), Placed(header, BookNames));
        var isEvents = (events.ContainsKey("day") || events.ContainsKey("start")) && events.Count > 1 && !books.ContainsKey("author") && !books.ContainsKey("isbn") && !books.ContainsKey("callnumber");
        var (placed, names) = isEvents ? (events, EventNames) : (books, BookNames);
        return new SheetColumns(isEvents, placed, [.. header.Where(name => name.Trim().Length > 0 && !names.ContainsKey(Plain(name))).Select(PlainText.Line)]);
    }

    public string this[SheetRow row, string name] => places.TryGetValue(name, out var at) && at < row.Cells.Count ? row.Cells[at].Trim() : "";

    public string? Text(SheetRow row, string name) => PlainText.Line(this[row, name]) is { Length: > 0 } text ? text : null;

    public string? Long(SheetRow row, string name) => PlainText.Long(this[row, name]) is { Length: > 0 } text ? text : null;

    private static Dictionary<string, int> Placed(IReadOnlyList<string> header, Dictionary<string, string> names)
    {
        var placed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, name) in header.Index())
        {
            if (names.TryGetValue(Plain(name), out var means))
                placed.TryAdd(means, at);
        }

        return placed;
    }

    private static string Plain(string name) => Spaces().Replace(PlainText.Line(name).ToLowerInvariant().Replace('_', ' ').Replace('.', ' '), " ").Trim(' ', '*', ':');

    private static Dictionary<string, string> Names(string table)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var name in line.Split(": ", 2)[1].Split(','))
                names.TryAdd(Plain(name), line.Split(':')[0]);
        }

        return names;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
