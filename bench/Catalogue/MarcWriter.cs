using System.Globalization;
using System.Text;

namespace LibraryBot.Bench.Catalogue;

/// <summary>Writes titles as Koha exports them: ISO 2709 in UTF-8, a field 952 for each copy.</summary>
internal sealed class MarcWriter(Stream to)
{
    private readonly StringBuilder directory = new();
    private readonly MemoryStream fields = new();

    public void Write(CatalogueRecord record)
    {
        directory.Clear();
        fields.SetLength(0);
        Add("001", record.Number.ToString("D7", CultureInfo.InvariantCulture));
        Add("003", "BENCH");
        Add("005", "20261101120000.0");
        Add("008", string.Create(CultureInfo.InvariantCulture, $"200101s{record.Year:D4}    io     g      000 0 {record.Language} d"));
        Add("020", $"  $a{record.Isbn} (pbk.)");
        Add("041", $"0 $a{record.Language}");
        Add("082", $"04$a{record.Class}$222");
        Add("100", $"1 $a{record.Authors[0]},$epenulis.");
        Add("245", record.Subtitle is null ? $"10$a{record.Title} /$c{record.Authors[0]}." : $"10$a{record.Title} :$b{record.Subtitle} /$c{record.Authors[0]}.");
        Add("264", $" 1$a{record.Place} :$b{record.Publisher},$c{record.Year}.");
        Add("300", "  $axii, 240 hlm. ;$c23 cm");
        if (record.Summary is not null)
            Add("520", $"  $a{record.Summary}");
        foreach (var subject in record.Subjects)
            Add("650", $" 4$a{subject}.");
        foreach (var author in record.Authors.Skip(1))
            Add("700", $"1 $a{author}.");
        Add("942", "  $2ddc$cBK");
        foreach (var copy in record.Copies)
            Add("952", $"  $00$10$a{copy.Branch}$b{copy.Branch}$c{copy.Shelf}$d{copy.Acquired:yyyy-MM-dd}$o{record.CallNumber}$p{copy.Barcode}$yBK");
        Flush();
    }

    private void Add(string tag, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace('$', '\u001F'));
        directory.Append(CultureInfo.InvariantCulture, $"{tag}{bytes.Length + 1:D4}{fields.Length:D5}");
        fields.Write(bytes);
        fields.WriteByte(0x1E);
    }

    private void Flush()
    {
        var begin = 24 + directory.Length + 1;
        to.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{begin + fields.Length + 1:D5}nam a22{begin:D5} i 4500{directory}\u001E")));
        fields.WriteTo(to);
        to.WriteByte(0x1D);
    }
}
