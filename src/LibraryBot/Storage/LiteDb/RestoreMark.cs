using System.Text.Json;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// Stands in a data folder while a restore moves files, so that a restore that was cut off is neither taken for an empty
/// folder nor for a whole store.
/// </summary>
/// <param name="Aside">Where what was there is moved.</param>
/// <param name="Staging">Where what takes its place waits.</param>
internal sealed record RestoreMark(string Aside, string Staging)
{
    private const string Name = "restore.unfinished";

    public static RestoreMark? In(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;
        var mark = JsonSerializer.Deserialize<RestoreMark>(File.ReadAllText(path)) ?? throw new StoreRefused($"{path} cannot be read. Remove it when the folder holds the store that you want.");
        return new RestoreMark(Path.Combine(folder, mark.Aside), Path.Combine(folder, mark.Staging));
    }

    /// <summary>Ends when it is on disk. It is whole or not there.</summary>
    public void Write(string folder)
    {
        var unfinished = Path.Combine(folder, Name + ".new");
        using (var file = new FileStream(unfinished, FileMode.Create))
        {
            JsonSerializer.Serialize(file, new RestoreMark(Path.GetFileName(Aside), Path.GetFileName(Staging)));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(folder, Name), overwrite: true);
    }

    public static void Remove(string folder) => File.Delete(Path.Combine(folder, Name));
}
