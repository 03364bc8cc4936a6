using LibraryBot.Activities;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>Shows how far an import is, in one message that is changed in its place, when it takes longer than a person likes to wait.</summary>
internal sealed class ImportProgress(ILibraryStore store, TurnHouse house)
{
    private static readonly TimeSpan ShownAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    /// <param name="key">Of the message: "accession 12".</param>
    /// <param name="says">How far it is, by the number of records that were seen; of an end, that it is one.</param>
    public async Task<ImportRun> Follow(ConversationReference place, string key, Func<int, bool, Lang, string> says, Importing into, Func<Importing, Task<ImportRun>> import)
    {
        var seen = 0;
        int? shown = null;
        var running = Task.Run(() => import(into with { Seen = count => Volatile.Write(ref seen, count) }));
        for (var wait = ShownAfter; await Task.WhenAny(running, Task.Delay(wait, house.Clock)) != running; wait = Between)
        {
            if (Volatile.Read(ref seen) is var now && now != shown)
                await Tell(place, new InPlace(key), lang => says(now, false, lang));
            shown = now;
        }

        if (shown is not null)
            await Tell(place, new InPlace(key, IsLast: true), lang => says(Volatile.Read(ref seen), running.IsCompletedSuccessfully, lang));
        return await running;
    }

    private Task Tell(ConversationReference place, InPlace inPlace, Func<Lang, string> says) => store.Commit(session =>
        house.TellAt(session, place, lang => [Message.Of(says(lang)) with { ChannelData = inPlace.ChannelData }]));
}
