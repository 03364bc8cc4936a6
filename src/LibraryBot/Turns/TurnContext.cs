using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>One turn while it runs: what was said, by whom, in which language, and everything it may do. Lives inside one transaction.</summary>
public sealed class TurnContext(TurnHouse house, IStoreSession store, Activity heard, Conversation conversation, Person person, Lang lang)
{
    private static readonly string[] PatronButtons = ["books", "events", "hours", "ask"];

    public IStoreSession Store { get; } = store;
    public Activity Heard { get; } = heard;
    public ConversationReference Reference { get; } = ConversationReference.Of(heard);
    public Conversation Conversation { get; set; } = conversation;
    public Person Person { get; set; } = person;
    public Lang Lang { get; set; } = lang;

    /// <summary>The library's clock, in its zone.</summary>
    public DateTimeOffset Now { get; } = house.Settings.Local(house.Clock.GetUtcNow());
    public Words Words => house.Book.Words;
    public Settings Settings => house.Settings;

    /// <summary>A text of dialogs/common in the turn's language.</summary>
    public string Text(string key, params (string Name, string Value)[] values) => Words.Say(Lang, "common", key, values);

    /// <summary>A moment as people read it, in the library's zone.</summary>
    public string Moment(DateTimeOffset at, Lang lang)
    {
        var local = Settings.Local(at);
        return Words.Say(lang, "common", "moment",
            ("day", SayTime.Day(DateOnly.FromDateTime(local.DateTime), lang)),
            ("hour", SayTime.Hour(TimeOnly.FromDateTime(local.DateTime), lang)),
            ("zone", SayTime.Zone(local.Offset))).Trim();
    }

    public void Say(string text, params IReadOnlyList<string> buttons) => Say(Message.Of(text, buttons));

    /// <summary>Says a text of dialogs/common.</summary>
    public void SayText(string key, params (string Name, string Value)[] values) => Say(Text(key, values));

    public void Say(Activity says) => house.Channel(Reference.ChannelId).Say(Store, Reference, says with { ReplyToId = Heard.Id, Locale = Lang.Code() });

    /// <summary>Says what can be read here: what came had no words.</summary>
    public void SayUnread() => Say(HeardHow.Unread(Heard) switch
    {
        null => Text("text_only"),
        HeardHow.TooBig => Words.Say(Lang, "telegram", "unread.too_big"),
        HeardHow.Lost => Words.Say(Lang, "telegram", "unread.lost"),
        HeardHow.Document => Words.Say(Lang, "telegram", "unread.document"),
        _ => Words.Say(Lang, "telegram", "unread"),
    });

    /// <summary>Says something in another conversation.</summary>
    public void SayTo(ConversationReference reference, Activity says) => house.Channel(reference.ChannelId).Say(Store, reference, says);

    /// <summary>Tells a staff member something, in their language, wherever they are signed in.</summary>
    public void Tell(string personId, Func<Lang, IEnumerable<Activity>> says) => house.Tell(Store, personId, says);

    /// <summary>Begins a dialog in this conversation.</summary>
    public void Begin(string dialog, Given? given = null, string? atStep = null) =>
        Play(house.Runner.Begin(house.Book.Flows[dialog], given ?? Given.None, Scene, atStep));

    public DialogScene Scene => new(Lang, Now, Kind) { Preview = house.Repertoire.Preview is { } preview ? (flow, given) => preview(this, flow, given) : null };

    /// <summary>Says what a dialog step came to, keeps where it stands, and runs the ending of one that is complete.</summary>
    public void Play(Outcome outcome)
    {
        var before = Conversation.Dialog;
        Conversation = Conversation with { Dialog = outcome.State };
        var more = house.Repertoire.Played(this, before, outcome);
        for (var at = 0; at < outcome.Says.Count; at++)
            Say(Message.Of(at == outcome.Says.Count - 1 && more is not null ? outcome.Says[at] with { Text = $"{outcome.Says[at].Text}\n\n{more}" } : outcome.Says[at]));
        if (outcome.End is DialogEnd.Completed completed)
            house.Repertoire.Endings[completed.Flow.Ending](this, completed);
    }

    /// <summary>Greets by role: what the person can do here, with buttons for it.</summary>
    public void Welcome()
    {
        var (text, buttons) = Person.Role switch
        {
            Role.Patron => ("welcome.patron", PatronButtons),
            Role.Librarian => ("welcome.librarian", ["create", "calendar", "destinations"]),
            _ => ("welcome.approver", ["review", "create", "calendar", "destinations"]),
        };
        Say(Text(text, ("name", Person.Name)), ButtonWords(buttons));
    }

    /// <summary>Somebody signed in or out or chose a language: all that hangs on it follows.</summary>
    public void PersonChanged() => house.Repertoire.Changes.ForEach(then => then(this));

    /// <summary>An address that leads from here to the private chat, and to this in it; null when the channel has none.</summary>
    public string? LinkTo(DeepLink? link = null) => house.Channel(Reference.ChannelId).PrivateLink(link?.ToString());

    /// <summary>A command said by somebody who may not: a patron is told what patrons can do, and nothing more.</summary>
    public void NotAllowed(Role needed)
    {
        if (Person.IsStaff)
            SayText("role_only", ("role", Text("role." + needed.ToString().ToLowerInvariant()).Trim()));
        else
            Say(Text("staff_only"), ButtonWords(PatronButtons));
    }

    /// <summary>The visible words of buttons, by their keys in dialogs/common.</summary>
    public string[] ButtonWords(params IEnumerable<string> keys) => [.. keys.Select(key => Text("buttons." + key).Trim())];

    /// <summary>A turn that nobody's message began: the bot does something in a person's name. It has no conversation to say anything in.</summary>
    public static TurnContext For(TurnHouse house, IStoreSession store, Person person, Lang lang)
    {
        var nobody = new Activity { ChannelId = "", Conversation = new ConversationAccount { Id = "" } };
        return new TurnContext(house, store, nobody, new Conversation("", ConversationReference.Of(nobody)), person, lang);
    }

    private IAnswerKind Kind(string name) =>
        house.Repertoire.Kinds.TryGetValue(name, out var kind) ? kind(this) : StaticKinds.All[name].Kind;
}

/// <summary>The bot's words as activities: always plain text.</summary>
public static class Message
{
    public static Activity Of(string text, params IReadOnlyList<string> buttons) => new()
    {
        Text = text.TrimEnd('\n'),
        TextFormat = "plain",
        SuggestedActions = buttons.Count == 0 ? null : new SuggestedActions { Actions = [.. buttons.Select(CardAction.Says)] },
    };

    public static Activity Of(Said said) => Of(said.Text, said.Buttons) with { Attachments = Attached(said.Pictures.Select(picture => (picture.Media, (string?)picture.Alt))) };

    /// <summary>A text with its pictures (media id and alt text), exactly as it will be sent, and the buttons that stay with it.</summary>
    public static Activity Exactly(string text, IEnumerable<(string Media, string? Alt)> pictures, params IReadOnlyList<CardAction> buttons) => Of(text) with
    {
        Attachments = Attached(pictures, buttons),
    };

    /// <summary>A text with a document under it.</summary>
    /// <param name="media">The media id of a document that the bot made.</param>
    public static Activity Document(string text, string media, string name, params IReadOnlyList<string> buttons) => Of(text, buttons) with
    {
        Attachments = [new Attachment { ContentType = PictureKind.ByExtension(Path.GetExtension(media))?.ContentType, ContentUrl = MediaLinks.Scheme + media, Name = name }],
    };

    public static Activity WithPicture(Activity says, ShownPicture picture) => says with { Attachments = Attached([(picture.Media, picture.Alt)]) };

    /// <summary>A text with buttons that stay with it.</summary>
    public static Activity Card(string text, IReadOnlyList<CardAction> buttons) => Of(text) with
    {
        Attachments = Attached([], buttons),
    };

    private static Attachment[]? Attached(IEnumerable<(string Media, string? Alt)> pictures, params IReadOnlyList<CardAction> buttons)
    {
        var shown = pictures.Select(picture => new Attachment
        {
            ContentType = PictureKind.ByExtension(Path.GetExtension(picture.Media))?.ContentType,
            ContentUrl = MediaLinks.Scheme + picture.Media,
            Name = picture.Alt,
        });
        var card = new Attachment
        {
            ContentType = "application/vnd.microsoft.card.hero",
            Content = JsonSerializer.SerializeToElement(new { buttons }, ActivityJson.Options),
        };
        Attachment[] attached = buttons.Count == 0 ? [.. shown] : [.. shown, card];
        return attached.Length == 0 ? null : attached;
    }
}
