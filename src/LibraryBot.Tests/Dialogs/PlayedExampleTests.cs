using LibraryBot.Dialogs;
using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

/// <summary>Every example in dialogs/ is played against the whole bot, as its readers would live it.</summary>
public sealed class PlayedExampleTests
{
    public static TheoryData<string> Examples() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "dialogs"), "*.chat", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "dialogs"), path)).Order()];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_goes_as_it_is_written(string example)
    {
        await using var library = await TempLibrary.Open();
        var script = ChatScript.Read(Path.Combine(AppContext.BaseDirectory, "dialogs", example));
        Assert.Empty(script.Problems);
        var who = library.Bot.House.Book.Flows[example.Split('/', '\\')[0]].Who;
        var cast = new Dictionary<string, TestPerson>();
        foreach (var role in new[] { "patron", "librarian", "approver" })
            cast[role] = await Person(library, role);
        foreach (var line in script.Lines)
            await Play(cast[line.Role ?? (who == "anyone" ? "patron" : who)], line);
    }

    private static async Task Play(TestPerson person, ChatLine line)
    {
        if (line.Speaker == ChatSpeaker.User)
            await person.Says(line.Text);
        else if (line.Speaker == ChatSpeaker.Button)
            await person.Presses(line.Text);
        else
            Assert.True(person.HearsNext(line.Fits), $"line {line.Number}: \"{line.Text}\" was not among what the bot said.");
    }

    private static Task<TestPerson> Person(TempLibrary library, string role) => Enum.Parse<Role>(role, ignoreCase: true) switch
    {
        Role.Patron => library.Patron(),
        Role.Librarian => library.Librarian(),
        _ => library.Approver(),
    };
}
