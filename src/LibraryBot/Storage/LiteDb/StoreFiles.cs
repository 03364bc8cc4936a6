namespace LibraryBot.Storage.LiteDb;

/// <summary>Where the parts of a store lie in its folder.</summary>
internal sealed record StoreFiles(string Folder)
{
    public string Data => Path.Combine(Folder, "library.db");
    public string Log => Path.Combine(Folder, "library.log");
    public string Journal => Path.Combine(Folder, "journal");
    public string Media => Path.Combine(Folder, "media");
    public string Backups => Path.Combine(Folder, "backups");

    /// <summary>The log of version 1, which had no checksums; empty or not there unless that version was killed.</summary>
    public string OldLog => Path.Combine(Folder, "library-log.db");

    /// <summary>The files that stand for the state of the store; the journal is beside it.</summary>
    public IEnumerable<string> State => [Data, Log, OldLog, .. PageSumsFile.Names.Select(name => Path.Combine(Folder, name))];

    /// <summary>Moves the state into a folder of its own, so that another can take its place; tells where.</summary>
    public string MoveAside(string why, DateTimeOffset now)
    {
        var aside = NewFolder(why, now);
        MoveInto(aside, State.Where(File.Exists));
        return aside;
    }

    /// <summary>Moves the journal into a folder of its own; tells where.</summary>
    public string MoveJournalAside(DateTimeOffset now)
    {
        var aside = NewFolder("damaged-journal", now);
        MoveInto(aside, JournalSegment.In(Journal).Select(segment => segment.Path));
        return aside;
    }

    /// <summary>Moves all that belongs to the store's history into a folder: the state, the journal and the backups on the shelf.</summary>
    public void MoveAllInto(string aside)
    {
        MoveInto(aside, State.Where(File.Exists));
        foreach (var folder in (string[])[Journal, Backups])
        {
            if (Directory.Exists(folder))
                Directory.Move(folder, Path.Combine(aside, Path.GetFileName(folder)));
        }
    }

    /// <summary>Moves files into a folder, under their own names.</summary>
    public static void MoveInto(string aside, IEnumerable<string> paths)
    {
        foreach (var path in paths)
            File.Move(path, Path.Combine(aside, Path.GetFileName(path)), overwrite: true);
    }

    /// <summary>Undoes <see cref="MoveAside"/>.</summary>
    public void MoveBack(string aside)
    {
        RemoveState();
        BringBack(aside);
    }

    /// <summary>Undoes <see cref="MoveAllInto"/>, however far it came; what stands where a file comes back is overwritten.</summary>
    public void BringBack(string aside)
    {
        foreach (var file in Directory.EnumerateFiles(aside))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(aside))
        {
            var path = Path.Combine(Folder, Path.GetFileName(folder));
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            Directory.Move(folder, path);
        }

        Directory.Delete(aside, recursive: true);
    }

    /// <summary>Removes a store that was put in the place of another, with all that came after it.</summary>
    public void RemoveAll()
    {
        RemoveState();
        foreach (var folder in (string[])[Journal, Backups])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    public void RemoveState()
    {
        foreach (var file in State)
            File.Delete(file);
    }

    /// <summary>A folder of its own inside this one, named for what it holds and the moment.</summary>
    public string NewFolder(string why, DateTimeOffset now)
    {
        var name = Path.Combine(Folder, $"{why}-{now.UtcDateTime:yyyyMMdd-HHmmss}");
        var folder = name;
        for (var again = 2; Directory.Exists(folder); again++)
            folder = $"{name}-{again}";
        Directory.CreateDirectory(folder);
        return folder;
    }
}
