using LibraryBot.Activities;
using LibraryBot.People;
using LibraryBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Bench.Updates;

/// <summary>The people of the backlog, each a librarian who signed in from a private chat some time ago.</summary>
internal static class Librarians
{
    public static async Task SignIn(string data, int chats)
    {
        await using ILibraryStore store = await Bot.OpenStore(data, TimeProvider.System, NullLoggerFactory.Instance);
        await store.Commit(session =>
        {
            for (var chat = 0; chat < chats; chat++)
            {
                var id = Backlog.ChatId(chat).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var person = new Person("p" + id, Backlog.Name(chat), Role.Librarian);
                var reach = new ConversationReference("telegram", id, id);
                session.Put(Person.People, person);
                session.Put(Account.Accounts, new Account(Account.IdOf(reach), person.Id, reach));
            }
        });
    }
}
