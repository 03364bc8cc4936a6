using System.Diagnostics;
using LibraryBot.Bench.Reports;
using LibraryBot.Posters;
using SkiaSharp;

namespace LibraryBot.Bench.Painting;

/// <summary>What a librarian waits for: posters of every kind, with and without a photo of twelve megapixels, a calendar, a chart. CPU, since the machine is shared.</summary>
internal sealed class PaintVerb
{
    private const int Rounds = 20;
    private static readonly string[] Kinds = ["event", "new-books", "report", "pathfinder", "announcement"];
    private readonly Report report = new("paint");
    private readonly ProcessCost cost = new(Environment.ProcessId);
    private readonly PosterPainter painter = new(Brand.Usual, "Perpustakaan Kota Bandung");
    private int largest;

    public int Run()
    {
        var photo = Photo();
        foreach (var shape in Enum.GetValues<PosterShape>())
        {
            Measure($"a poster, {shape}", Kinds.Length, () => Posters(shape, null));
            Measure($"a poster with a photo of 12 megapixels, {shape}", Kinds.Length, () => Posters(shape, photo));
        }

        Measure("a photo cut to fit Instagram", 1, () => Keep(Photograph.Cropped(photo, 0.8, CropAnchor.Centre)!));
        Measure("a week", 1, () => Keep(new CalendarPicture(Brand.Usual, new CalendarLegend("Kegiatan", "Unggahan", "Bentrok")).Week("11-17 Maret 2026", Days(), new DateOnly(2026, 3, 11))));
        Measure("a chart", 1, () => Keep(new ChartPicture(Brand.Usual).Bars("Laporan", [("agenda kegiatan", 12), ("buku baru", 4)])));
        report.Measured("the largest file", largest / 1000.0, "kB", Bound.AtMost(1000));
        report.Never("files of a megabyte or more", largest >= 1_000_000 ? 1 : 0);
        return report.End();
    }

    private void Posters(PosterShape shape, byte[]? photo)
    {
        foreach (var kind in Kinds)
            Keep(painter.Paint(Content(kind) with { Photo = photo }, shape));
    }

    private void Measure(string what, int pieces, Action paint)
    {
        paint();
        var (before, began) = (cost.Cpu(), Stopwatch.GetTimestamp());
        for (var round = 0; round < Rounds; round++)
            paint();
        report.Measured($"{what}: CPU", (cost.Cpu() - before).TotalMilliseconds / Rounds / pieces, "ms");
        report.Measured($"{what}: time", Stopwatch.GetElapsedTime(began).TotalMilliseconds / Rounds / pieces, "ms");
    }

    private void Keep(byte[] file) => largest = Math.Max(largest, file.Length);

    private static PosterContent Content(string kind) => new(kind, "Bedah Buku Laskar Pelangi bersama Para Penulis Muda")
    {
        Eyebrow = "Agenda kegiatan",
        Date = kind is "event" or "report" ? new PosterDate("Kamis", "26", "November 2026", "13.00-15.00 WIB") : null,
        Place = kind is "event" or "report" ? "Ruang Baca Lantai 2" : null,
        Lines = ["Dr. Rina Wulandari, peneliti", "Peserta: umum", "Biaya: gratis", "Sungai dan Kota - Rahman, Ayu"],
        Link = "https://perpustakaan.example/daftar",
        LinkWords = "Daftar di sini",
    };

    private static List<CalendarDay> Days() => [.. Enumerable.Range(11, 7).Select(day => new CalendarDay(new DateOnly(2026, 3, day), "Rabu", [new CalendarMark("09.00 Kelas Menulis", MarkKind.Event), new CalendarMark("12.15 Bedah Buku", MarkKind.Post)]))];

    private static byte[] Photo()
    {
        using var surface = SKSurface.Create(new SKImageInfo(4000, 3000));
        using var paint = new SKPaint { Shader = SKShader.CreatePerlinNoiseTurbulence(0.01f, 0.02f, 4, 5) };
        surface.Canvas.DrawPaint(paint);
        return surface.Snapshot().Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }
}
