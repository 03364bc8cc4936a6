using LibraryBot.Language;
using LibraryBot.People;

namespace LibraryBot.Turns;

/// <summary>The short ways to ask: /buku, /agenda, /jam. Each says its question in words and is answered like one.</summary>
public static class AskCommands
{
    public static void Join(Repertoire repertoire, TurnHouse house)
    {
        Add("/buku", "/books", "books", rest => rest.Length == 0 ? "buku baru" : "buku " + rest, rest => rest.Length == 0 ? "new books" : "books about " + rest);
        Add("/agenda", "/events", "events", rest => "agenda kegiatan " + rest, rest => "upcoming events " + rest);
        Add("/jam", "/hours", "hours", rest => rest.Length == 0 ? "jam buka hari ini" : "jam buka " + rest, rest => rest.Length == 0 ? "opening hours today" : "opening hours " + rest);

        void Add(string indonesian, string english, string button, Func<string, string> asksIndonesian, Func<string, string> asksEnglish) =>
            repertoire.Add(new Command(indonesian, english, Role.Patron, Ask(asksIndonesian, asksEnglish)) { Words = house.Book.Words.InBoth("buttons." + button), InGroups = true, InDialog = InDialog.Interrupts });

        Action<TurnContext, string> Ask(Func<string, string> asksIndonesian, Func<string, string> asksEnglish) =>
            (turn, rest) => house.Reply(turn, (turn.Lang == Lang.En ? asksEnglish(rest) : asksIndonesian(rest)).Trim());
    }
}
