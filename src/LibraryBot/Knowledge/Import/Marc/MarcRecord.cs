namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>A record as MARC 21 lays it out: a leader, control fields and data fields, whatever file it was read from.</summary>
internal sealed class MarcRecord(string leader, IReadOnlyList<MarcField> fields)
{
    public string Leader { get; } = leader;

    public IReadOnlyList<MarcField> Fields { get; } = fields;

    /// <summary>What was doubtful while it was read ("the leader says MARC-8, the bytes are UTF-8").</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Leader/06, the type of record; a blank when the leader is too short.</summary>
    public char Type => Leader.Length > 6 ? Leader[6] : ' ';

    public string? Control(string tag)
    {
        foreach (var field in Fields)
        {
            if (field.Value is not null && field.Tag == tag)
                return field.Value;
        }

        return null;
    }

    /// <summary>The data fields with one of these tags, tag after tag.</summary>
    public IReadOnlyList<MarcField> Of(params ReadOnlySpan<string> tags)
    {
        // Asked some fifty times for every record of a catalogue, and mostly in vain.
        List<MarcField>? found = null;
        foreach (var tag in tags)
        {
            foreach (var field in Fields)
            {
                if (field.Tag == tag && field.Value is null)
                    (found ??= []).Add(field);
            }
        }

        return found ?? (IReadOnlyList<MarcField>)[];
    }

    public string? First(string tag, char code)
    {
        foreach (var field in Fields)
        {
            if (field.Tag == tag && field.First(code) is { } text)
                return text;
        }

        return null;
    }
}

/// <summary>A field: a value alone (001 to 009), or two indicators and subfields.</summary>
internal sealed record MarcField(string Tag, char Indicator1, char Indicator2, string? Value, IReadOnlyList<MarcSubfield> Subfields)
{
    public static bool IsControl(string tag) => tag.StartsWith("00", StringComparison.Ordinal);

    public static MarcField OfControl(string tag, string value) => new(tag, ' ', ' ', value, []);

    /// <summary>The first subfield of this code that is not blank.</summary>
    public string? First(char code)
    {
        foreach (var subfield in Subfields)
        {
            if (subfield.Code == code && !string.IsNullOrWhiteSpace(subfield.Text))
                return subfield.Text;
        }

        return null;
    }

    public IEnumerable<string> All(string codes) => Subfields.Where(subfield => codes.Contains(subfield.Code)).Select(subfield => subfield.Text);
}

internal readonly record struct MarcSubfield(char Code, string Text);
