using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import.Marc;

namespace LibraryBot.Tests.Knowledge;

/// <summary>A record of ISO 2709 made by hand. Texts are bytes as Latin-1 unless it is said to be UTF-8; "$" begins a subfield, except in an escape sequence.</summary>
internal sealed class MarcDraft(char type = 'a', bool isUtf8 = false)
{
    private readonly List<(string Tag, byte[] Bytes)> fields = [];

    public static byte[] Titled(string title) => new MarcDraft().Control("001", title.ToLowerInvariant()).Data("245", "10", $"$a{title}").Bytes();

    public MarcDraft Control(string tag, string value) => Add(tag, value);

    public MarcDraft Data(string tag, string indicators, string subfields) => Add(tag, indicators + Regex.Replace(subfields, @"(?<!\u001B)\$", "\u001F"));

    public byte[] Bytes()
    {
        var data = fields.SelectMany(field => field.Bytes.Append((byte)0x1E)).ToArray();
        var directory = new StringBuilder();
        var at = 0;
        foreach (var (tag, bytes) in fields)
        {
            directory.Append(CultureInfo.InvariantCulture, $"{tag}{bytes.Length + 1:D4}{at:D5}");
            at += bytes.Length + 1;
        }

        var begin = 24 + directory.Length + 1;
        var leader = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(begin + data.Length + 1, 99999):D5}n{type}m {(isUtf8 ? 'a' : ' ')}22{Math.Min(begin, 99999):D5}   4500");
        return [.. Encoding.Latin1.GetBytes(leader + directory), 0x1E, .. data, 0x1D];
    }

    /// <summary>The book it becomes, without a detour through a file.</summary>
    public Book Book(params Branch[] branches) =>
        MarcBook.Of(Iso2709Record.Read(new Iso2709Piece(1, Bytes().AsMemory()[..^1], false, null)), new BranchPlaces(branches, _ => { }));

    private MarcDraft Add(string tag, string text)
    {
        fields.Add((tag, isUtf8 ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text)));
        return this;
    }
}
