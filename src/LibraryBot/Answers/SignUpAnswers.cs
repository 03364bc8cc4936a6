using LibraryBot.Knowledge;

namespace LibraryBot.Answers;

/// <summary>How to take part in an event, and how to step back from it. A librarian keeps the list: the bot passes the wish on.</summary>
internal sealed class SignUpAnswers(Asking asking)
{
    private const double OfComing = 0.6;
    private readonly EventWishes wishes = new(asking);
    private readonly EventLines lines = new(asking);

    public Answer Register(string intent)
    {
        var chosen = Meant();
        if (chosen.Count == 0 && wishes.Groups.Count > 0)
            return asking.NotFound(intent, asking.Say("event.none_named"));
        if (chosen.Count == 0)
            chosen = [.. wishes.Coming().Where(candidate => candidate.Event.Registration is Registration.Required or Registration.Form or Registration.Full)];
        if (chosen.Count == 0)
            return asking.NotFound(intent, asking.Say("event.none_coming"));
        if (chosen.Count > 1)
            return WhichOne(intent, chosen);
        return Register(intent, chosen[0]);
    }

    /// <summary>How to take part in the event that was just shown, and what a librarian is told when the person agrees.</summary>
    public Answer RegisterFor(string id)
    {
        if (asking.Knowledge.Event(id) is not { } known || wishes.Next(known, asking.Today) is not { Times.Count: > 0 } found)
            return asking.NotFound(Intents.Register, asking.Say("event.none_named"));
        var answer = Register(Intents.Register, found);
        return answer.PassOn is null ? answer : answer with { PassOn = $"{asking.Question.Text}: {known.Title}, {lines.When(known, found.Times)}" };
    }

    private Answer Register(string intent, EventFound only)
    {
        var text = Wording.Lines(lines.Card(only.AtNextTime), intent == Intents.Register ? HowTo(only.Event) : null);
        var answer = asking.Answer(intent, text, [only.Event.Id]) with
        {
            Strength = wishes.Groups.Count > 0 ? only.Evidence : OfComing,
            Buttons = lines.Actions(only.AtNextTime),
            Remember = asking.Remembering(intent, [only], only.Times[0].Day, only.Times[0].Day),
        };
        return intent == Intents.Register && CanAsk(only.Event) ? asking.Offering(answer) : answer;
    }

    public Answer Cancel()
    {
        var chosen = Meant();
        if (chosen.Count > 1)
            return WhichOne(Intents.CancelRsvp, chosen);
        if (chosen.Count == 0)
            return wishes.Groups.Count > 0
                ? asking.NotFound(Intents.CancelRsvp, asking.Say("event.none_named"))
                : asking.Offering(asking.Answer(Intents.CancelRsvp, asking.Say("event.cancel_which"), [], clarify: true));
        var text = Wording.Lines(lines.Item(chosen[0].AtNextTime), asking.Say("event.cancel_by_librarian"));
        return asking.Offering(asking.Answer(Intents.CancelRsvp, text, [chosen[0].Event.Id]));
    }

    private Answer WhichOne(string intent, IReadOnlyList<EventFound> chosen)
    {
        var shown = chosen.Take(Asking.ShownAtOnce).Select(candidate => candidate.AtNextTime).ToList();
        var text = Wording.Lines([asking.Say("event.which"), .. shown.Select(lines.Item)]);
        return asking.Answer(intent, text, [.. chosen.Take(Asking.Told(chosen.Count)).Select(candidate => candidate.Event.Id)], clarify: true) with
        {
            Buttons = [.. shown.Select(candidate => candidate.Event.Title).Distinct().Take(5)],
            Remember = asking.Remembering(intent, shown, null, null),
        };
    }

    /// <summary>The event that someone wants to join or leave: by its name and day, else by the next of its kind.</summary>
    private IReadOnlyList<EventFound> Meant()
    {
        if (wishes.Groups.Count == 0 && asking.Asked.Date is not { NamesDay: true })
            return [];
        var search = asking.Asked.Date is { NamesDay: true } date ? wishes.Ahead() with { From = date.From, To = date.To } : wishes.Ahead();
        var found = search.Find();
        // "pelatihan R tanggal 20, masih bisa nyelip?": the only one of its kind that day.
        if (found.Count == 0 && asking.Asked.Date is { NamesDay: true } && wishes.Kinds.Count > 0 && (search with { Groups = wishes.Kinds }).Find() is [var only])
            return [only];
        if (found.Count == 0 && wishes.Groups.Count > 0)
            found = wishes.Ahead().Find();
        if (found.Count == 0 && wishes.Groups.Count > 0)
            found = [.. wishes.Gone().Take(1)];
        return found;
    }

    private string? HowTo(LibraryEvent found)
    {
        if (found.Cancelled)
            return null;
        if (found.IsFull)
            return asking.Say(found.Waitlist ? "event.how_waitlist" : "event.how_full");
        return found.Registration switch
        {
            Registration.None or Registration.Closed => null,
            Registration.Form => asking.Say("event.how_form"),
            _ => asking.Say("event.how"),
        };
    }

    private static bool CanAsk(LibraryEvent found) => !found.Cancelled && found.Registration is not (Registration.None or Registration.Closed) && (!found.IsFull || found.Waitlist);
}
