using LibraryBot.Dialogs;
using LibraryBot.Knowledge;

namespace LibraryBot.Posts;

/// <summary>The kinds of answer that posts are made of, by the names that dialogs/ uses.</summary>
internal sealed class PostKinds(Settings settings, LibraryKnowledge knowledge)
{
    private readonly Dictionary<string, IAnswerKind> kinds = new()
    {
        ["books"] = new BookPick(knowledge),
        ["whys"] = new BookReasons(knowledge),
        ["event"] = new EventPick(knowledge),
        ["send_time"] = new SendTime(settings),
        ["poster_alt"] = new PosterAlt(),
        ["crop"] = new CropChoice(),
    };

    public IEnumerable<string> Names => kinds.Keys;

    public IAnswerKind Of(string name) => kinds.TryGetValue(name, out var kind) ? kind : StaticKinds.All[name].Kind;
}
