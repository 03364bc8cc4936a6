using System.Text;
using LibraryBot.Posters;

namespace LibraryBot.Tests.Posters;

public sealed class FiledReportTests
{
    [Fact]
    public void A_long_table_goes_on_over_the_pages_and_loses_no_row()
    {
        using var report = new FiledReport("Laporan promosi Maret 2026", "Perpustakaan Kota Bandung");
        report.Paragraph("Unggahan yang terbit: 200\nDisetujui oleh: Ratna 200");
        report.Picture(new ChartPicture(Brand.Usual).Bars("Laporan", [("agenda kegiatan", 3), ("buku baru", 0)]));
        report.Heading("Unggahan yang terbit");
        report.Table(["Nomor", "Unggahan", "Penyetuju"], [0.1f, 0.6f, 0.3f], Enumerable.Range(1, 200).Select(row => (IReadOnlyList<string>)[$"#{row}", string.Concat(Enumerable.Repeat("Bedah Buku Laskar Pelangi ", (row % 5) + 1)), "Ratna"]));
        Assert.Equal(200, report.Rows);
        Assert.InRange(report.Pages, 6, 14);
        var pdf = report.ToBytes();
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf, 0, 5), StringComparison.Ordinal);
        Assert.Equal(report.Pages, Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1);
    }
}
