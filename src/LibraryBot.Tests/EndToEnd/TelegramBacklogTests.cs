using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>Much that waits at Telegram at once, through the whole bot. How fast it goes is for the bench to tell.</summary>
public sealed class TelegramBacklogTests
{
    private const int Chats = 100;
    private const int Rounds = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Two_thousand_updates_of_a_hundred_chats_are_each_answered_once_and_in_their_order()
    {
        await using var library = await TelegramLibrary.Open();
        var chats = Enumerable.Range(0, Chats).Select(number => library.Fake.PrivateChat(100_000 + number, $"Sri {number}")).ToList();
        await library.Bot.Store.Commit(store => chats.ForEach(chat => SignIn(store, chat)));
        foreach (var (words, _) in Enumerable.Range(0, Rounds).SelectMany(Round))
            chats.ForEach(chat => chat.Says(words));

        foreach (var chat in chats)
        {
            foreach (var (_, reply) in Enumerable.Range(0, Rounds).SelectMany(Round))
                await chat.Hears(reply, Patience);
            Assert.Equal(Rounds * RepliesOfARound, chat.Messages.Count);
        }

        await library.Stop();
        await library.Prepare();
        library.Run();
        Assert.Empty(await library.Read(store => store.All(OutboxRow.Rows)));
        Assert.Empty(await library.Read(store => store.All(InboxRow.Rows)));
        Assert.Equal(Chats * Rounds * RepliesOfARound, chats.Sum(chat => chat.Messages.Count));
    }

    private const int RepliesOfARound = 5;

    /// <summary>A dialog as far as its fourth question; the moment tells the rounds apart.</summary>
    private static (string Words, string Reply)[] Round(int number) =>
    [
        ("/acara", "Apa judul kegiatannya?"),
        ("Bedah Buku Laut Bercerita", "Kapan kegiatannya?"),
        (string.Create(CultureInfo.InvariantCulture, $"{number + 12} Maret 2027 pukul 15.{number:00}"), string.Create(CultureInfo.InvariantCulture, $"{number + 12} Maret 2027")),
        ("Ruang Baca Lantai 2", "Adakah keterangan lain?"),
        ("/batal", "saya simpan 30 hari"),
    ];

    private static void SignIn(IStoreSession store, FakePrivateChat chat)
    {
        var id = chat.Id.ToString(CultureInfo.InvariantCulture);
        var reach = new ConversationReference("telegram", id, id);
        store.Put(Person.People, new Person("p" + id, chat.User.Name, Role.Librarian));
        store.Put(Account.Accounts, new Account(Account.IdOf(reach), "p" + id, reach));
    }
}
