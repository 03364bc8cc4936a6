using SkiaSharp;
using ZXing;
using ZXing.Common;

namespace LibraryBot.Posters;

/// <summary>Finds the ISBN in the barcode of a book's back cover (EAN-13 that begins with 978 or 979).</summary>
public static class BarcodePhoto
{
    /// <summary>Thirteen digits; null when the photo shows none, or cannot be read.</summary>
    public static string? Isbn(ReadOnlySpan<byte> picture)
    {
        using var photo = Photograph.Open(picture);
        if (photo is null)
            return null;
        var reader = new MultiFormatReader
        {
            Hints = new Dictionary<DecodeHintType, object>
            {
                [DecodeHintType.POSSIBLE_FORMATS] = new List<BarcodeFormat> { BarcodeFormat.EAN_13 },
                [DecodeHintType.TRY_HARDER] = true,
            },
        };
        var source = new RGBLuminanceSource(photo.Bytes, photo.Width, photo.Height, RGBLuminanceSource.BitmapFormat.RGBA32);
        var found = reader.decode(new BinaryBitmap(new HybridBinarizer(source)))?.Text;
        return found is { Length: 13 } && (found.StartsWith("978", StringComparison.Ordinal) || found.StartsWith("979", StringComparison.Ordinal)) ? found : null;
    }
}
