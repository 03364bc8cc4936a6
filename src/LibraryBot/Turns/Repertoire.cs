using System.Text.Json;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;

namespace LibraryBot.Turns;

/// <summary>A command and who may use it. The first name is Indonesian, the second English; plain words do the same.</summary>
public sealed record Command(string Indonesian, string English, Role Who, Action<TurnContext, string> Do)
{
    /// <summary>Visible words that mean the command, as buttons say them, in both languages.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whose menus show it, when that is not everyone who may use it.</summary>
    public Role? ShownFrom { get; init; }

    /// <summary>Answers in a group too; staff commands never do.</summary>
    public bool InGroups { get; init; }

    public InDialog InDialog { get; init; } = InDialog.Waits;
}

/// <summary>What a command does while a dialog is open.</summary>
public enum InDialog
{
    /// <summary>It is not done; the person is told that a dialog is open.</summary>
    Waits,

    /// <summary>It is done, and the dialog asks its question again.</summary>
    Interrupts,

    /// <summary>The dialog itself understands it: cancel, back, help.</summary>
    BelongsToDialog,
}

/// <summary>A picture that goes with an answer: its media id, and words for those who do not see it.</summary>
public sealed record ShownPicture(string Media, string Alt);

/// <summary>All that can happen in a turn, by name: each part of the house adds what it can do.</summary>
public sealed class Repertoire
{
    private readonly List<Command> commands = [];
    private readonly Dictionary<string, (Command Command, bool InEnglish)> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Command> byWords = new(StringComparer.Ordinal);

    public IReadOnlyList<Command> Commands => commands;

    /// <summary>What a finished dialog leads to.</summary>
    public Dictionary<string, Action<TurnContext, DialogEnd.Completed>> Endings { get; } = [];

    /// <summary>What follows when the person says yes or no to passing their question on.</summary>
    public Action<TurnContext, bool> AnswerOffer { get; set; } = (_, _) => { };

    /// <summary>What follows when one of the staff sends pictures (media ids, commas between) outside of any dialog.</summary>
    public Action<TurnContext, string> BeginWithPictures { get; set; } = (_, _) => { };

    /// <summary>What follows when someone sends files that are no pictures, which are kept by then.</summary>
    public Action<TurnContext, IReadOnlyList<SentFile>> TakeFiles { get; set; } = (_, _) => { };

    /// <summary>What else follows when the records had nothing for a patron's question.</summary>
    public Action<TurnContext, string> Unanswered { get; set; } = (_, _) => { };

    /// <summary>Kinds of answer that need the turn: the books, the posts in review.</summary>
    public Dictionary<string, Func<TurnContext, IAnswerKind>> Kinds { get; } = [];

    /// <summary>
    /// What else follows when a dialog goes on or ends: it stood there before the turn (null: it has just begun), and came to this.
    /// What it answers is said in the same message.
    /// </summary>
    public Func<TurnContext, DialogState?, Outcome, string?> Played { get; set; } = (_, _, _) => null;

    /// <summary>Whether an open dialog is still this conversation's.</summary>
    public Func<TurnContext, DialogState, bool> IsHere { get; set; } = (_, _) => true;

    /// <summary>Says that a dialog is not this conversation's any more, and that the answer to it was not used.</summary>
    public Action<TurnContext> TellItIsElsewhere { get; set; } = _ => { };

    /// <summary>What a dialog's confirmation shows.</summary>
    public Func<TurnContext, Flow, Given, Preview>? Preview { get; set; }

    public Dictionary<string, Action<TurnContext, Button>> Buttons { get; } = [];

    /// <summary>What is shown instead when a button no longer works, by what it was about ("post"): how that stands now.</summary>
    public Dictionary<string, Action<TurnContext, Button>> Screens { get; } = [];

    /// <summary>Where a link into the private chat leads, by its verb; what is given is the link's subject.</summary>
    public Dictionary<string, Action<TurnContext, string>> Links { get; } = [];

    /// <summary>What else follows when somebody begins with /start.</summary>
    public List<Action<TurnContext>> Starts { get; } = [];

    /// <summary>What else follows when somebody signs in or out or chooses a language.</summary>
    public List<Action<TurnContext>> Changes { get; } = [];

    /// <summary>Pictures of what an answer shows alone, if there is one at hand: the cover of a book, the poster of an event.</summary>
    public List<Func<TurnContext, RecordName, ShownPicture?>> Pictures { get; } = [];

    /// <summary>Events of a channel, by name.</summary>
    public Dictionary<string, Action<TurnContext, JsonElement>> Events { get; } = [];

    /// <summary>A name or words that two commands share are the first one's.</summary>
    public void Add(Command command)
    {
        commands.Add(command);
        byName.TryAdd(command.Indonesian, (command, InEnglish: false));
        byName.TryAdd(command.English, (command, InEnglish: true));
        foreach (var words in command.Words)
            byWords.TryAdd(AnswerWords.Normal(words), command);
    }

    /// <summary>The command of a text ("/buku robot", "Buku baru"), what follows it, and the language of its name.</summary>
    public (Command Command, string Argument, Lang? Lang)? Find(string text)
    {
        var parts = text.Split([' ', '\n'], 2, StringSplitOptions.TrimEntries);
        if (byName.TryGetValue(parts[0], out var named))
            return (named.Command, parts.ElementAtOrDefault(1) ?? "", LanguageOf(named.Command, named.InEnglish));
        return AnswerWords.Normal(text) is { Length: > 0 } words && byWords.TryGetValue(words, out var command) ? (command, "", null) : null;
    }

    private static Lang? LanguageOf(Command command, bool inEnglish) =>
        inEnglish ? Lang.En : command.Indonesian == command.English ? null : Lang.Id;
}
