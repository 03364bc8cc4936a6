using System.Text.Json;
using LibraryBot.Demo;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Web;

namespace LibraryBot.CommandLine;

/// <summary>What demo.json holds: where the demo is and who is in it.</summary>
public sealed record DemoFile(string Url, IReadOnlyList<DemoPerson> People);

/// <summary>Prepares a folder for the demo: a sample library whose dates follow the clock, and people whose codes stay good.</summary>
public static class DemoFolder
{
    public const string FileName = "demo.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Name, Role Role)[] Cast =
        [("Sri", Role.Librarian), ("Budi", Role.Librarian), ("Ratna", Role.Approver), ("Hendra", Role.Owner)];

    /// <summary>A folder that already holds a demo goes on with it: its records, its people and their codes.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> Prepare(Bot bot)
    {
        await RefuseRealLibrary(bot);
        if (await ReadFile(bot.Settings.DataFolder) is { } before)
            return before.People;

        var now = bot.Settings.Local(bot.Clock.GetUtcNow());
        var people = await bot.Store.Commit(session => Cast.Select(member => Engage(session, member.Name, member.Role, now)).ToList());
        await NativeFile.ImportText(SampleLibrary.Text(now), "sample library", new Importing(bot.Store, bot.Clock));
        await bot.Knowledge.RefreshAll();
        await Write(bot, "", people);
        return people;
    }

    /// <summary>Says where the demo is reached and by which codes.</summary>
    public static Task Write(Bot bot, string url, IReadOnlyList<DemoPerson> people) =>
        DataFolder.WriteSecret(Path.Combine(bot.Settings.DataFolder, FileName), JsonSerializer.Serialize(new DemoFile(url, people), Json));

    private static DemoPerson Engage(IStoreSession session, string name, Role role, DateTimeOffset now)
    {
        var person = new Person(IdOf(name), name, role);
        session.Put(Person.People, person);
        return new DemoPerson(name, role.ToString().ToLowerInvariant(), Staff.Invite(session, role, name, now, person.Id, reusable: true));
    }

    private static string IdOf(string name) => "demo-" + name.ToLowerInvariant();

    /// <summary>Codes that stay good and made-up books have no place in a library of real people.</summary>
    private static async Task RefuseRealLibrary(Bot bot)
    {
        var isReal = await bot.Store.Read(store =>
            store.Get(Person.People, IdOf(Cast[0].Name)) is null
            && (store.All(Person.People).Count > 0 || store.All(LibraryInfo.Collection).Count > 0 || store.All(Book.Collection).Count > 0));
        if (isReal)
            throw new StoreRefused($"The data folder {bot.Settings.DataFolder} holds a library that is not a demo. Choose another folder with --data.");
    }

    /// <summary>Null when there is none, or when it cannot be read: then the people get new codes.</summary>
    private static async Task<DemoFile?> ReadFile(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<DemoFile>(await File.ReadAllTextAsync(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
