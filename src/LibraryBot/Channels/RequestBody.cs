using System.Buffers;

namespace LibraryBot.Channels;

/// <summary>Reads a body up to a limit, however long it claims or turns out to be.</summary>
internal static class RequestBody
{
    /// <summary>Null when it is longer than the limit.</summary>
    public static async Task<byte[]?> ReadAtMost(Stream body, int limit, CancellationToken stop)
    {
        var held = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await body.ReadAsync(held.GetMemory(4096), stop);
            if (read == 0)
                return held.WrittenSpan.ToArray();
            held.Advance(read);
            if (held.WrittenCount > limit)
                return null;
        }
    }
}
