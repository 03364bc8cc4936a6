using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>
/// An event of the library's calendar, whose time, place and people come along as answers to the steps of those names; or a title
/// of one's own. The event's id is kept under a name of its own. With the rule in_the_future those to come are offered, else the last ones.
/// </summary>
internal sealed class EventPick(LibraryKnowledge knowledge) : IAnswerKind
{
    /// <summary>The answer that holds the id of the picked event.</summary>
    public const string EventId = "event_id";

    /// <summary>The answer that holds when the picked event took place, as it was picked: a later move of it is noticed by this.</summary>
    public const string EventStart = "event_start";

    private const int OfferedAtMost = 3;
    private const int DaysAhead = 60;
    private const int DaysBack = 21;
    private readonly TextKind titles = new();
    private volatile Days? days;

    public Reading Read(Heard heard, StepScene at)
    {
        // The whole of it: a new title may begin as another does.
        if (Offered(at).Find(occurrence => IsSaid(heard.Text, occurrence)) is { } offered)
            return Picked(offered);
        var typed = titles.Read(heard, at);
        return typed is Reading.Accepted accepted
            ? accepted with { Also = new Dictionary<string, string> { [EventId] = "", [EventStart] = "" } }
            : typed;
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. Offered(at).Select(occurrence => Line(occurrence, at.Lang))];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);

    private List<Occurrence> Offered(StepScene at)
    {
        var around = Around(DateOnly.FromDateTime(at.Now.DateTime)).Occurrences;
        return at.Step.Rule == StaticKinds.InTheFuture
            ? [.. around.Where(occurrence => occurrence.Start > at.Now).DistinctBy(occurrence => occurrence.Event.Id).Take(OfferedAtMost)]
            : [.. around.Where(occurrence => occurrence.Start <= at.Now).Reverse().DistinctBy(occurrence => occurrence.Event.Id).Take(OfferedAtMost)];
    }

    /// <summary>Worked out once a day, or when the library knows something new: rules that recur are dear, and a turn holds the store's lane.</summary>
    private Days Around(DateOnly today)
    {
        var snapshot = knowledge.Now;
        if (days is { } known && known.Of == snapshot && known.Today == today)
            return known;
        return days = new Days(snapshot, today, [.. snapshot.Occurrences(today.AddDays(-DaysBack), today.AddDays(DaysAhead)).Where(Suits)]);
    }

    private static bool IsSaid(string text, Occurrence occurrence) =>
        new[] { Line(occurrence, Lang.Id), Line(occurrence, Lang.En), occurrence.Event.Title }.Any(words => AnswerWords.Same(text, words));

    private static bool Suits(Occurrence occurrence) => !occurrence.Event.Cancelled && occurrence.Event.Title.Length > 0;

    private Reading.Accepted Picked(Occurrence occurrence)
    {
        var found = occurrence.Event;
        var starts = new Moment(occurrence.Start, occurrence.End > occurrence.Start ? occurrence.End : null);
        var answers = new Dictionary<string, string?>
        {
            [EventId] = found.Id,
            [EventStart] = starts.Value,
            ["starts_at"] = starts.Value,
            ["place"] = Place(found),
            ["speaker"] = found.Speaker,
            ["audience"] = found.Audience,
            ["sign_up"] = found.Registration is Registration.Form or Registration.Required ? found.Link : null,
        };
        return new Reading.Accepted(found.Title) { Also = answers.Where(answer => !string.IsNullOrWhiteSpace(answer.Value)).ToDictionary(answer => answer.Key, answer => answer.Value!) };
    }

    private string? Place(LibraryEvent found)
    {
        var place = string.Join(", ", new[] { found.Room, knowledge.Now.Branch(found.Branch)?.Name }.Where(part => !string.IsNullOrEmpty(part)));
        return place.Length > 0 ? place : found.Online ? found.Link : null;
    }

    private sealed record Days(KnowledgeSnapshot Of, DateOnly Today, IReadOnlyList<Occurrence> Occurrences);

    private static string Line(Occurrence occurrence, Lang lang) => $"{occurrence.Event.Title} ({SayTime.Day(occurrence.Day, lang)})";
}
