namespace LibraryBot.Storage.LiteDb;

/// <summary>Looks at a folder's store that nobody uses, as a start would, and changes nothing.</summary>
internal static class StoreExamination
{
    /// <summary>What is wrong with the files, one line each.</summary>
    public static IReadOnlyList<string> Of(StoreFiles files)
    {
        var known = new PageSumsFile(files.Folder).Read();
        return [.. Unfinished(files), .. OfData(files, known), .. OfJournal(files.Journal, known?.Journal ?? 0)];
    }

    /// <summary>What is wrong with a journal behind this entry; to be had while it is written, too.</summary>
    public static IEnumerable<string> OfJournal(string folder, long after) =>
        new JournalReading(folder, after).Verify().Damage is { } damage ? [damage] : [];

    private static IEnumerable<string> Unfinished(StoreFiles files) =>
        RestoreMark.In(files.Folder) is { } mark ? [$"a restore was cut off; what was there before lies in {mark.Aside}"] : [];

    private static IEnumerable<string> OfData(StoreFiles files, PageSums? known)
    {
        var wasWritten = known is not null || JournalSegment.In(files.Journal).Count > 0;
        if (!File.Exists(files.Data))
            return wasWritten ? [$"{files.Data} is gone"] : [];
        using var log = File.Exists(files.Log) ? new LogFile(files.Log, isForReading: true) : null;
        using var data = new DataFile(files.Data, log, isForReading: true);
        data.Measure();
        var differing = data.Differing(known?.Sums ?? []);
        if (known is null)
            return differing.Count > 0 && wasWritten ? ["the checksums of the store are gone"] : [];
        // What the log holds whole is written into the data file again at the next start.
        return differing.Count == 0 || (log is { Length: > 0 } && log.Whole()?.Pages.IsSupersetOf(differing) == true)
            ? []
            : [$"{differing.Count} pages of {data.Path} are not as they were written, the first of them page {differing[0]}"];
    }
}
