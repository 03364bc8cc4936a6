namespace LibraryBot.Storage;

/// <summary>What was done at the start about damage that was found, for the owner to be told.</summary>
/// <param name="What">What was damaged, for a developer.</param>
/// <param name="BackupFrom">When the backup was made that took the damaged file's place; null when the journal alone was enough.</param>
/// <param name="Replayed">How many entries of the journal were applied to it.</param>
/// <param name="KeptIn">Where the damaged files lie.</param>
/// <param name="IsWhole">Whether everything that was ever acknowledged is there again.</param>
public sealed record StoreRepair(string What, DateTimeOffset? BackupFrom, long Replayed, string KeptIn, bool IsWhole);
