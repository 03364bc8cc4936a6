namespace LibraryBot.Tests.Support;

/// <summary>Which pictures Instagram takes, in the order in which it looks.</summary>
internal static class GraphPictureRules
{
    private const int MostBytes = 8 * 1024 * 1024;
    private const double Tallest = 0.8;
    private const double Widest = 1.91;

    /// <summary>1200 by 628 is 1.911.</summary>
    private const double Rounding = 0.005;

    public static void Check(GraphPicture picture, GraphHabits habits, bool anyRatio)
    {
        if (picture == GraphPicture.TooSlow)
            throw GraphRefusal.Instagram(-2, 2207003, "Timeout", "Timeout", "It takes too long to download the media.");
        if (picture.Why is not null || !IsImage(picture.ContentType))
            throw GraphRefusal.Instagram(9004, 2207052, "Only photo or video can be accepted as media type.", "Only photo or video can be accepted as media type.", "The media could not be fetched from this URI.");
        if (picture.Bytes.Length > MostBytes)
            throw GraphRefusal.Instagram(36000, 2207004, "The image is too large to download.", "Image size too large", "The image is too large to download. It should be less than 8 MiB.");
        if (Size(picture.Bytes, habits) is not var (width, height))
            throw GraphRefusal.Instagram(36001, 2207005, "The image format is not supported.", "Image format not supported", "The image format is not supported. Please check spec for supported formats.");
        var ratio = (double)width / height;
        if (!anyRatio && ratio is < Tallest - Rounding or > Widest + Rounding)
            throw GraphRefusal.Instagram(36003, 2207009, "The submitted image with aspect ratio does not fall within our acceptable range.", "Aspect ratio not supported", "The aspect ratio is not supported. It should be within 4:5 and 1.91:1.");
    }

    private static bool IsImage(string contentType) => contentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    // Null when the format is refused.
    private static (int Width, int Height)? Size(byte[] bytes, GraphHabits habits)
    {
        if (habits.AcceptPng && JpegHeader.IsPng(bytes) && bytes.Length >= 24)
            return (Big(bytes, 16), Big(bytes, 20));
        return JpegHeader.Read(bytes) is { IsMpo: false, Height: > 0 } header ? (header.Width, header.Height) : null;
    }

    private static int Big(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
