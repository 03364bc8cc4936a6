using System.Globalization;
using System.Text.Json;

namespace LibraryBot.Knowledge.Import;

/// <summary>One object of a native file, named by its path ("books[3]"). A value of the wrong kind breaks the row.</summary>
internal sealed class NativeRow(JsonElement row, string path)
{
    public string Path { get; } = path;

    public string Id => Optional("id") is not { } id ? throw new BrokenRow("it has no id") : id.Length <= 120 ? id : throw new BrokenRow("its id is longer than 120 letters");

    public bool Has(string name) => row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Required(string name) => Optional(name) ?? throw new BrokenRow($"it has no {name}");

    public string? Optional(string name) => Text(name) is { } text && PlainText.Line(text) is { Length: > 0 } line ? line : null;

    public string? Long(string name) => Text(name) is { } text && PlainText.Long(text) is { Length: > 0 } line ? line : null;

    /// <summary>A list of texts, or one text alone.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (!Has(name))
            return [];
        var value = row.GetProperty(name);
        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return [.. items.Select(item => PlainText.Line(Text(item, name))).Where(text => text.Length > 0)];
    }

    public int? Number(string name)
    {
        if (!Has(name))
            return null;
        return int.TryParse(Text(row.GetProperty(name), name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BrokenRow($"{name} is not a number");
    }

    public bool Flag(string name) => Has(name) && row.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new BrokenRow($"{name} is neither true nor false"),
    };

    public DateOnly? Day(string name) => Optional(name) is not { } text ? null : ReadDay(text) ?? throw new BrokenRow($"{name} \"{text}\" is not a date");

    public IReadOnlyList<DateOnly> Days(string name) =>
        [.. List(name).Select(text => ReadDay(text) ?? throw new BrokenRow($"{name} \"{text}\" is not a date"))];

    /// <summary>A moment with its offset, or in the library's zone when none is written.</summary>
    public DateTimeOffset? Moment(string name, TimeZoneInfo zone)
    {
        if (Optional(name) is not { } text)
            return null;
        // In the first and the last year an hour's shift would lead out of the calendar.
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read) || read.Year is 1 or 9999)
            throw new BrokenRow($"{name} \"{text}\" is not a time");
        if (read.Kind == DateTimeKind.Unspecified)
            return new DateTimeOffset(read, zone.GetUtcOffset(read));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var there) ? there : throw new BrokenRow($"{name} \"{text}\" is not a time");
    }

    /// <summary>The names and values of the row that are texts, for rows whose names are data (hours).</summary>
    public IEnumerable<(string Name, string Value)> Texts() => row.EnumerateObject()
        .Where(property => property.Value.ValueKind == JsonValueKind.String)
        .Select(property => (property.Name, PlainText.Line(property.Value.GetString()!)));

    /// <summary>A part that is itself an object ("a": {"id": ..., "en": ...}), or null.</summary>
    public NativeRow? Part(string name) =>
        Has(name) && row.GetProperty(name).ValueKind == JsonValueKind.Object ? new NativeRow(row.GetProperty(name), $"{Path}.{name}") : null;

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private string? Text(string name) => Has(name) ? Text(row.GetProperty(name), name) : null;

    private static string Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new BrokenRow($"{name} is not a text"),
    };
}

/// <summary>Why one row cannot be used; caught where rows are read, never shown as an error.</summary>
internal sealed class BrokenRow(string why) : Exception(why);
