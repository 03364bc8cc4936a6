using LibraryBot.Bench.Bots;
using LibraryBot.Dialogs;

namespace LibraryBot.Bench.Kills;

/// <summary>Asks one question after another.</summary>
internal sealed class Patron(string name) : Actor(name)
{
    private static readonly string[] Questions =
    [
        "buku baru minggu ini apa saja?", "ada acara apa hari Sabtu?", "hari ini buka sampai jam berapa?", "any new books this week?", "apakah ada buku tentang robot?",
    ];

    public override string? Complaint(DialogState? dialog, bool pendingIsTaken) =>
        dialog is null ? null : $"stands in {dialog.Dialog} without having begun it";

    protected override Task<string?> Next(Guest at) => Task.FromResult<string?>(Questions[Acknowledged % Questions.Length]);

    protected override void Acknowledge(string said)
    {
    }
}
