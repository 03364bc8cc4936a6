using LibraryBot.Storage;

namespace LibraryBot.CommandLine;

/// <summary>The folder that holds all that the bot keeps.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a missing folder, for its owner alone: patrons' questions and the signing key lie in it.</summary>
    public static void Ensure(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else if (!Directory.Exists(folder))
                Directory.CreateDirectory(folder, OwnerOnly);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefused($"The data folder {folder} cannot be made: {refused.Message}", refused);
        }
    }

    /// <summary>Refuses a folder that is not there, for verbs that only make sense where something is kept.</summary>
    public static void RefuseMissing(string folder)
    {
        if (!Directory.Exists(folder))
            throw new StoreRefused($"There is no data folder {folder}. Name the right one with --data.");
    }

    /// <summary>Writes a file that holds a secret: whole or not at all, and for its owner alone.</summary>
    public static async Task WriteSecret(string path, string text)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(unfinished, options))
            await file.WriteAsync(text);
        File.Move(unfinished, path, overwrite: true);
    }
}
