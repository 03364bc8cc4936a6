using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Checkup;

/// <summary>The record of who did what: whether its chain is whole.</summary>
internal static class RecordChecks
{
    private const string Fix = "Nothing of the posts themselves is lost. Keep a copy of the folder as it is now, compare that line with an older backup (doctor on a restored copy tells which backup is whole), and tell the head of the library: somebody has changed the store by hand.";

    public static IEnumerable<Finding> Chain(IStoreReader store, Examined on)
    {
        var lines = store.All(AuditLine.Lines);
        var faults = AuditLine.Faults(lines, store.Get(AuditEnd.Ends, AuditEnd.TheOne)).ToList();
        if (faults.Count == 0)
            return [new Finding("record", lines.Count == 0 ? "nothing is on it yet" : $"{Amounts.Count(lines.Count, "line")}, each fits the one before; it ends with {lines.MaxBy(line => line.Number)!.Hash[..8].ToLowerInvariant()}")];
        return faults.Take(5).Select(fault => new Finding("record", fault.Fault switch
        {
            AuditFault.Changed => $"Line {fault.Line} of the record of who did what is not as it was written.",
            AuditFault.Unchained => $"Line {fault.Line} of the record of who did what does not follow the line before it.",
            _ => $"Line {fault.Line} of the record of who did what is missing.",
        }, Fix));
    }
}
