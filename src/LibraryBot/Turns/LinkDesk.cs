using LibraryBot.Answers;

namespace LibraryBot.Turns;

/// <summary>Shows the book or event that a link leads to, as an answer would, so that "where is it?" can follow.</summary>
public sealed class LinkDesk(TurnHouse house)
{
    public void Join(Repertoire repertoire)
    {
        Add(DeepLink.EventVerb, RecordKind.Event, "events");
        Add(DeepLink.BookVerb, RecordKind.Book, "books");

        void Add(string verb, RecordKind kind, string nearest)
        {
            repertoire.Links[verb] = (turn, subject) => Show(turn, kind, new DeepLink(verb, subject), nearest);
            repertoire.Links[verb + DeepLink.Hashed] = (turn, subject) => Show(turn, kind, new DeepLink(verb + DeepLink.Hashed, subject), nearest);
        }
    }

    /// <param name="nearest">The button that leads on when the record is gone.</param>
    private void Show(TurnContext turn, RecordKind kind, DeepLink link, string nearest)
    {
        var id = link.RecordId ?? house.Answers.IdOf(kind, link.IsHashOf);
        if (id is not null && house.Answers.Show(new RecordName(kind, id), turn.Lang, turn.Now) is { } card)
            house.Reply(turn, card);
        else
            turn.Say(turn.Words.Say(turn.Lang, "links", nearest + ".gone"), turn.ButtonWords(nearest));
    }
}
