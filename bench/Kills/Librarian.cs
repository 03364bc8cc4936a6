using System.Globalization;
using LibraryBot.Bench.Bots;
using LibraryBot.Dialogs;

namespace LibraryBot.Bench.Kills;

/// <summary>Writes one event after another and hands some of them in. Knows at every moment which question must be open.</summary>
internal sealed class Librarian(string name, string code, PostQuota quota) : Actor(name)
{
    private const string HandIn = "Serahkan untuk ditinjau";
    private const string GiveUp = "batal";

    /// <summary>What is said at each step, and the question that is open before it.</summary>
    private static readonly (string? Open, string? Says)[] Script =
    [
        (null, "/acara"), ("title", null), ("starts_at", "besok jam 3 sore"), ("place", "Ruang Baca Lantai 2"), ("details", "Pembicara: Ayu Rahman"), ("picture", "lewati"), ("send_at", "segera"), ("preview", null),
    ];

    private readonly List<string> handedIn = [];
    private bool isSignedIn;
    private int at;
    private int events = 1;

    /// <summary>Titles of the posts whose handing in was acknowledged.</summary>
    public IReadOnlyList<string> HandedIn => handedIn;

    /// <summary>The title of a post that may have been handed in.</summary>
    public string? MaybeHandedIn => Pending == HandIn ? Title : null;

    public override string? Complaint(DialogState? dialog, bool pendingIsTaken)
    {
        var expected = isSignedIn ? Script[pendingIsTaken ? (at + 1) % Script.Length : at].Open : null;
        if (dialog?.Step != expected)
            return $"stands at {dialog?.Step ?? "no question"} and not at {expected ?? "no question"}";
        return dialog is not null && expected != "title" && dialog.Given["title"] != Title ? $"has the title {dialog.Given["title"]} and not {Title}" : null;
    }

    protected override Task<string?> Next(Guest guest) => Task.FromResult<string?>(!isSignedIn ? $"/masuk {code}" : Script[at].Open switch
    {
        "title" => Title,
        "preview" => quota.Take() ? HandIn : GiveUp,
        _ => Script[at].Says,
    });

    protected override void Acknowledge(string said)
    {
        if (!isSignedIn)
        {
            isSignedIn = true;
            return;
        }

        if (said == HandIn)
            handedIn.Add(Title);
        at = (at + 1) % Script.Length;
        if (at == 0)
            events++;
    }

    private string Title => string.Create(CultureInfo.InvariantCulture, $"Bedah Buku {Name} {events}");
}

/// <summary>How many posts may still be handed in: a network takes twenty a minute in a group, and the rest would only wait.</summary>
internal sealed class PostQuota(TimeProvider clock)
{
    private static readonly TimeSpan OneEach = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    public bool Take()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now < next)
                return false;
            next = now + OneEach;
            return true;
        }
    }
}
