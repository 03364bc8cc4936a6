namespace LibraryBot.Storage;

/// <summary>A named set of records, their key and the indexes that they can be found by. Declared once, beside the record.</summary>
public sealed class Collection<T>(string name, Func<T, string> id) : ICollectionShape
    where T : class
{
    private readonly List<StoreIndex<T>> indexes = [];

    /// <summary>Lower-case letters and underscores, so that every engine can take it.</summary>
    public string Name { get; } = name.All(letter => letter is '_' or >= 'a' and <= 'z') ? name : throw new ArgumentException($"A collection cannot be called {name}.");

    /// <summary>The record's key: at most 200 characters, compared letter for letter.</summary>
    public Func<T, string> Id { get; } = id;

    public IReadOnlyList<StoreIndex<T>> Indexes => indexes;

    IReadOnlyList<string> ICollectionShape.IndexNames => [.. indexes.Select(index => index.Name)];

    /// <summary>Declares an index over short text. A null leaves the record out of it.</summary>
    public StoreIndex<T> ByText(string indexName, Func<T, string?> value) => Add(new StoreIndex<T>(indexName, value, null));

    /// <summary>Declares an index over moments or counts. A null leaves the record out of it.</summary>
    public StoreIndex<T> ByNumber(string indexName, Func<T, long?> value) => Add(new StoreIndex<T>(indexName, null, value));

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
