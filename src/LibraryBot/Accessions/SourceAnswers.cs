using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;
using LibraryBot.OutsideWeb;
using LibraryBot.Storage;

namespace LibraryBot.Accessions;

/// <summary>A link to the web, whole, and none that is followed already. Whether it leads to the open Internet is found when it is fetched.</summary>
internal sealed class SourceLink(IStoreReader store) : IAnswerKind
{
    private const int AtMost = 1000;

    public Reading Read(Heard heard, StepScene at)
    {
        if (WebLink.Of(OverHttps(heard.Text.Trim())) is not { } link || heard.Text.Length > AtMost || link.UserInfo.Length > 0)
            return new Reading.Refused("not_a_link");
        return store.All(KnowledgeSource.All).Any(source => source.Link == link.AbsoluteUri)
            ? new Reading.Refused("known_link")
            : new Reading.Accepted(link.AbsoluteUri);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);

    /// <summary>Calendars give out links that open a calendar program; the same address is on the web.</summary>
    private static string OverHttps(string said) => said.StartsWith(Webcal, StringComparison.OrdinalIgnoreCase) ? "https://" + said[Webcal.Length..] : said;

    private const string Webcal = "webcal://";
}

/// <summary>What a link leads to; the guess stands first.</summary>
internal sealed class SourceKindAnswer : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at)
    {
        var kinds = InOrder(at);
        return WordMatch.Find(heard.Text, [.. kinds.Select(kind => (IReadOnlyList<string>)[.. Enum.GetValues<Lang>().Select(lang => Name(kind, lang, at)), kind.Kind])]) switch
        {
            [var only] => new Reading.Accepted(kinds[only].Kind),
            _ => new Reading.Refused("not_a_choice", ("choices", string.Join(", ", Offers(at)))),
        };
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. InOrder(at).Select(kind => Name(kind, at.Lang, at))];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => SourceKind.All.FirstOrDefault(kind => kind.Kind == value) is { } kind ? Shown.As(Name(kind, at.Lang, at)) : Shown.Nothing;

    private static IReadOnlyList<SourceKind> InOrder(StepScene at) =>
        at.Given["link"] is { } link && WebLink.Of(link) is { } uri ? [.. SourceKind.All.OrderByDescending(kind => kind.Guess(uri))] : SourceKind.All;

    private static string Name(SourceKind kind, Lang lang, StepScene at) => at.Words.Say(lang, SourceCards.Folder, "kind." + kind.Kind).Trim();
}

/// <summary>A part of what is behind the link, where there can be parts; skipped for all of it.</summary>
internal sealed class SourceSet : IAnswerKind
{
    private const int AtMost = 200;

    public bool IsNeeded(StepScene at) => at.Given["kind"] is { } kind && SourceKind.All.Any(known => known.Kind == kind && known.HasSets);

    public Reading Read(Heard heard, StepScene at) =>
        heard.Text.Trim() is { Length: > 0 and <= AtMost } set && !set.Any(char.IsWhiteSpace) ? new Reading.Accepted(set) : new Reading.Refused("not_a_set");

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);
}
