using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What became of a post: its versions with what changed, who decided what on each, and when.</summary>
internal sealed class HistoryDesk(DialogBook book, DialogRunner runner)
{
    private const string Folder = "history";
    private const int ShownAtMost = 80;

    public void Join(Repertoire repertoire) =>
        repertoire.Add(new Command("/riwayat", "/history", Role.Librarian, Show) { InDialog = InDialog.Interrupts });

    private void Show(TurnContext turn, string number)
    {
        if (number.Length == 0)
            turn.Say(Say(turn, "ask"));
        else if (PostTalk.Find(turn, number) is { } post)
            turn.Say(string.Join('\n', Lines(turn, post)));
    }

    private IEnumerable<string> Lines(TurnContext turn, Post post)
    {
        yield return Say(turn, "head", PostTalk.Facts(turn, post, turn.Lang));
        var versions = turn.Store.Find(PostVersion.Versions, PostVersion.ByPost, post.Number).OrderBy(version => version.Version).ToList();
        var lines = turn.Store.Find(AuditLine.Lines, AuditLine.ByPost, post.Number).OrderBy(line => line.Number).ToList();
        PostVersion? before = null;
        foreach (var version in versions)
        {
            yield return "";
            yield return Say(turn, "version", ("version", $"{version.Version}"), ("by", version.ByName), ("when", turn.Moment(version.At, turn.Lang)), ("code", PostHash.Short(version.Hash)));
            foreach (var change in Changes(turn, post, before, version))
                yield return "  " + change;
            foreach (var line in lines.Where(line => line.Version == version.Version && !line.Verb.StartsWith("submit", StringComparison.Ordinal)))
                yield return "  " + Done(turn, line);
            before = version;
        }
    }

    /// <summary>What each changed answer said before and says now, in words.</summary>
    private IEnumerable<string> Changes(TurnContext turn, Post post, PostVersion? before, PostVersion version)
    {
        if (before is null || !book.Flows.TryGetValue(post.Kind, out var flow))
            yield break;
        var (old, now) = (runner.Values(flow, before.Given, turn.Scene), runner.Values(flow, version.Given, turn.Scene));
        foreach (var step in version.Changed)
            yield return Say(turn, "change", ("name", turn.Words.Say(turn.Lang, flow.Name, step + ".name").Trim()), ("before", Shown(turn, old, step)), ("now", Shown(turn, now, step)));
    }

    private static string Shown(TurnContext turn, IReadOnlyDictionary<string, IReadOnlyList<string>> values, string step) =>
        values.TryGetValue(step, out var words) && string.Join(", ", words) is { Length: > 0 } said ? ReadableText.Shortened(said, ShownAtMost) : Say(turn, "nothing");

    private static string Done(TurnContext turn, AuditLine line)
    {
        var key = "verb." + line.Verb.Replace(' ', '_');
        var verb = turn.Words.Has(Folder, key, turn.Lang) ? Say(turn, key) : line.Verb;
        // The record's own lines about deliveries hold ids, not words for people.
        var words = line.Words is { Length: > 0 } said && line.PersonId.Length > 0 ? $": {said}" : "";
        return Say(turn, "done", ("verb", verb), ("by", line.PersonName), ("when", turn.Moment(line.At, turn.Lang)), ("words", words));
    }

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();
}
