using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Tests.Support;

/// <summary>Someone in a dialog: says things, hears what the runner says, and can be asked where the dialog stands.</summary>
internal sealed class TalkingTo(DialogBook book, Lang lang = Lang.Id, bool realDates = false)
{
    private readonly DialogScene scene = realDates ? DialogFolders.SceneWithRealDates(lang) : DialogFolders.Scene(lang);
    private readonly DialogRunner runner = new(book);

    public Outcome Last { get; private set; } = new(null, []);

    public DialogState State => Last.State ?? throw new InvalidOperationException("The dialog is over.");

    public string Step => State.Step;

    public string Heard => string.Join("\n---\n", Last.Says.Select(said => said.Text));

    public IReadOnlyList<string> Buttons => Last.Says[^1].Buttons;

    public TalkingTo Begins(string dialog, Dictionary<string, string>? given = null, string? atStep = null)
    {
        Last = runner.Begin(book.Flows[dialog], new(given ?? []), scene, atStep);
        return this;
    }

    public TalkingTo Says(params string[] texts)
    {
        foreach (var text in texts)
            Last = runner.Take(State, new Heard(text), scene);
        return this;
    }

    public TalkingTo Sends(string picture, string caption = "")
    {
        Last = runner.Take(State, new Heard(caption) { Pictures = [picture] }, scene);
        return this;
    }

    public TalkingTo SendsAlbum(params string[] pictures)
    {
        Last = runner.Take(State, new Heard("") { Pictures = pictures }, scene);
        return this;
    }

    public TalkingTo IsAt(DialogState state)
    {
        Last = new Outcome(state, []);
        return this;
    }

    public TalkingTo IsAskedAgain()
    {
        Last = runner.AskAgain(State, scene);
        return this;
    }

    /// <summary>An event up to its preview, without a picture.</summary>
    public TalkingTo AtThePreview() => Begins("event").Says("Bedah Buku", "besok jam 3 sore", "Ruang Baca", "lewati", "lewati", "lewati");
}
