using SkiaSharp;
using ZXing;
using ZXing.OneD;

namespace LibraryBot.Tests.Support;

/// <summary>Photos that tests send.</summary>
internal static class Photos
{
    /// <summary>A JPEG of one colour.</summary>
    public static byte[] Plain(SKColor colour, int width = 800, int height = 600)
    {
        using var picture = new SKBitmap(width, height);
        picture.Erase(colour);
        return picture.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }

    /// <summary>The back cover of a book, held a little askew.</summary>
    public static byte[] Barcode(string digits)
    {
        var bars = new EAN13Writer().encode(digits, BarcodeFormat.EAN_13, 400, 160);
        using var surface = SKSurface.Create(new SKImageInfo(900, 600));
        surface.Canvas.Clear(new SKColor(0xf4, 0xf0, 0xe6));
        surface.Canvas.RotateDegrees(3, 450, 300);
        using var ink = new SKPaint { Color = new SKColor(0x22, 0x22, 0x22) };
        for (var x = 0; x < bars.Width; x++)
        {
            if (bars[x, bars.Height / 2])
                surface.Canvas.DrawRect(240 + x, 200, 1, 180, ink);
        }

        return surface.Snapshot().Encode(SKEncodedImageFormat.Jpeg, 85).ToArray();
    }
}
