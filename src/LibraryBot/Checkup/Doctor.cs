using LibraryBot.Storage;

namespace LibraryBot.Checkup;

/// <summary>Looks at everything that can go wrong around a library's bot, and names each fault with its fix.</summary>
/// <param name="progress">Told what is being looked at when it takes longer than a person likes to wait.</param>
public sealed class Doctor(Examined on, TextWriter progress)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private static readonly IReadOnlyList<(string Name, Func<Examined, CancellationToken, Task<IEnumerable<Finding>>> Look)> Checks =
    [
        ("settings", Of(SettingChecks.Refused)),
        ("public address", Of(SettingChecks.PublicAddress)),
        ("time zone", Of(SettingChecks.Zone)),
        ("dialogs", Of(SettingChecks.Dialogs)),
        ("data folder", Of(FolderChecks.Place)),
        ("disk space", Of(FolderChecks.Room)),
        ("store files", Of(StoreChecks.Files)),
        ("indexes", StoreChecks.Indexes),
        ("store size", Of(StoreChecks.Size)),
        ("backups", Of(BackupChecks.Newest)),
        ("backups that open", Of(BackupChecks.Readable)),
        ("journal", Of(BackupChecks.Journal)),
        ("record", Of(RecordChecks.Chain)),
        ("quarantine", Of(WaitingChecks.Quarantine)),
        ("replies", Of(WaitingChecks.Replies)),
        ("deliveries", Of(WaitingChecks.Deliveries)),
        ("sources", Of(SourceChecks.Health)),
        ("owner", Of(PeopleChecks.Owner)),
        ("approvers", Of(PeopleChecks.Approvers)),
        ("telegram", Of(TelegramChecks.Contact)),
        ("telegram webhook", Of(TelegramChecks.Webhook)),
        ("telegram groups", Of(TelegramChecks.Privacy)),
        ("telegram inline", Of(TelegramChecks.Inline)),
        ("facebook", Of(MetaChecks.Facebook)),
        ("instagram", Of(MetaChecks.Instagram)),
        ("graph version", Of(MetaChecks.Version)),
    ];

    /// <summary>Exit 0 when nothing is wrong, 1 otherwise.</summary>
    public async Task<int> Look(TextWriter output, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var began = TimeProvider.System.GetTimestamp();
        foreach (var (name, look) in Checks)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Quiet)
                await progress.WriteLineAsync($"Looking at: {name} ...");
            findings.AddRange(await Look(name, look, cancel));
        }

        await Print(findings, output);
        return findings.Exists(finding => finding.IsFault) ? 1 : 0;
    }

    /// <summary>A check that cannot be made is a fault of its own and keeps nobody from the others.</summary>
    private async Task<IEnumerable<Finding>> Look(string name, Func<Examined, CancellationToken, Task<IEnumerable<Finding>>> look, CancellationToken cancel)
    {
        try
        {
            return [.. await look(on, cancel)];
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return [new Finding(name, $"It could not be looked at: {OneLine.Of(failure.Message)}", "Mend that, then run doctor again.")];
        }
    }

    private static async Task Print(List<Finding> findings, TextWriter output)
    {
        var faults = findings.Where(finding => finding.IsFault).ToList();
        foreach (var fault in faults)
        {
            await output.WriteLineAsync($"{fault.Name}: {fault.What}");
            await output.WriteLineAsync($"  Fix: {fault.Fix}");
            await output.WriteLineAsync();
        }

        await output.WriteLineAsync(faults.Count switch { 0 => "No fault was found.", 1 => "1 fault.", _ => $"{faults.Count} faults." });
        await output.WriteLineAsync("In order:");
        foreach (var fine in findings.Where(finding => !finding.IsFault))
            await output.WriteLineAsync($"- {fine.Name}: {fine.What}");
    }

    private static Func<Examined, CancellationToken, Task<IEnumerable<Finding>>> Of(Func<Examined, IEnumerable<Finding>> look) =>
        (on, _) => Task.FromResult(look(on));

    /// <summary>A check of the records: short, since it is a turn among others.</summary>
    private static Func<Examined, CancellationToken, Task<IEnumerable<Finding>>> Of(Func<IStoreReader, Examined, IEnumerable<Finding>> look) =>
        async (on, _) => on.Store is { } store ? await store.Read(reader => look(reader, on).ToList()) : [];
}
