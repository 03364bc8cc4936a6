using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Responses;

/// <summary>What patrons see of subscriptions, and who then gets a post.</summary>
public sealed class SubscriptionDeskTests
{
    [Fact]
    public async Task Topics_are_switched_on_and_off_by_their_buttons_and_a_second_press_changes_nothing()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/langganan");
        dewi.Hears("Agenda kegiatan: tidak aktif", "/berhenti menghapusnya");
        await dewi.Presses("Ikuti: Agenda kegiatan");
        dewi.Hears("Agenda kegiatan: aktif", "Buku baru: tidak aktif");
        await dewi.Presses("Ikuti: Agenda kegiatan");
        Assert.Equal(["event"], await Topics(library));
        await dewi.Presses("Ikuti: Buku baru");
        await dewi.Presses("Hentikan: Agenda kegiatan");
        dewi.Hears("Agenda kegiatan: tidak aktif", "Buku baru: aktif");
        Assert.Equal(["new_books"], await Topics(library));
    }

    [Fact]
    public async Task Who_has_all_and_stops_one_topic_keeps_the_others()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/langganan");
        await dewi.Presses("Ikuti: Semua kabar");
        dewi.Hears("Agenda kegiatan: aktif", "Semua kabar: aktif");
        Assert.Equal(["all"], await Topics(library));
        await dewi.Presses("Hentikan: Agenda kegiatan");
        Assert.Equal(["announcement", "new_books", "pathfinder"], (await Topics(library)).Order());
    }

    [Fact]
    public async Task A_post_goes_once_to_each_who_wants_its_topic_or_all_in_their_language()
    {
        await using var library = await TempLibrary.Open();
        var (dewi, john, budi) = (await library.Patron(), await library.Patron("John"), await library.Patron("Budi"));
        await dewi.Says("/langganan");
        await dewi.Presses("Ikuti: Agenda kegiatan");
        await dewi.Presses("Ikuti: Semua kabar");
        await john.Says("/subscribe");
        await john.Presses("Follow: Upcoming events");
        await budi.Says("/langganan");
        await budi.Presses("Ikuti: Buku baru");
        Assert.Equal([("c1", Lang.Id), ("c2", Lang.En)], await Of(library, "event"));
        Assert.Equal([("c1", Lang.Id), ("c3", Lang.Id)], await Of(library, "new-books"));

        await john.Says("/bahasa_id");
        Assert.Equal([("c1", Lang.Id), ("c2", Lang.Id)], await Of(library, "event"));
    }

    [Theory]
    [InlineData("/berhenti", "catatannya sudah dihapus")]
    [InlineData("Berhenti langganan", "catatannya sudah dihapus")]
    [InlineData("/unsubscribe", "the record of them is deleted")]
    public async Task Stopping_forgets_the_person(string words, string said)
    {
        await using var library = await TempLibrary.Open();
        var (dewi, budi) = (await library.Patron(), await library.Patron("Budi"));
        await dewi.Says("/start s_event");
        await budi.Says("/start s_event");
        await dewi.Says(words);
        dewi.Hears(said);
        var kept = Assert.Single(await library.Bot.Store.Read(store => store.All(Subscription.Subscriptions)));
        Assert.Equal("c2", kept.Reference.ConversationId);
        await dewi.Says("/berhenti");
        dewi.Hears("tidak berlangganan apa pun");
    }

    [Fact]
    public async Task The_button_under_a_post_stops_its_topic_once_and_only_where_it_was_sent()
    {
        await using var library = await TempLibrary.Open();
        var (dewi, budi) = (await library.Patron(), await library.Patron("Budi"));
        await dewi.Says("/start s_event");
        await budi.Says("/start s_event");
        var stop = await library.Bot.Store.Commit(session => Subscription.StopButton(
            session, Subscription.Of(session, "event").Single(subscription => subscription.Reference.ConversationId == "c1"), library.Bot.House.Book.Words, library.Clock.GetUtcNow()));
        Assert.Equal("Berhenti berlangganan", stop.Title);

        await budi.Says(stop.Text!);
        budi.Hears("sudah tidak berlaku");
        Assert.Equal(2, (await Of(library, "event")).Count);
        await dewi.Says(stop.Text!);
        dewi.Hears("\"Agenda kegiatan\" tidak lagi saya kirim");
        await dewi.Says(stop.Text!);
        dewi.Hears("sudah berhenti");
        Assert.Equal([("c2", Lang.Id)], await Of(library, "event"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_blocks_the_bot_gets_nothing_until_they_are_back(bool byStart)
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/start s_event");
        await dewi.Sends(Event("telegram/blocked"));
        Assert.Empty(await Of(library, "event"));
        Assert.Single(await library.Bot.Store.Read(store => store.All(Subscription.Subscriptions)));
        await dewi.Sends(byStart ? new Activity { Text = "/start" } : Event("telegram/unblocked"));
        Assert.Single(await Of(library, "event"));
    }

    [Fact]
    public async Task On_Telegram_a_block_pauses_and_its_end_goes_on()
    {
        await using var library = await TelegramLibrary.Open();
        var dewi = library.Patron();
        dewi.Says("/langganan");
        await dewi.Hears("Agenda kegiatan: tidak aktif");
        dewi.Presses("Ikuti: Agenda kegiatan");
        await dewi.Hears("Agenda kegiatan: aktif");
        Assert.Equal($"telegram|{dewi.Id}", Assert.Single(await Subscribers()).Reference.Key);
        dewi.Blocks();
        await Until(async () => (await Subscribers()).Count == 0);
        dewi.Unblocks();
        await Until(async () => (await Subscribers()).Count == 1);

        Task<List<Subscription>> Subscribers() => library.Read(store => Subscription.Of(store, "event").ToList());

        static async Task Until(Func<Task<bool>> so)
        {
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!await so())
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
        }
    }

    [Fact]
    public async Task A_group_learns_nothing_of_anybodys_subscriptions()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.SaysInGroup("/langganan");
        dewi.Hears("lewat percakapan pribadi").DoesNotHear("aktif");
        await dewi.SaysInGroup("/berhenti");
        dewi.Hears("lewat percakapan pribadi");
        Assert.Empty(await Topics(library));
    }

    [Fact]
    public async Task A_link_to_a_topic_that_does_not_exist_greets()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/start s_gossip");
        dewi.Hears("selamat datang");
        Assert.Empty(await Topics(library));
    }

    [Fact]
    public async Task A_conversation_that_moves_takes_its_subscriptions_along()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/start s_event");
        await library.Bot.Store.Commit(session =>
        {
            Subscription.Move(session, "test", "c1", "c9");
            Subscription.Move(session, "test", "c1", "c9");
        });
        Assert.Equal([("c9", Lang.Id)], await Of(library, "event"));
        Assert.Empty(await library.Bot.Store.Read(store => Subscription.In(store, new ConversationReference("test", "c1"))));
    }

    [Fact]
    public async Task Every_kind_of_post_is_a_topic_with_a_name()
    {
        await using var library = await TempLibrary.Open();
        var kinds = library.Bot.House.Book.Flows.Values.Where(flow => flow.Ending == "submit_post").Select(flow => Topic.OfKind(flow.Name)).ToList();
        Assert.NotEmpty(kinds);
        Assert.Empty(kinds.Except(Topic.Kinds));
        Assert.All(Topic.Every, topic => Assert.True(library.Bot.House.Book.Words.Has("subscriptions", "topic." + topic, Lang.Id)));
    }

    private static Activity Event(string name) => new() { Type = ActivityTypes.Event, Name = name, Value = JsonSerializer.SerializeToElement(new { chatId = "c1" }) };

    private static Task<List<string>> Topics(TempLibrary library) =>
        library.Bot.Store.Read(store => store.All(Subscription.Subscriptions).Select(subscription => subscription.Topic).Order().ToList());

    private static Task<List<(string, Lang)>> Of(TempLibrary library, string topic) => library.Bot.Store.Read(store =>
        Subscription.Of(store, topic).Select(subscription => (subscription.Reference.ConversationId, subscription.Lang)).OrderBy(found => found.ConversationId).ToList());
}
