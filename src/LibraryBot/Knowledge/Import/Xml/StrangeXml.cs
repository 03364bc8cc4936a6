using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace LibraryBot.Knowledge.Import.Xml;

/// <summary>
/// Opens XML from strangers: no DTD, nothing looked up elsewhere. What PHP says before the XML begins is passed over, a byte
/// that is no UTF-8 becomes one wrong letter and not the end of the page, and so does a letter that XML forbids.
/// </summary>
internal static partial class StrangeXml
{
    private const int Prolog = 1 << 16;

    /// <exception cref="XmlException">There is no XML in it at all.</exception>
    public static XmlReader Open(byte[] bytes)
    {
        var letters = Letters(bytes);
        return letters is null ? Open(new StreamReader(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true))
            : Open(new StreamReader(new MemoryStream(bytes, Start(bytes), bytes.Length - Start(bytes)), letters, detectEncodingFromByteOrderMarks: false));
    }

    private static XmlReader Open(TextReader text) => XmlReader.Create(new XmlLetters(text), new XmlReaderSettings
    {
        Async = false,
        CheckCharacters = false,
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>The declared letters, UTF-8 without a declaration; null: UTF-16, which its mark tells.</summary>
    private static Encoding? Letters(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return null;
        var declared = Declared().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, Prolog)));
        return declared.Success ? Named(declared.Groups[1].Value) : Encoding.UTF8;
    }

    private static Encoding Named(string name)
    {
        try
        {
            // A page of bytes that calls itself UTF-16 has been written over by whoever sent it.
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.IsSingleByte ? found : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    /// <summary>Where the XML begins: old SLiMS says "resumption" before it, others a warning of PHP or a blank line.</summary>
    private static int Start(byte[] bytes)
    {
        var beginning = bytes.AsSpan(0, Math.Min(bytes.Length, Prolog));
        var declaration = beginning.IndexOf("<?xml"u8);
        return Math.Max(0, declaration >= 0 ? declaration : beginning.IndexOf((byte)'<'));
    }

    [GeneratedRegex("""<\?xml[^>]{1,100}?encoding\s?=\s?["']([A-Za-z0-9._-]{1,40})["']""")]
    private static partial Regex Declared();
}
