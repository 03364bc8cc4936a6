using System.Globalization;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Upkeep;

/// <summary>Tells the owners in chat that the store was damaged and what was done about it.</summary>
public sealed class RepairNews(ILibraryStore store, TurnHouse house)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>Tells at once; as long as no owner is signed in anywhere, looks again until one is.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!await Tell() && !cancel.IsCancellationRequested)
            await Task.Delay(LookAgain, house.Clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>False when there is news that nobody could be told; it is kept.</summary>
    public Task<bool> Tell() => store.Commit(session =>
    {
        var repairs = session.All(KeptRepair.Repairs);
        if (!Staff.WithRole(session, Role.Owner).Any(owner => Staff.Reach(session, owner.Id).Count > 0))
            return repairs.Count == 0;
        foreach (var kept in repairs)
        {
            house.TellOwners(session, lang => [Message.Of(TextOf(kept, lang))]);
            session.Delete(KeptRepair.Repairs, kept.Id);
        }

        return true;
    });

    private string TextOf(KeptRepair kept, Lang lang)
    {
        var repair = kept.Repair;
        var backup = repair.BackupFrom is { } madeAt
            ? Say(lang, "repair.backup", ("moment", At(madeAt, lang)))
            : Say(lang, "repair.no_backup");
        return string.Join('\n', [
            Say(lang, "repair.found", ("moment", At(kept.FoundAt, lang))),
            backup,
            Say(lang, "repair.replayed", ("count", repair.Replayed.ToString(CultureInfo.InvariantCulture))),
            repair.IsWhole ? Say(lang, "repair.whole") : Say(lang, "repair.missing"),
            Say(lang, "repair.kept", ("folder", repair.KeptIn)),
        ]);
    }

    private string At(DateTimeOffset moment, Lang lang) => new Moment(house.Settings.Local(moment)).Say(house.Book.Words, lang).Trim();

    private string Say(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, "common", key, values).TrimEnd('\n');
}
