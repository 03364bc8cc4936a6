namespace LibraryBot.Storage.LiteDb;

/// <summary>Where the parts of a store lie in its folder.</summary>
internal sealed record StoreFiles(string Folder)
{
    public string Data => Path.Combine(Folder, "library.db");
    public string Log => Path.Combine(Folder, "library.log");
    public string Journal => Path.Combine(Folder, "journal");
    public string Backups => Path.Combine(Folder, "backups");

    /// <summary>The log of version 1, which had no checksums; empty or not there unless that version was killed.</summary>
    public string OldLog => Path.Combine(Folder, "library-log.db");

    /// <summary>The files that stand for the state of the store; the journal is beside it.</summary>
    public IEnumerable<string> State => [Data, Log, OldLog, .. PageSumsFile.Names.Select(name => Path.Combine(Folder, name))];

    /// <summary>Moves the state into a folder of its own, so that another can take its place; tells where.</summary>
    public string MoveAside(string why, DateTimeOffset now)
    {
        var aside = NewFolder(why, now);
        foreach (var file in State.Where(File.Exists))
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        return aside;
    }

    /// <summary>Moves the journal into a folder of its own; tells where.</summary>
    public string MoveJournalAside(DateTimeOffset now)
    {
        var aside = NewFolder("damaged-journal", now);
        foreach (var segment in JournalSegment.In(Journal))
            File.Move(segment.Path, Path.Combine(aside, Path.GetFileName(segment.Path)));
        return aside;
    }

    /// <summary>Undoes <see cref="MoveAside"/>.</summary>
    public void MoveBack(string aside)
    {
        RemoveState();
        foreach (var file in Directory.EnumerateFiles(aside))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)));
        Directory.Delete(aside, recursive: true);
    }

    public void RemoveState()
    {
        foreach (var file in State)
            File.Delete(file);
    }

    private string NewFolder(string why, DateTimeOffset now)
    {
        var name = Path.Combine(Folder, $"{why}-{now.UtcDateTime:yyyyMMdd-HHmmss}");
        var folder = name;
        for (var again = 2; Directory.Exists(folder); again++)
            folder = $"{name}-{again}";
        Directory.CreateDirectory(folder);
        return folder;
    }
}
