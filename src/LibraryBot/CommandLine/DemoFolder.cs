using System.Text.Json;
using LibraryBot.Answers;
using LibraryBot.Demo;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Web;

namespace LibraryBot.CommandLine;

/// <summary>What demo.json holds: where the demo is and who is in it.</summary>
public sealed record DemoFile(string Url, IReadOnlyList<DemoPerson> People);

/// <summary>Prepares a folder for the demo: a sample library whose dates follow the clock, and people whose codes stay good.</summary>
public static class DemoFolder
{
    public const string FileName = "demo.json";
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Name, Role Role)[] Cast =
        [("Sri", Role.Librarian), ("Budi", Role.Librarian), ("Ratna", Role.Approver), ("Hendra", Role.Owner)];

    /// <summary>A folder that already holds a demo goes on with it: its records, its people and their codes.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> Prepare(Bot bot)
    {
        if (ReadFile(bot.Settings.DataFolder) is { } before)
            return before.People;

        var now = bot.Settings.Local(bot.Clock.GetUtcNow());
        await NativeFile.ImportText(SampleLibrary.Text(now), "sample library", bot.Store, bot.Clock);
        await bot.Knowledge.Refresh();
        var people = await bot.Store.Commit(session => Cast.Select(member =>
        {
            var person = new Person($"demo-{member.Name.ToLowerInvariant()}", member.Name, member.Role);
            session.Put(Person.People, person);
            return new DemoPerson(member.Name, member.Role.ToString().ToLowerInvariant(), Staff.Invite(session, member.Role, member.Name, now, person.Id, reusable: true));
        }).ToList());
        await File.WriteAllTextAsync(Path.Combine(bot.Settings.DataFolder, FileName), JsonSerializer.Serialize(new DemoFile("", people), Json));
        return people;
    }

    private static DemoFile? ReadFile(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<DemoFile>(File.ReadAllText(path), Json) : null;
    }
}
