using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import;

/// <summary>The first bytes of a file and the name that it came with: enough to tell what it is. The bytes count, the name only helps.</summary>
internal sealed partial record FileStart(string Name, byte[] Bytes)
{
    public const int BytesAtMost = 64 * 1024;
    private const int RowsLookedAt = 4;
    private const int FieldsAtLeast = 15;

    public string Text { get; } = Bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(Bytes.AsSpan(2)),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(Bytes.AsSpan(2)),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(Bytes.AsSpan(3)),
        _ => Encoding.UTF8.GetString(Bytes),
    };

    /// <summary>Null: it may still be a calendar with something before it, or a table without a header.</summary>
    public ImportKind? Kind { get; } = ImportSniffer.Of(Name, Bytes);

    public bool IsCalendar => Text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    /// <summary>The SLiMS export of titles: by its header, or by the lists that SLiMS packs as "&lt;a&gt;&lt;b&gt;".</summary>
    public bool IsSlimsTitles => IsTable && (Header.Contains("authors") && Header.Contains("title")
        || !HasHeader && Rows.Any(row => row.Fields.Count >= FieldsAtLeast && row.Fields.Any(Packed().IsMatch)));

    /// <summary>The SLiMS export of copies: by its header, or by its many moments.</summary>
    public bool IsSlimsCopies => IsTable && (Header.Contains("item_code") && Header.Contains("input_date")
        || !HasHeader && !IsSlimsTitles && Rows.Any(row => row.Fields.Count >= FieldsAtLeast && row.Fields.Count(Moment().IsMatch) >= 2));

    private bool IsTable => !Bytes.AsSpan().Contains((byte)0) && Kind is (null or ImportKind.Sheet or ImportKind.SlimsTitles or ImportKind.SlimsCopies) && Rows.Count > 0;

    private bool HasHeader => Header.Contains("title") || Header.Contains("item_code");

    private IReadOnlyList<string> Header => [.. Rows[0].Fields.Select(name => name.Trim().ToLowerInvariant())];

    private IReadOnlyList<DelimitedRow> Rows => rows ??= [.. new DelimitedText(new StringReader(Text)).Rows().Take(RowsLookedAt)];

    private IReadOnlyList<DelimitedRow>? rows;

    [GeneratedRegex(@"^(<[^<>]*>)+\z")]
    private static partial Regex Packed();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?\z")]
    private static partial Regex Moment();
}
