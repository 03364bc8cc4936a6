using System.Text;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Channels;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>What every turn can reach: the words and dialogs, the answers, the channels and all that can happen.</summary>
public sealed record TurnHouse(Settings Settings, TimeProvider Clock, DialogBook Book, DialogRunner Runner, AnswerDesk Answers, Repertoire Repertoire)
{
    private readonly Dictionary<string, IChannel> channels = [];

    /// <summary>Where files that answers bring along are kept.</summary>
    public MediaFolder? Media { get; init; }

    public void Open(IChannel channel) => channels[channel.Id] = channel;

    public IChannel Channel(string id) => channels[id];

    /// <summary>Asks the records, with what the conversation remembers.</summary>
    public Answer Ask(string text, Activity heard, Conversation? before, Lang? lang) =>
        Answers.Ask(new Question(text, Settings.Local(Clock.GetUtcNow()), lang ?? before?.ChosenLanguage)
        {
            InGroup = heard.Conversation?.IsGroup == true,
            Before = before?.Before,
            LastLanguage = before?.LastLanguage ?? LangCodes.Read(heard.Locale),
        });

    /// <summary>Answers a question asked in words.</summary>
    public void Reply(TurnContext turn, string question) => Reply(turn, Ask(question, turn.Heard, turn.Conversation, turn.Lang));

    /// <summary>Says an answer and remembers it for what may follow: more of it, or a librarian.</summary>
    public void Reply(TurnContext turn, Answer answer)
    {
        turn.Lang = answer.Lang;
        var says = Said(turn, answer);
        if (!turn.Person.IsStaff && Unfound.Of(answer) is { } unfound)
            Repertoire.Unanswered(turn, unfound);
        turn.Conversation = turn.Conversation with { Before = answer.Remember, PassOn = answer.PassOn };
        turn.Say(says with { Entities = Moments(answer) });
    }

    /// <summary>In a group it is short, and the one book or event that it is about can be taken along into the private chat.</summary>
    private Activity Said(TurnContext turn, Answer answer)
    {
        var says = answer.File is { } file
            ? Message.Document(answer.Text, Media!.SaveCalendar(Encoding.UTF8.GetBytes(file.Text)), file.Name, answer.Buttons)
            : Message.Of(answer.Text, answer.Buttons);
        if (turn.Reference.IsGroup)
            return GroupAnswer.Of(turn, says, answer.About is { } record ? DeepLink.ToRecord(record) : null);
        return answer.File is null && PictureOf(turn, answer) is { } picture ? Message.WithPicture(says, picture) : says;
    }

    /// <summary>Of the one record that is shown, unless the answer before was about it already.</summary>
    private ShownPicture? PictureOf(TurnContext turn, Answer answer)
    {
        if (answer.About is not { } record || turn.Conversation.Before?.Ids is [var shown] && shown == record.Id)
            return null;
        return Repertoire.Pictures.Select(find => find(turn, record)).FirstOrDefault(found => found is not null);
    }

    private static Entity[]? Moments(Answer answer)
    {
        Entity[] moments = [.. answer.Moments.Select(moment => Entity.Moment(moment.Words, moment.At))];
        return moments.Length == 0 ? null : moments;
    }

    /// <summary>Tells every owner something.</summary>
    public void TellOwners(IStoreSession store, Func<Lang, IEnumerable<Activity>> says)
    {
        foreach (var owner in Staff.WithRole(store, Role.Owner))
            Tell(store, owner.Id, says);
    }

    /// <summary>Tells a staff member something wherever they are signed in, in the language of each place.</summary>
    public void Tell(IStoreSession store, string personId, Func<Lang, IEnumerable<Activity>> says)
    {
        foreach (var reach in Staff.Reach(store, personId))
            TellAt(store, reach, says);
    }

    /// <summary>Tells something in one conversation of the staff, in its language; nothing when its channel is not there any more.</summary>
    public void TellAt(IStoreSession store, ConversationReference place, Func<Lang, IEnumerable<Activity>> says)
    {
        if (!channels.TryGetValue(place.ChannelId, out var channel))
            return;
        var conversation = store.Get(Conversation.Conversations, place.Key);
        var lang = Staff.Of(store, place).Language ?? conversation?.ChosenLanguage ?? conversation?.LastLanguage ?? Settings.Language;
        foreach (var activity in says(lang))
            channel.Say(store, place, activity);
    }
}
