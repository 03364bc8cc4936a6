using System.Text;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import;

/// <summary>Reads a file that a person named or gave the link of, or refuses it in one line.</summary>
internal static class ImportFile
{
    private const long LargestMegabytes = 256;

    public static string Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new ImportRefused($"There is no file {path}.");
            if (file.Length > LargestMegabytes << 20)
                throw new ImportRefused($"{path} is larger than {LargestMegabytes} MB.");
            return Decode(File.ReadAllBytes(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefused($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    public static async Task<string> Fetch(string link, TimeProvider clock)
    {
        try
        {
            return Decode(await new PublicWeb(clock).Fetch(link), link);
        }
        catch (LinkRefused refused)
        {
            throw new ImportRefused(refused.Message, refused);
        }
    }

    /// <summary>UTF-8, or UTF-16 with its mark; older exports in Windows-1252 are read as Latin-1, which agrees with it on every letter.</summary>
    private static string Decode(byte[] bytes, string name)
    {
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes.AsSpan(2));
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2));
        if (bytes.AsSpan().Contains((byte)0))
            throw new ImportRefused($"{name} is not a text file.");
        var text = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(text);
        }
    }
}
