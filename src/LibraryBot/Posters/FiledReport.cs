using System.Globalization;
using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>
/// A document to file: a PDF of A4 pages with headings, paragraphs, tables and pictures, from top to bottom. A table that does not fit
/// goes on on the next page under its header. Points are 1/72 inch.
/// </summary>
public sealed class FiledReport : IDisposable
{
    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 48;
    private const float Small = 9;
    private static readonly SKColor Text = new(0x10, 0x18, 0x20);
    private static readonly SKColor Quiet = new(0x4a, 0x55, 0x60);
    private readonly MemoryStream bytes = new();
    private readonly SKDocument document;
    private readonly string footer;
    private SKCanvas canvas = null!;
    private float y;

    /// <param name="footer">Stands at the foot of every page, before its number.</param>
    public FiledReport(string title, string footer)
    {
        this.footer = footer;
        document = SKDocument.CreatePdf(bytes, new SKDocumentPdfMetadata { Title = title, Producer = "LibraryBot", RasterDpi = 150, EncodingQuality = 90 });
        NewPage();
        Write(title, Lettering.Bold, 20, Text);
    }

    public int Pages { get; private set; }

    /// <summary>How many rows of tables were written.</summary>
    public int Rows { get; private set; }

    public void Heading(string text)
    {
        Need(60);
        y += 12;
        Write(text, Lettering.Bold, 13, Text);
    }

    public void Paragraph(string text) => Write(text, Lettering.Plain, 10, Text);

    /// <param name="shares">How wide each column is, of the whole.</param>
    public void Table(IReadOnlyList<string> header, IReadOnlyList<float> shares, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(header, shares, Lettering.Bold, Quiet);
        foreach (var row in rows)
        {
            var before = Pages;
            Need(HeightOf(row, shares) + 4);
            if (Pages != before)
                Row(header, shares, Lettering.Bold, Quiet);
            Row(row, shares, Lettering.Plain, Text);
            Rows++;
        }

        y += 6;
    }

    /// <summary>A picture as wide as half the page.</summary>
    public void Picture(byte[] picture)
    {
        using var photo = Photograph.Open(picture);
        if (photo is null)
            return;
        var wide = (Width - (2 * Margin)) * 0.6f;
        var tall = wide * photo.Height / photo.Width;
        Need(tall + 12);
        using var image = SKImage.FromBitmap(photo);
        canvas.DrawImage(image, SKRect.Create(Margin, y, wide, tall), new SKSamplingOptions(SKCubicResampler.Mitchell));
        y += tall + 12;
    }

    /// <summary>The finished PDF. Nothing can be added after it.</summary>
    public byte[] ToBytes()
    {
        EndPage();
        document.Close();
        return bytes.ToArray();
    }

    public void Dispose()
    {
        document.Dispose();
        bytes.Dispose();
    }

    private void Write(string text, SKTypeface face, float size, SKColor colour)
    {
        foreach (var line in text.Split('\n'))
        {
            var fitted = FittedText.In(new SKRect(Margin, y, Width - Margin, y + 10_000), Lettering.Drawable(line), face, size, size);
            foreach (var part in fitted.Lines)
            {
                Need(fitted.LineHeight);
                Draw(part, Margin, face, size, colour);
                y += fitted.LineHeight;
            }
        }

        y += size * 0.4f;
    }

    private void Row(IReadOnlyList<string> cells, IReadOnlyList<float> shares, SKTypeface face, SKColor colour)
    {
        var tall = HeightOf(cells, shares);
        var left = Margin;
        for (var at = 0; at < cells.Count; at++)
        {
            var wide = shares[at] * (Width - (2 * Margin));
            FittedText.In(new SKRect(left, y, left + wide - 8, y + tall), Lettering.Drawable(cells[at]), face, Small, Small).Draw(canvas, colour);
            left += wide;
        }

        y += tall;
        using var line = new SKPaint { Color = new SKColor(0xd8, 0xdd, 0xe1), StrokeWidth = 0.6f };
        canvas.DrawLine(Margin, y, Width - Margin, y, line);
        y += 4;
    }

    private static float HeightOf(IReadOnlyList<string> cells, IReadOnlyList<float> shares) => cells
        .Select((cell, at) => FittedText.In(new SKRect(0, 0, (shares[at] * (Width - (2 * Margin))) - 8, 10_000), Lettering.Drawable(cell), Lettering.Bold, Small, Small))
        .Max(cell => Math.Max(1, cell.Lines.Count) * cell.LineHeight) + 2;

    private void Need(float tall)
    {
        if (y + tall <= Height - Margin - 20)
            return;
        EndPage();
        NewPage();
    }

    private void NewPage()
    {
        canvas = document.BeginPage(Width, Height);
        Pages++;
        y = Margin;
    }

    private void EndPage()
    {
        var number = Pages.ToString(CultureInfo.InvariantCulture);
        y = Height - Margin;
        Draw($"{Lettering.Drawable(footer)}  {number}", Margin, Lettering.Plain, 8, Quiet);
        document.EndPage();
    }

    private void Draw(string text, float left, SKTypeface face, float size, SKColor colour)
    {
        using var font = Lettering.Font(face, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, left, y - (font.Metrics.Ascent * 0.92f), font, paint);
    }
}
