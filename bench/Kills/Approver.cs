using System.Text.RegularExpressions;
using LibraryBot.Activities;
using LibraryBot.Bench.Bots;
using LibraryBot.Dialogs;

namespace LibraryBot.Bench.Kills;

/// <summary>Approves whatever is handed in, by the button below it.</summary>
internal sealed partial class Approver(string name, string code) : Actor(name)
{
    private const string Approve = "Setujui";
    private readonly Queue<(string Button, string Post)> toDo = new();
    private readonly List<string> approved = [];
    private bool isSignedIn;

    /// <summary>Numbers of the posts whose approval was acknowledged.</summary>
    public IReadOnlyList<string> Approved => approved;

    /// <summary>The number of a post that may have been approved.</summary>
    public string? MaybeApproved => isSignedIn && Pending is not null ? toDo.Peek().Post : null;

    public override string? Complaint(DialogState? dialog, bool pendingIsTaken) =>
        dialog is null ? null : $"stands in {dialog.Dialog} without having begun it";

    protected override async Task<string?> Next(Guest at)
    {
        if (!isSignedIn)
            return $"/masuk {code}";
        if (toDo.Count == 0)
        {
            foreach (var request in (await at.News()).Select(Request).OfType<(string, string)>())
                toDo.Enqueue(request);
        }

        return toDo.Count == 0 ? null : toDo.Peek().Button;
    }

    protected override void Acknowledge(string said)
    {
        if (isSignedIn)
            approved.Add(toDo.Dequeue().Post);
        isSignedIn = true;
    }

    /// <summary>The button of a card that asks for a decision, and the number of the post that it is about.</summary>
    private static (string Button, string Post)? Request(Activity said)
    {
        var buttons = (said.Attachments ?? []).Where(attachment => attachment.Content is not null)
            .SelectMany(attachment => attachment.Content!.Value.GetProperty("buttons").EnumerateArray());
        var approve = buttons.FirstOrDefault(button => button.GetProperty("title").GetString() == Approve);
        return approve.ValueKind == System.Text.Json.JsonValueKind.Undefined
            ? null
            : (approve.GetProperty("text").GetString()!, PostNumber().Match(said.Text!).Groups[1].Value);
    }

    [GeneratedRegex(@"#(\d+)")]
    private static partial Regex PostNumber();
}
