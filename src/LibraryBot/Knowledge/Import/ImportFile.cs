using System.Text;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import;

/// <summary>Reads a file that a person named or gave the link of, or refuses it in one line.</summary>
internal static class ImportFile
{
    private const long LargestMegabytes = 256;

    public static string Read(string path) => Decode(ReadBytes(path, LargestMegabytes), path);

    public static byte[] ReadBytes(string path, long largestMegabytes) => Opened(path, file =>
        file.Length <= largestMegabytes << 20 ? File.ReadAllBytes(path) : throw new ImportRefused($"{path} is larger than {largestMegabytes} MB."));

    /// <summary>The text of a file of any size, bit by bit. It is looked through once before, to know how its letters are written.</summary>
    public static TextReader OpenText(string path) => Opened(path, _ =>
    {
        var letters = TextLetters.Of(path);
        return new StreamReader(path, letters.HasZero ? throw new ImportRefused($"{path} is not a text file.") : letters.Encoding, detectEncodingFromByteOrderMarks: true);
    });

    private static T Opened<T>(string path, Func<FileInfo, T> read)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? read(file) : throw new ImportRefused($"There is no file {path}.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefused($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    public static bool IsLink(string fileOrLink) =>
        fileOrLink.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || fileOrLink.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public static async Task<string> Fetch(string link, PublicWeb web) => Decode(await FetchBytes(link, web), link);

    public static async Task<byte[]> FetchBytes(string link, PublicWeb web)
    {
        try
        {
            return await web.Fetch(link);
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
