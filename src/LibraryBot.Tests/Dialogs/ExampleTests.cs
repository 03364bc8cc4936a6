using LibraryBot.Dialogs;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

/// <summary>The examples played through the runner alone, until the dialog ends; the whole bot plays them elsewhere.</summary>
public class ExampleTests
{
    public static TheoryData<string> Examples() =>
        [.. Directory.EnumerateFiles(DialogFolders.RealFolder, "*.chat", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(DialogFolders.RealFolder, path)).Order()];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_plays_as_written(string example)
    {
        var script = ChatScript.Read(Path.Combine(DialogFolders.RealFolder, example));
        Assert.Empty(script.Problems);
        var someone = new TalkingTo(DialogFolders.Real, script.Lang, realDates: true);
        var said = new Queue<Said>();
        foreach (var line in script.Lines.Where(line => line.Role is null))
        {
            if (line.Speaker == ChatSpeaker.Bot)
            {
                Assert.True(said.TryDequeue(out var next) && line.Fits(next.Text), $"{example}:{line.Number}: expected {line.Text}, heard {next?.Text}");
                continue;
            }

            Assert.Empty(said);
            Play(someone, line, $"{example}:{line.Number}");
            said = new Queue<Said>(someone.Last.Says);
            if (someone.Last.End is DialogEnd.Completed)
                return;
        }

        Assert.IsType<DialogEnd.Cancelled>(someone.Last.End);
    }

    private static void Play(TalkingTo someone, ChatLine line, string where)
    {
        if (line.Speaker == ChatSpeaker.Button)
            Assert.True(someone.Buttons.Contains(line.Text), $"{where}: there is no button {line.Text}");
        if (DialogFolders.Real.StartedBy(line.Text) is { } flow)
            someone.Begins(flow.Name);
        else
            someone.Says(line.Text);
    }
}
