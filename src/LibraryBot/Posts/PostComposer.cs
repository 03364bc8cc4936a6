using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>Makes a post from the answers of its dialog: a text and pictures for each network. The preview and what is sent are both this.</summary>
internal sealed class PostComposer(DialogBook book, DialogRunner runner, Settings settings, LibraryKnowledge knowledge, PostPictures pictures, Func<string?> address)
{
    // The lengths that the library's promotion practice asks for.
    private const int AltAtLeast = 20;
    private const int AltAtMost = 1000;

    /// <param name="correcting">What is public now, when it is corrected: it stays where it is.</param>
    public ComposedPost Compose(IStoreReader store, Flow flow, Given given, DialogScene scene, Standing? correcting = null)
    {
        var destinations = Destination.Open(store);
        var words = Drawing(flow, given, scene);
        var drawn = pictures.Of(given, words);
        var main = new NetworkPost(TextOf(flow, given, scene, PostSteps.Text, ""), drawn.Pictures);
        var networks = destinations.Select(destination => destination.Kind).Where(IsOfItsOwn).Distinct()
            .ToDictionary(kind => kind, kind => new NetworkPost(
                TextOf(flow, given, scene, PostSteps.TextOf(kind), kind),
                kind == Destination.Instagram ? pictures.ForInstagram(drawn, given, words) : drawn.Pictures));
        return new ComposedPost(TitleOf(flow, given, scene, main.Text), main, networks.Where(network => !network.Value.IsSame(main)).ToDictionary())
        {
            OtherText = OtherText(store, flow, given, scene),
            Moments = PostMoments.Of(flow, given),
            DueAt = SendTime.Of(given[PostSteps.SendAt]),
            Destinations = correcting?.Destinations ?? [.. destinations.Select(destination => destination.Id)],
            LacksPicture = drawn.LacksPicture,
        };
    }

    public string TitleOf(Flow flow, Given given, DialogScene scene, string text) =>
        given["title"] ?? (book.Words.Has(flow.Name, "poster_title", scene.Lang) ? book.Words.Say(scene.Lang, flow.Name, "poster_title").Trim() : text.Split('\n', 2)[0].Trim());

    private static bool IsOfItsOwn(string kind) => kind is Destination.Facebook or Destination.Instagram;

    /// <summary>What somebody wrote, or what the template makes of the answers.</summary>
    private string TextOf(Flow flow, Given given, DialogScene scene, string step, string variant)
    {
        if (given[step] is { } own)
            return own;
        // A network without words of its own says what the others say.
        if (variant.Length > 0 && given[PostSteps.Text] is { } main && !book.HasPost(flow.Name, variant))
            return main;
        return Made(flow, given, scene, variant);
    }

    private string Made(Flow flow, Given given, DialogScene scene, string variant) => runner.Post(flow, given, scene, variant,
        ("hashtags", Hashtags.Of(LibraryName(scene.Lang), Own(flow, "hashtags", scene.Lang))),
        ("page", PageOf(flow, given) ?? ""),
        ("lead", given[PostSteps.Lead] is { } lead ? Own(flow, "lead_" + lead, scene.Lang) : ""));

    /// <summary>The page on which all of it is read; null: there is none.</summary>
    private string? PageOf(Flow flow, Given given) => flow.Name == "pathfinder" && address() is { } home ? $"{home}/pathfinders/{PostedGuide.IdOf(given)}" : null;

    private PosterWords Drawing(Flow flow, Given given, DialogScene scene)
    {
        return new PosterWords(
            flow.Name,
            LibraryName(scene.Lang),
            TitleOf(flow, given, scene, ""),
            Capital(PostTalk.KindName(book.Words, flow.Name, scene.Lang)),
            Lines("poster"),
            Described(string.Join(". ", Lines("alt").Select(line => line.TrimEnd('.', ' '))) + ".", LibraryName(scene.Lang)),
            Own(flow, "poster_link", scene.Lang),
            scene.Lang)
        {
            Page = PageOf(flow, given),
        };

        IReadOnlyList<string> Lines(string variant) => !book.HasPost(flow.Name, variant) ? []
            : Made(flow, given, scene, variant).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private string? OtherText(IStoreReader store, Flow flow, Given given, DialogScene scene)
    {
        var other = scene.Lang == Lang.Id ? Lang.En : Lang.Id;
        return Subscription.Of(store, flow.Name).Any(subscriber => subscriber.Lang == other) ? Made(flow, given, scene with { Lang = other }, "") : null;
    }

    /// <summary>Of a length that every network takes and that tells something.</summary>
    private static string Described(string words, string library) =>
        words.Length < AltAtLeast ? $"{words} {library}." : ReadableText.Shortened(words, AltAtMost - 1);

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private string LibraryName(Lang lang) => settings.BrandName ?? knowledge.LibraryName ?? book.Words.Say(lang, "answers", "greeting.library").Trim();

    private string Own(Flow flow, string key, Lang lang) => book.Words.Has(flow.Name, key, lang) ? book.Words.Say(lang, flow.Name, key).Trim() : "";
}

/// <summary>The words that a poster is made of.</summary>
/// <param name="Alt">The same for those who do not see it.</param>
internal sealed record PosterWords(string KindName, string Library, string Title, string Kind, IReadOnlyList<string> Lines, string Alt, string LinkWords, Lang Lang)
{
    /// <summary>The page on which all of it is read; null: there is none.</summary>
    public string? Page { get; init; }
}
