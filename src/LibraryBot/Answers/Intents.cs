namespace LibraryBot.Answers;

/// <summary>The names of what is asked, as evaluation files and answers write them.</summary>
public static class Intents
{
    public const string NewBooks = "new_books";
    public const string BookLookup = "book_lookup";
    public const string Events = "events";
    public const string Register = "register";
    public const string RegisterInfo = "register_info";
    public const string CancelRsvp = "cancel_rsvp";
    public const string Hours = "hours";
    public const string Pathfinder = "pathfinder";
    public const string Faq = "faq";
    public const string Place = "faq.place";
    public const string AskLibrarian = "ask_librarian";
    public const string SuggestPurchase = "suggest_purchase";
    public const string Account = "account";
    public const string PrivacyRefuse = "privacy_refuse";
    public const string DataErase = "data_erase";
    public const string Greeting = "greeting";
    public const string Thanks = "thanks";
    public const string BotIdentity = "bot_identity";
    public const string Abuse = "abuse";
    public const string OutOfScope = "out_of_scope";
    public const string StaffOnly = "staff_only";
    public const string Ambiguous = "ambiguous";
    public const string FollowUp = "follow_up";
    public const string Compound = "compound";

    /// <summary>Nothing in the question told; the records decide.</summary>
    public const string Unknown = "unknown";
}
