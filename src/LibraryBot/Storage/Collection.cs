namespace LibraryBot.Storage;

/// <summary>A named set of records, their key and the indexes that they can be found by. Declared once, beside the record.</summary>
public sealed class Collection<T>(string name, Func<T, string> id) : ICollectionShape
    where T : class
{
    private readonly List<StoreIndex<T>> indexes = [];

    /// <summary>Lower-case letters and underscores, so that every engine can take it.</summary>
    public string Name { get; } = name.All(letter => letter is '_' or >= 'a' and <= 'z') ? name : throw new ArgumentException($"A collection cannot be called {name}.");

    /// <summary>The record's key: 1 to 200 characters of any script but NUL, compared letter for letter.</summary>
    public Func<T, string> Id { get; } = id;

    public IReadOnlyList<StoreIndex<T>> Indexes => indexes;

    IReadOnlyList<string> ICollectionShape.IndexNames => [.. indexes.Select(index => index.Name)];

    /// <summary>Declares an index over short text: at most 300 letters, without NUL. A null leaves the record out of it.</summary>
    public StoreIndex<T> ByText(string indexName, Func<T, string?> value) => Add(new StoreIndex<T>(indexName, value, null));

    /// <summary>Declares an index over moments or counts. A null leaves the record out of it.</summary>
    public StoreIndex<T> ByNumber(string indexName, Func<T, long?> value) => Add(new StoreIndex<T>(indexName, null, value));

    /// <summary>The key of a record that is to be kept. Throws when it cannot be one, before anything is written.</summary>
    internal string IdOf(T record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var key = Id(record);
        return KeyText.IsId(key) ? key : throw new ArgumentException($"A record of {Name} needs a key of 1 to {KeyText.IdAtMost} letters without NUL; this one has {key?.Length ?? 0}.", nameof(record));
    }

    /// <summary>What a record that is to be kept is found by. Throws when a text cannot be indexed.</summary>
    internal IReadOnlyDictionary<string, IComparable> KeysOf(T record)
    {
        var keys = new Dictionary<string, IComparable>();
        foreach (var index in indexes)
        {
            if (index.ValueOf(record) is { } value)
                keys[index.Name] = value is not string text || KeyText.IsIndexed(text)
                    ? value
                    : throw new ArgumentException($"The index {index.Name} of {Name} takes at most {KeyText.IndexAtMost} letters without NUL; this text has {text.Length}.", nameof(record));
        }

        return keys;
    }

    private StoreIndex<T> Add(StoreIndex<T> index)
    {
        indexes.Add(index);
        return index;
    }
}

/// <summary>What an engine needs to know of a collection to prepare it.</summary>
public interface ICollectionShape
{
    string Name { get; }
    IReadOnlyList<string> IndexNames { get; }
}

/// <summary>One way to find records: by text or by number (times as UTC ticks).</summary>
public sealed class StoreIndex<T>
{
    private readonly Func<T, string?>? text;
    private readonly Func<T, long?>? number;

    internal StoreIndex(string name, Func<T, string?>? text, Func<T, long?>? number)
    {
        Name = name;
        this.text = text;
        this.number = number;
    }

    public string Name { get; }

    /// <summary>The record's value in this index: a string, a long, or null when it is left out.</summary>
    internal IComparable? ValueOf(T record) => text is not null ? text(record) : number!(record);
}
