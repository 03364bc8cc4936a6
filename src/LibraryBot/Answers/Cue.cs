namespace LibraryBot.Answers;

/// <summary>What a word or phrase of a question points to.</summary>
public enum Cue
{
    Book, New, Author, Shelf, Topic, English, Indonesian, Recommend,
    Event, EventType, When, Where, Past,
    Hours, NowTime, HoursTable, Closure,
    Register, SeatInfo, Cost, Cancel, Cancelled, Mine, Other, Who,
    Pathfinder, Human, Talk, Reference, Find, Buy,
    Loan, Debt, Account, Member, Place, Data, Erase, Hypothetical,
    Publish, Channel, Override, Change, Internal,
    Greeting, Thanks, Abuse, BotWord, You, Identity, World, May,
    More, After, About, ListOf, Help, Yes, No,
}
