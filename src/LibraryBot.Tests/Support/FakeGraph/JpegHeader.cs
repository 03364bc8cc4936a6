using System.Buffers.Binary;

namespace LibraryBot.Tests.Support;

/// <summary>What a JPEG's own bytes tell: its size, and whether it is several pictures in one (MPO).</summary>
public sealed record JpegHeader(int Width, int Height, bool IsMpo)
{
    private const byte App2 = 0xE2;
    private const byte StartOfScan = 0xDA;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    public static bool IsGif(ReadOnlySpan<byte> bytes) => bytes.StartsWith("GIF8"u8);

    /// <summary>Null when it is no JPEG, or broken before its size is told.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsJpeg(bytes))
            return null;
        var isMpo = false;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            var segment = bytes[(at + 4)..];
            if (marker == App2 && segment.StartsWith("MPF\0"u8))
                isMpo = true;
            if (IsFrame(marker))
                return segment.Length < 5 ? null : new JpegHeader(BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), isMpo);
            if (marker == StartOfScan)
                return null;
            at += 2 + length;
        }

        return null;
    }

    // SOF0 to SOF15, without the Huffman table, JPEG extension and arithmetic coding markers among them.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
