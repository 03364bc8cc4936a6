using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// The line that a message travels: one turn at a time per conversation; heard before? who is it? which language?
/// then the dialog, a command or an answer; state and replies in one transaction; replies leave after it.
/// </summary>
public sealed class TurnLine(ILibraryStore store, TurnHouse house, Inbox inbox, ILogger<TurnLine> log) : ITurns
{
    private const int TriesAtMost = 3;
    private readonly Lanes lanes = new();
    private readonly TurnRoad road = new(house);

    /// <summary>Conversations as their last turns left them: only turns change them, so no turn asks the store first.</summary>
    private readonly RecentlyUsed<Conversation> recent = new(1_000);

    /// <summary>Fails only when the store does: then nothing of the turn is kept, and it can be taken again.</summary>
    public Task<bool> Take(Activity heard)
    {
        var named = heard.Id is null ? heard with { Id = Guid.NewGuid().ToString("N") } : heard;
        return lanes.Run(ConversationReference.Of(named).Key, () => TakeNext(named));
    }

    /// <summary>Somebody else than a turn has changed this conversation: the next turn asks the store.</summary>
    internal Task Forget(string key) => lanes.Run(key, () =>
    {
        recent.Forget(key);
        return Task.FromResult(true);
    });

    /// <summary>A bug may come of a race, so it gets another try; after the last one the message is put aside.</summary>
    private async Task<bool> TakeNext(Activity heard)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Try(heard);
            }
            catch (TurnFailed failed)
            {
                log.LogError(failed.Bug, "A turn of conversation {Conversation} failed on activity {Activity} at try {Try}", ConversationReference.Of(heard).Key, heard.Id, tries);
                if (tries == TriesAtMost)
                    return await Commit(heard, session => PutAside(session, heard, failed.Bug));
            }
        }
    }

    private async Task<bool> Try(Activity heard)
    {
        var before = await Before(ConversationReference.Of(heard).Key);
        var answer = Guarded(() => AnswerAhead(heard, before));
        return await Commit(heard, session => Guarded(() => Run(session, heard, answer)));
    }

    private async Task<Conversation?> Before(string key) =>
        recent.TryGet(key, out var known) ? known : await store.Read(reader => reader.Get(Conversation.Conversations, key));

    /// <summary>The body answers how it leaves the conversation; null when there was no turn to take.</summary>
    private async Task<bool> Commit(Activity heard, Func<IStoreSession, Conversation?> body)
    {
        var key = ConversationReference.Of(heard).Key;
        try
        {
            if (await store.Commit(body) is not { } after)
                return false;
            recent.Set(key, after);
            return true;
        }
        catch
        {
            recent.Forget(key);
            throw;
        }
    }

    /// <summary>Tells a bug of the turn from trouble of the store, which is nobody's fault here and goes to the caller.</summary>
    private static T Guarded<T>(Func<T> turn)
    {
        try
        {
            return turn();
        }
        catch (Exception bug)
        {
            throw new TurnFailed(bug);
        }
    }

    /// <summary>A question is answered from the index before the turn enters the store's lane.</summary>
    private Answer? AnswerAhead(Activity heard, Conversation? before)
    {
        if (heard.Type != ActivityTypes.Message || before?.Dialog is not null || Button.Pressed(heard) is not null)
            return null;
        var text = TurnRoad.TextOf(heard);
        return text.Length == 0 || text.StartsWith('/') || house.Repertoire.Find(text) is not null
            ? null
            : house.Ask(text, heard, before, null);
    }

    private Conversation? Run(IStoreSession session, Activity heard, Answer? answer)
    {
        if (Open(session, heard) is not { } turn)
            return null;
        road.Take(turn, answer);
        return Keep(turn, turn.Lang);
    }

    /// <summary>Null when this activity has been heard before.</summary>
    private TurnContext? Open(IStoreSession session, Activity heard)
    {
        var reference = ConversationReference.Of(heard);
        if (!house.Channel(reference.ChannelId).Hear(session, heard))
            return null;
        var conversation = session.Get(Conversation.Conversations, reference.Key) ?? new Conversation(reference.Key, reference);
        var person = Staff.Of(session, reference, heard.From?.Name);
        return new TurnContext(house, session, heard, conversation, person, LanguageOf(heard, conversation, person));
    }

    private static Conversation Keep(TurnContext turn, Lang? lang)
    {
        var after = turn.Conversation with { LastLanguage = lang };
        turn.Store.Put(Conversation.Conversations, after);
        return after;
    }

    private Lang LanguageOf(Activity heard, Conversation conversation, Person person)
    {
        var text = TurnRoad.TextOf(heard);
        var last = conversation.LastLanguage ?? LangCodes.Read(heard.Locale);
        if ((person.Language ?? conversation.ChosenLanguage) is { } chosen)
            return chosen;
        if (conversation.Dialog is not null || text.Length == 0 || Button.Pressed(heard) is not null)
            return last ?? house.Settings.Language;
        if (house.Repertoire.Find(text) is { } command)
            return (command.Command.English == "/start" ? last ?? house.Settings.Language : command.Lang) ?? LanguageChoice.Of(text, last);
        if (house.Book.StartedBy(text) is { } flow)
            return flow.Start.Count > 1 && flow.Start[1] == text ? Lang.En : Lang.Id;
        return LanguageChoice.Of(text, last);
    }

    /// <summary>
    /// A bug of ours, again and again: the message goes into quarantine, the person is told that it was not their fault, and their
    /// open dialog stays where it was. The owners are told.
    /// </summary>
    private Conversation? PutAside(IStoreSession session, Activity heard, Exception bug)
    {
        var reference = ConversationReference.Of(heard);
        var raw = house.Channel(reference.ChannelId).Raw(session, heard);
        if (Open(session, heard) is not { } turn)
            return null;
        inbox.Quarantine(session, $"{reference.ChannelId}|{heard.Id}", reference.ChannelId, raw, $"{bug.GetType().Name}: {bug.Message}", Trouble.FailedTurn);
        turn.SayText("our_fault");
        return Keep(turn, turn.Conversation.LastLanguage);
    }

    private sealed class TurnFailed(Exception bug) : Exception(bug.Message, bug)
    {
        public Exception Bug => InnerException!;
    }
}
