using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>What a patron asks. <c>Language</c> is forced or saved; null lets the text decide. <c>Now</c> is in the library's zone.</summary>
public sealed record Question(string Text, DateTimeOffset Now, Lang? Language = null, bool InGroup = false, AskedBefore? Before = null)
{
    /// <summary>The chat's last language, used only when the text itself does not tell.</summary>
    public Lang? LastLanguage { get; init; }

    /// <summary>The whole message, where <c>Text</c> is what it asks.</summary>
    public string Message { get => field ?? Text; init; }
}

/// <summary>What the bot answers. Every line of <c>Text</c> about a book, an event or an hour is printed from the records named in <c>Ids</c>.</summary>
/// <param name="Clarify">The answer ends with a question that the person should settle.</param>
/// <param name="Handoff">The records could not answer, and the answer offers a librarian.</param>
public sealed record Answer(string Text, Lang Lang, string Intent, IReadOnlyList<string> Ids, bool Clarify = false, bool Handoff = false)
{
    /// <summary>How well the records bear it out, 0 to 1: what was found by its name is certain, a list of everything is not.</summary>
    public double Strength { get; init; } = 0.5;

    /// <summary>Visible words of the buttons under the answer; pressing one says it.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>Words of <c>Text</c> that name the beginning of an event.</summary>
    public IReadOnlyList<NamedMoment> Moments { get; init; } = [];

    /// <summary>A file that goes along.</summary>
    public AnswerFile? File { get; init; }

    /// <summary>What to remember for a follow-up ("yang di Serpong?"); null forgets.</summary>
    public AskedBefore? Remember { get; init; }

    /// <summary>The one book or event that it is about; null when there are others or none.</summary>
    public RecordName? About => Ids is not [var only] ? null : (Remember?.Intent ?? Intent) switch
    {
        Intents.Events or Intents.Register or Intents.RegisterInfo or Intents.CancelRsvp => new RecordName(RecordKind.Event, only),
        Intents.NewBooks or Intents.BookLookup => new RecordName(RecordKind.Book, only),
        _ => null,
    };

    /// <summary>The question to pass to a librarian when the person agrees; null when there is nothing to pass on.</summary>
    public string? PassOn { get; init; }
}

/// <summary>Events for a calendar of one's own (iCalendar), and the file's name.</summary>
public sealed record AnswerFile(string Name, string Text);

/// <summary>Words of an answer and the moment that they name.</summary>
public sealed record NamedMoment(string Words, DateTimeOffset At);

/// <summary>What the last question was about, kept with the conversation for follow-ups. No identity, no free text beyond the topic.</summary>
public sealed record AskedBefore(string Intent, IReadOnlyList<string> Ids)
{
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string? Branch { get; init; }
    public string? Topic { get; init; }

    /// <summary>How many items have been shown, for "more".</summary>
    public int Shown { get; init; }
}
