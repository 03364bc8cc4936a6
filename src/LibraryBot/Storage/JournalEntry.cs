using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LibraryBot.Storage;

/// <summary>
/// One committed body, as a line of the journal: checksum and length of the JSON in eight hexadecimal digits each, the JSON
/// <c>{"n":number,"w":[{"c":collection,"i":id,"r":record,"k":{index:key}}, ..]}</c>, and a line feed. A write without
/// <c>r</c> deletes. Any engine can be filled from it.
/// </summary>
internal sealed record JournalEntry(long Number, IReadOnlyList<StoredWrite> Writes)
{
    private const int HeadSize = 18;

    /// <summary>Adds this entry's line to the bytes.</summary>
    public void WriteTo(ArrayBufferWriter<byte> bytes)
    {
        var start = bytes.WrittenCount;
        bytes.GetSpan(HeadSize)[..HeadSize].Fill((byte)' ');
        bytes.Advance(HeadSize);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true, Encoder = StoreJson.Options.Encoder }))
            WriteTo(json);
        bytes.GetSpan(1)[0] = (byte)'\n';
        bytes.Advance(1);

        var line = MemoryMarshal.AsMemory(bytes.WrittenMemory[start..]).Span;
        var body = line[HeadSize..^1];
        Head(body).CopyTo(line);
    }

    /// <summary>Reads the line at the beginning of these bytes; false when it is not whole. The line feed is for people.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out JournalLine line)
    {
        line = default;
        var span = bytes.Span;
        if (span.Length < HeadSize
            || !int.TryParse(span.Slice(9, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size)
            || size < 0 || size > span.Length - HeadSize
            || !span[..HeadSize].SequenceEqual(Head(span.Slice(HeadSize, size))))
            return false;
        line = new JournalLine(bytes.Slice(HeadSize, size), Math.Min(HeadSize + size + 1, span.Length));
        return true;
    }

    public static JournalEntry Of(JournalLine line)
    {
        using var json = JsonDocument.Parse(line.Body, new JsonDocumentOptions { MaxDepth = 128 });
        return new JournalEntry(line.Number, [.. json.RootElement.GetProperty("w").EnumerateArray().Select(ReadWrite)]);
    }

    private static byte[] Head(ReadOnlySpan<byte> body) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Crc.Of(body):x8} {body.Length:x8} "));

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("n", Number);
        json.WriteStartArray("w");
        foreach (var write in Writes)
        {
            json.WriteStartObject();
            json.WriteString("c", write.Collection);
            json.WriteString("i", write.Id);
            if (write.Record is { } record)
                WriteRecord(json, record);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, StoredRecord record)
    {
        json.WritePropertyName("r");
        json.WriteRawValue(record.Json, skipInputValidation: true);
        if (record.Keys.Count == 0)
            return;
        json.WriteStartObject("k");
        foreach (var (index, key) in record.Keys)
        {
            if (key is string text)
                json.WriteString(index, text);
            else
                json.WriteNumber(index, (long)key);
        }

        json.WriteEndObject();
    }

    private static StoredWrite ReadWrite(JsonElement write)
    {
        var (collection, id) = (write.GetProperty("c").GetString()!, write.GetProperty("i").GetString()!);
        if (!write.TryGetProperty("r", out var record))
            return new StoredWrite(collection, id, null);
        var keys = write.TryGetProperty("k", out var found)
            ? found.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.ValueKind == JsonValueKind.String ? (IComparable)key.Value.GetString()! : key.Value.GetInt64())
            : [];
        return new StoredWrite(collection, id, new StoredRecord(id, JsonMarshal.GetRawUtf8Value(record).ToArray(), keys));
    }
}

/// <summary>A whole line of the journal, not yet opened.</summary>
internal readonly record struct JournalLine(ReadOnlyMemory<byte> Body, int Length)
{
    /// <summary>The entry's number, which its JSON begins with.</summary>
    public long Number
    {
        get
        {
            var json = new Utf8JsonReader(Body.Span);
            json.Read();
            json.Read();
            json.Read();
            return json.GetInt64();
        }
    }
}
