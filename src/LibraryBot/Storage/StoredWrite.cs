namespace LibraryBot.Storage;

/// <summary>A record as an engine keeps it: its key, its JSON and the values it is found by (text, or numbers as long).</summary>
internal sealed record StoredRecord(string Id, byte[] Json, IReadOnlyDictionary<string, IComparable> Keys);

/// <summary>One change of a transaction: a record put, or (null) the record of this id deleted.</summary>
internal readonly record struct StoredWrite(string Collection, string Id, StoredRecord? Record);
