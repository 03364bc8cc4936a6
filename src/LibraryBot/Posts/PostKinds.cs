using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Media;

namespace LibraryBot.Posts;

/// <summary>The kinds of answer that posts are made of, by the names that dialogs/ uses.</summary>
internal sealed class PostKinds(Settings settings, LibraryKnowledge knowledge, MediaFolder media)
{
    private readonly Dictionary<string, IAnswerKind> kinds = new()
    {
        ["books"] = new BookPick(knowledge, media),
        ["whys"] = new BookReasons(knowledge),
        ["event"] = new EventPick(knowledge),
        ["facts"] = new Facts(),
        ["consent"] = new Consent(),
        ["day"] = new DayAnswer(),
        ["hours"] = new HoursChange(),
        ["entries"] = new GuideEntries(knowledge),
        ["send_time"] = new SendTime(settings),
        ["poster_alt"] = new PosterAlt(),
        ["crop"] = new CropChoice(),
    };

    public IEnumerable<string> Names => kinds.Keys;

    public IAnswerKind Of(string name) => kinds.TryGetValue(name, out var kind) ? kind : StaticKinds.All[name].Kind;
}
