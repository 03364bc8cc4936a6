namespace LibraryBot.Storage;

/// <summary>The store could not save or read just now (a full disk, most often). Nothing was saved; it may be tried again.</summary>
public sealed class StoreTrouble(string message, Exception inner) : IOException(message, inner)
{
    private const int NoSpace = 28, FileTooBig = 27, DiskFull = 0x70;

    internal static StoreTrouble In(string folder, Exception failure) => failure switch
    {
        StoreTrouble known => known,
        _ when IsFull(failure) => new StoreTrouble($"The disk of {folder} is full. Nothing of this was saved; make room, and it goes on by itself.", failure),
        _ => new StoreTrouble($"The store in {folder} cannot save now: {failure.Message.TrimEnd('.')}. Nothing of this was saved.", failure),
    };

    // ENOSPC, EFBIG (a limit on file size) and EDQUOT of Linux and macOS; ERROR_DISK_FULL of Windows.
    private static bool IsFull(Exception? failure) =>
        failure is IOException { HResult: var code } && (code is NoSpace or FileTooBig or 122 or 69 || (code & 0xFFFF) == DiskFull)
        || (failure?.InnerException is { } inner && IsFull(inner));
}

/// <summary>What lies in the data folder is not what was written there.</summary>
public sealed class StoreDamaged(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The data folder cannot be used; the message is one line for the person at the keyboard.</summary>
public sealed class StoreRefused(string message, Exception? inner = null) : Exception(message, inner);
