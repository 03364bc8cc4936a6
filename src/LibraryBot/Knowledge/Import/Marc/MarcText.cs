using System.Text;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The fields of one record as text, once its character set is known.</summary>
internal sealed class MarcText(MarcCharset charset)
{
    private readonly Marc8Text? marc8 = charset == MarcCharset.Marc8 ? new Marc8Text() : null;

    public IEnumerable<string> Doubts
    {
        get
        {
            if (marc8 is { HadEastAsian: true })
                yield return "its East Asian characters in MARC-8 cannot be read here";
            if (marc8 is { HadUnknownEscape: true })
                yield return "it has an escape sequence that MARC 21 does not know";
        }
    }

    public string Decode(ReadOnlySpan<byte> bytes) => CharacterReferences.Resolve(charset switch
    {
        MarcCharset.Marc8 => marc8!.Decode(bytes),
        MarcCharset.Windows1252 => Windows1252.Text(bytes),
        MarcCharset.Utf8 => Encoding.UTF8.GetString(bytes),
        _ => Encoding.Latin1.GetString(bytes),
    });
}
