using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>"Simpan ke kalender", "put it in my calendar", "kirim ics-nya": events as a file to keep; those of the answer before, or those that are named.</summary>
internal sealed class CalendarAnswers(Asking asking)
{
    private const int WordsAtMost = 14;
    private const int EventsInFile = 7;
    private const int DaysAhead = 365;
    private static readonly string[] EventIntents = [Intents.Events, Intents.Register, Intents.RegisterInfo, Intents.CancelRsvp];
    private static readonly string[] NeverHere = [Intents.StaffOnly, Intents.PrivacyRefuse, Intents.DataErase, Intents.Abuse];
    private static readonly HashSet<string> FileWords = ["ics", "icsnya", "ical", "icalendar"];
    private static readonly HashSet<string> Calendars = ["kalender", "kalenderku", "kalendernya", "calendar"];
    private static readonly HashSet<string> Keeping = ["simpan", "simpankan", "menyimpan", "masukkan", "masukin", "memasukkan", "tambahkan", "tambahin", "tambah", "taruh", "catat", "catatkan", "add", "put", "save"];

    /// <summary>"Kirim kalender kegiatan" may as well ask for the list: these count only when it is clear which events are meant.</summary>
    private static readonly HashSet<string> Sending = ["kirim", "kirimkan", "kirimin", "unduh", "ekspor", "send", "download", "export", "berkas", "file"];
    private static readonly HashSet<string> Between = ["ke", "di", "dalam", "in", "into", "to", "on", "my", "saya", "aku", "google", "hp", "nya", "it", "them", "itu", "ini", "this", "that", "these", "those", "dong", "ya", "tolong", "please", "the", "a", "as", "acaranya", "semua", "semuanya", "all"];
    private readonly IReadOnlyList<TextWord> words = TextWords.Read(asking.Asked.Text);
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    /// <summary>Null when no file is asked for.</summary>
    public Answer? Of(string intent)
    {
        if (!IsAsked() || NeverHere.Contains(intent))
            return null;
        var rest = new AskedText(WithoutAsking(), asking.Now, knowledge);
        if (rest.Content.Count > 0 || rest.Date is { NamesDay: true })
            return Named(rest);
        return Before() is { Count: > 0 } ids ? Kept(ids, asking.Question.Before) : Which(rest);
    }

    private bool IsAsked()
    {
        if (words.Count is 0 or > WordsAtMost)
            return false;
        var calendar = words.Index().Where(word => Calendars.Contains(word.Item.Plain)).Select(word => word.Index).DefaultIfEmpty(-1).First();
        return words.Any(word => FileWords.Contains(word.Plain))
            || words.Take(calendar).Any(word => Keeping.Contains(word.Plain))
            || (calendar >= 0 && words.Any(word => Sending.Contains(word.Plain)) && Before().Count > 0);
    }

    /// <summary>What is said beside the wish for a file: an event's name, a day.</summary>
    private string WithoutAsking()
    {
        var letters = asking.Asked.Text.ToCharArray();
        foreach (var word in words.Where(word => FileWords.Contains(word.Plain) || Calendars.Contains(word.Plain) || Keeping.Contains(word.Plain) || Sending.Contains(word.Plain) || Between.Contains(word.Plain)))
            Array.Fill(letters, ' ', word.Start, word.End - word.Start);
        return new string(letters).Trim();
    }

    private IReadOnlyList<string> Before() => asking.Question.Before is { } before && EventIntents.Contains(before.Intent)
        ? [.. before.Ids.Where(id => knowledge.Event(id) is not null)]
        : [];

    private Answer Named(AskedText rest)
    {
        var named = new EventAnswers(asking with { Asked = rest }).Events();
        var ids = named.Ids.Where(id => knowledge.Event(id) is not null).ToList();
        return ids.Count == 0 ? named : Kept(ids, named.Remember);
    }

    private Answer Kept(IReadOnlyList<string> ids, AskedBefore? remember)
    {
        var events = ids.Select(knowledge.Event).OfType<LibraryEvent>().ToList();
        if (events.Count > EventsInFile)
            return Choice([.. events.Take(Asking.ShownAtOnce)], remember);
        var text = Wording.Lines([asking.Say("calendar.file"), .. events.Select(Line), asking.Say("calendar.changes")]);
        return asking.Answer(Intents.FollowUp, text, ids) with { Remember = remember, File = new EventFiles(asking).Of(ids) };
    }

    /// <summary>Nothing tells which: those of the next weeks.</summary>
    private Answer Which(AskedText rest)
    {
        var coming = new EventAnswers(asking with { Asked = rest }).Events();
        var events = coming.Ids.Select(knowledge.Event).OfType<LibraryEvent>().ToList();
        return events.Count == 0 ? coming : Choice(events, coming.Remember);
    }

    private Answer Choice(IReadOnlyList<LibraryEvent> events, AskedBefore? remember) =>
        asking.Answer(Intents.Events, Wording.Lines([asking.Say("calendar.which"), .. events.Select(Line)]), [.. events.Select(found => found.Id)], clarify: true) with
        {
            Buttons = [.. events.Select(found => found.Title).Distinct().Take(Asking.ShownAtOnce)],
            Remember = remember,
        };

    private string Line(LibraryEvent found)
    {
        var time = EventCalendar.Of(found, asking.Today, asking.Today.AddDays(DaysAhead), knowledge.Zone).FirstOrDefault(time => !time.IsOver(asking.Now))
            ?? EventCalendar.Of(found, asking.Today.AddDays(-DaysAhead), asking.Today, knowledge.Zone).LastOrDefault();
        IReadOnlyList<Occurrence> times = time is null ? [] : [time];
        var lines = new EventLines(asking);
        return asking.Wording.Item(found.Rrule is null || time?.IsOver(asking.Now) != false ? "calendar.item" : "calendar.series",
            ("title", found.Title), ("when", lines.When(found, times)), ("note", lines.Note(found, times)));
    }
}
