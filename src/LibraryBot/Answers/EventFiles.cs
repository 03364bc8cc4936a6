using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Public events as a file for a calendar of one's own, with what is said of them in one language.</summary>
public sealed class EventFiles(Asking asking)
{
    /// <summary>For those who ask in no chat.</summary>
    public static EventFiles For(LibraryKnowledge knowledge, Words words, Lang lang, DateTimeOffset now)
    {
        var snapshot = knowledge.Now;
        return new EventFiles(new Asking(new Question("", now, lang), new AskedText("", now, snapshot), snapshot, new Wording(words, lang)));
    }

    /// <summary>Null when none of them is a public event.</summary>
    public AnswerFile? Of(IReadOnlyList<string> ids)
    {
        var titles = ids.Select(asking.Knowledge.Event).OfType<LibraryEvent>().Select(found => found.Title).ToList();
        return new CalendarFile(asking.Knowledge, Description).Of(ids, asking.Now) is { } text
            ? new AnswerFile(CalendarFile.NameOf(titles, asking.Say("calendar.name")), text)
            : null;
    }

    private string Description(LibraryEvent found)
    {
        var lines = new EventLines(asking);
        return Wording.Lines([found.Description, lines.Speaker(found), lines.Audience(found), found.Cancelled ? null : lines.LastingSignUp(found)]);
    }
}
