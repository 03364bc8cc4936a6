using LibraryBot.Publishing;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>Does what is due: each nudge once, in a transaction of its own with what it leads to.</summary>
public sealed class NudgeWorker(ILibraryStore store, TimeProvider clock, ILogger<NudgeWorker> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Action<IStoreSession, Nudge>> verbs = [];

    /// <summary>What a nudge of this verb leads to.</summary>
    public void On(string verb, Action<IStoreSession, Nudge> act) => verbs[verb] = act;

    /// <summary>What else is looked at each minute: whether events were moved.</summary>
    public Action<IStoreSession> EveryMinute { get; set; } = _ => { };

    public Task Run(CancellationToken cancel) => Ticking.Run(Between, clock, TryDoWhatIsDue, cancel);

    /// <summary>Does what is due now; answers when nothing of it is left.</summary>
    public async Task DoWhatIsDue()
    {
        await store.Commit(EveryMinute);
        foreach (var nudge in await store.Read(session => session.Between(Nudge.Nudges, Nudge.ByDue, 0, clock.GetUtcNow().UtcTicks)))
            await store.Commit(session => Do(session, nudge.Id));
    }

    private void Do(IStoreSession session, string id)
    {
        if (session.Get(Nudge.Nudges, id) is not { } nudge || nudge.DueAt > clock.GetUtcNow())
            return;
        // Gone first: what it leads to may plan the next of the same name.
        session.Delete(Nudge.Nudges, id);
        if (verbs.TryGetValue(nudge.Verb, out var act))
            act(session, nudge);
    }

    /// <summary>Trouble with one must not keep the others waiting for ever: it is told, and tried again in a minute.</summary>
    private async Task TryDoWhatIsDue()
    {
        try
        {
            await DoWhatIsDue();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "What was due could not be done; it is tried again in a minute");
        }
    }
}
