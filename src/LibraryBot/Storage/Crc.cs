using System.Numerics;
using System.Runtime.InteropServices;

namespace LibraryBot.Storage;

/// <summary>CRC32C, which finds every error of up to 32 bits in a row, and others but for one in four thousand million.</summary>
internal static class Crc
{
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var sum = ~seed;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            sum = BitOperations.Crc32C(sum, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
            sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }
}
