using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>Where posts go, and what becomes of it when a network moves or closes a place.</summary>
public sealed class DestinationDeskTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson sri = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        sri = await library.Librarian();
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_group_that_moves_takes_its_topics_along_and_nobody_elses()
    {
        await Known("telegram:a", "-5");
        await Known("telegram:b", "-5/42");
        await Known("telegram:c", "-55/42");
        await Known("telegram:d", "-100777");
        await Happens("telegram/migrated", new { from = -5, to = -100777 });
        await Happens("telegram/migrated", new { from = -5, to = -100777 });
        Assert.Equal(["telegram:a -100777", "telegram:b -100777/42", "telegram:c -55/42"], await Addresses());
    }

    [Theory]
    [InlineData("left", false)]
    [InlineData("kicked", false)]
    [InlineData("restricted", false)]
    public async Task A_group_that_the_bot_may_not_write_in_is_switched_off_with_its_topics(string status, bool canPost)
    {
        await Known("telegram:a", "-5");
        await Known("telegram:b", "-5/42");
        await Known("telegram:c", "-55");
        await Happens("telegram/membership", new { chatId = -5, title = "Warga", chatType = "supergroup", status, canPost });
        sri.Hears("tidak lagi dapat mengirim ke \"telegram:a\"", "tidak lagi dapat mengirim ke \"telegram:b\"");
        Assert.Equal([DestinationState.Off, DestinationState.Off, DestinationState.Confirmed], await States());
    }

    [Fact]
    public async Task A_person_who_blocks_the_bot_is_no_destination()
    {
        await Happens("telegram/blocked", new { chatId = 7, title = "Dewi", chatType = "private", status = "kicked", canPost = false });
        sri.HearsNothing();
        Assert.Empty(await Addresses());
    }

    private Task Known(string id, string address) => library.Bot.Store.Commit(store =>
        store.Put(Destination.Destinations, new Destination(id, Destination.Telegram, id, address, DestinationState.Confirmed)));

    private async Task Happens(string name, object value)
    {
        var group = await library.Patron("Group");
        await group.Sends(new Activity { Type = ActivityTypes.Event, Name = name, Value = JsonSerializer.SerializeToElement(value), Conversation = new ConversationAccount { IsGroup = true } });
    }

    private Task<List<string>> Addresses() => library.Bot.Store.Read(store => Telegrams(store).Select(destination => $"{destination.Id} {destination.Address}").ToList());

    private Task<List<DestinationState>> States() => library.Bot.Store.Read(store => Telegrams(store).Select(destination => destination.State).ToList());

    private static IEnumerable<Destination> Telegrams(IStoreReader store) =>
        store.All(Destination.Destinations).Where(destination => destination.Kind == Destination.Telegram).OrderBy(destination => destination.Id);
}
