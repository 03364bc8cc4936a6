using QRCoder;
using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>A QR code with its quiet zone, black on white whatever the colours around it: scanners ask for that.</summary>
internal static class QrCode
{
    private const int QuietModules = 4;

    public static void Draw(SKCanvas canvas, SKRect box, string link)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        // Without the quiet zone that the matrix brings along: ours is the white panel.
        var rows = code.ModuleMatrix;
        var (first, count) = Inked(rows);
        using var white = new SKPaint { Color = SKColors.White, IsAntialias = true };
        using var black = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        canvas.DrawRoundRect(box, 18, 18, white);
        var module = MathF.Floor(box.Width / (count + (2 * QuietModules)));
        // Whole pixels, or the modules would stand apart.
        var (left, top) = (MathF.Floor(box.MidX - (module * count / 2)), MathF.Floor(box.MidY - (module * count / 2)));
        for (var y = 0; y < count; y++)
        {
            for (var x = 0; x < count; x++)
            {
                if (rows[first + y][first + x])
                    canvas.DrawRect(left + (x * module), top + (y * module), module, module, black);
            }
        }
    }

    /// <summary>Where the code itself begins in the matrix, and how many modules it has on a side.</summary>
    private static (int First, int Count) Inked(List<System.Collections.BitArray> rows)
    {
        var first = rows.FindIndex(row => row.Cast<bool>().Any(module => module));
        return (first, rows.Count - (2 * first));
    }
}
