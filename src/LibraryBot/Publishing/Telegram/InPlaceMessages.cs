using LibraryBot.Storage;

namespace LibraryBot.Publishing.Telegram;

/// <summary>The last message that was sent under a key in a conversation, to be changed instead of followed by another.</summary>
public sealed record InPlaceMessage(string Conversation, string Key, int Message)
{
    public static readonly Collection<InPlaceMessage> Rows = new("telegram_in_place", row => IdOf(row.Conversation, row.Key));

    public static string IdOf(string conversation, string key) => $"{conversation}|{key}";
}

/// <summary>Which messages change in place.</summary>
internal sealed class InPlaceMessages(ILibraryStore store)
{
    public async Task<int?> Find(string conversation, string key) =>
        (await store.Read(session => session.Get(InPlaceMessage.Rows, InPlaceMessage.IdOf(conversation, key))))?.Message;

    public Task Remember(InPlaceMessage message) => store.Commit(session => session.Put(InPlaceMessage.Rows, message));

    public Task Forget(string conversation, string key) => store.Commit(session => session.Delete(InPlaceMessage.Rows, InPlaceMessage.IdOf(conversation, key)));
}
