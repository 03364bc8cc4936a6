using System.Globalization;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>An event in words: when, where, how to take part, how many seats are left. All from the record.</summary>
internal sealed class EventLines(Asking asking)
{
    private const int DaysListed = 6;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    /// <summary>One of several.</summary>
    public string Item(EventFound found) => Lines(found.Event, found.Times, isAlone: false);

    /// <summary>Shown alone, with all that its record tells; in a group no longer than one of several.</summary>
    public string Card(EventFound found) => Lines(found.Event, found.Times, isAlone: !asking.Question.InGroup);

    /// <summary>What can be done with an event that is shown alone: nothing when it is over.</summary>
    public IReadOnlyList<string> Actions(EventFound found)
    {
        if (found.Event.Cancelled || asking.Question.InGroup || found.Times.Count == 0 || found.Times[^1].IsOver(asking.Now))
            return [];
        return CanSignUp(found.Event) ? [asking.Say("button.sign_up"), asking.Say("button.calendar")] : [asking.Say("button.calendar")];
    }

    public string Speaker(LibraryEvent found) => found.Speaker is { } speaker ? asking.Say("event.speaker", ("speaker", speaker)) : "";

    public string Audience(LibraryEvent found) => found.Audience is { } audience ? asking.Say("event.audience", ("audience", audience)) : "";

    private string Lines(LibraryEvent found, IReadOnlyList<Occurrence> times, bool isAlone) => asking.Wording.Item("event.item",
        ("title", found.Title),
        ("when", When(found, times)),
        ("where", Where(found)),
        ("address", isAlone ? knowledge.Branch(found.Branch)?.Address ?? "" : ""),
        ("speaker", Speaker(found)),
        ("audience", isAlone ? Audience(found) : ""),
        ("note", Note(found, times)),
        ("signup", found.Cancelled ? "" : SignUp(found)),
        ("link", isAlone && !found.Cancelled && found.Link is { } link && found.Registration != Registration.Form ? asking.Say("event.link", ("link", link)) : ""));

    /// <summary>The library takes names for it, and there is a place or a list of those who wait.</summary>
    private static bool CanSignUp(LibraryEvent found) =>
        found.Registration is Registration.Required or Registration.Form or Registration.Full && (!found.IsFull || found.Waitlist);

    public string When(LibraryEvent found, IReadOnlyList<Occurrence> times)
    {
        if (times.Count == 0)
            return "";
        var first = times[0];
        if (found.AllDay)
            return times.Count == 1 && first.Day != first.LastDay ? asking.Say("event.days", ("from", SayTime.Day(first.Day, asking.Lang)), ("to", SayTime.Day(first.LastDay, asking.Lang))) : Days(times);
        var words = $"{Days(times)}, {Hours(first)}";
        // Words that name several days name no one moment.
        if (times.Count == 1)
            asking.Moments.Add(new NamedMoment(words, first.Start));
        return words;
    }

    /// <summary>"Wajib daftar, sisa 37 kursi" and the like; empty when the library has not said.</summary>
    public string SignUp(LibraryEvent found)
    {
        if (found.IsFull)
            return asking.Say(found.Waitlist ? "event.full_waitlist" : "event.full");
        return found.Registration switch
        {
            Registration.None => asking.Say("event.no_signup"),
            Registration.Required when found.SeatsLeft is { } seats => asking.Say("event.signup_seats", ("seats", Number(seats)), ("quota", Number(found.Quota!.Value))),
            Registration.Required when found.Quota is { } quota => asking.Say("event.signup_quota", ("quota", Number(quota))),
            Registration.Required => asking.Say("event.signup"),
            Registration.Form => asking.Say("event.form") + (found.Link is { } link ? $" {link}" : ""),
            Registration.Closed => asking.Say("event.closed"),
            _ => "",
        };
    }

    /// <summary>The same for a file that is kept: how many seats are left today is soon wrong.</summary>
    public string LastingSignUp(LibraryEvent found) => found.Registration switch
    {
        Registration.Required or Registration.Full => asking.Say("event.signup"),
        Registration.None or Registration.Form => SignUp(found with { Quota = null }),
        _ => "",
    };

    public string Note(LibraryEvent found, IReadOnlyList<Occurrence> times)
    {
        if (found.Cancelled)
            return asking.Say("event.cancelled");
        return times.Count > 0 && times[^1].IsOver(asking.Now) ? asking.Say("event.over") : "";
    }

    public string Where(LibraryEvent found)
    {
        var branch = knowledge.Branch(found.Branch)?.Name;
        var place = string.Join(", ", new[] { found.Room, branch }.OfType<string>());
        return found.Online ? string.Join(", ", new[] { place, asking.Say("event.online") }.Where(part => part.Length > 0)) : place;
    }

    // "Kamis, 2 April 2026; 9, 16 dan 23 April" would save letters; whole dates cannot be misread.
    private string Days(IReadOnlyList<Occurrence> times)
    {
        var listed = string.Join("; ", times.Take(DaysListed).Select(time => SayTime.Day(time.Day, asking.Lang)));
        return times.Count > DaysListed ? $"{listed}; ..." : listed;
    }

    private string Hours(Occurrence time)
    {
        var zone = SayTime.Zone(time.Start.Offset);
        var from = SayTime.Hour(TimeOnly.FromDateTime(time.Start.DateTime), asking.Lang);
        var to = SayTime.Hour(TimeOnly.FromDateTime(time.End.DateTime), asking.Lang);
        if (time.Start == time.End)
            return $"{from} {zone}";
        return time.Day == time.LastDay ? $"{from}-{to} {zone}" : $"{from} {zone} - {SayTime.Day(time.LastDay, asking.Lang)}, {to} {zone}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
