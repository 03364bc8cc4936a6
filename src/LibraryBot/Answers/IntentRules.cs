using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// Which of the intents a question has, by rules from the most certain to the least. What must never be answered wrongly
/// (publishing, other people's loans, erasing) comes first; what the records themselves can decide comes last.
/// </summary>
public static class IntentRules
{
    private const double OfOneTopic = 0.3;

    public static string Of(AskedText asked, FaqMatch? faq) =>
        Guarded(asked) ?? SmallTalk(asked) ?? People(asked) ?? Deeds(asked, faq) ?? Lookups(asked, faq) ?? Intents.Unknown;

    /// <summary>Whether a half of a question stands on its own.</summary>
    public static bool StandsAlone(AskedText asked, string intent) => !asked.IsDayAlone && !asked.IsDayAndBranchAlone && intent switch
    {
        Intents.Unknown => asked.SaysAuthor,
        Intents.Abuse => false,
        Intents.Events => asked.HasAny(Cue.Event, Cue.EventType) || asked.Says.Count > 0 || asked.Date is not null || asked.Branch is not null || asked.Ages is not null,
        Intents.BookLookup or Intents.Register or Intents.RegisterInfo or Intents.CancelRsvp or Intents.Pathfinder => asked.Firm.Count > 0 || asked.Says.Count > 0 || asked.Titles.Count > 0 || asked.Isbn is not null || asked.HasAny(Cue.EventType) || (asked.HasAny(Cue.When, Cue.Where) && asked.Content.Count > 0),
        Intents.Faq => asked.Says.Count > 0 || asked.HasAny(Cue.Loan, Cue.Debt, Cue.Member, Cue.Account),
        Intents.Hours => (asked.HasAny(Cue.Hours, Cue.Closure, Cue.NowTime) || asked.Date is not null) && !IsReopening(asked),
        _ => true,
    };

    // "... dan buka lagi kapan?" goes with the closure before it.
    private static bool IsReopening(AskedText asked) => asked.Date is null && asked.Content.Count == 0 && (TextWords.IndexOf(asked.Words, ["buka", "lagi"]) >= 0 || TextWords.IndexOf(asked.Words, ["buka", "kembali"]) >= 0 || asked.Words.Any(word => word is "reopen" or "reopens"));

    /// <summary>Whether a second half leans on the first ("... dan bukunya masih ada?") or asks what we may not know ("... parkirnya di mana?").</summary>
    public static bool GoesOn(AskedText asked, string intent) => intent switch
    {
        _ when asked.Has(Cue.About) && asked.Words.Count <= 8 && (asked.Date is not null || asked.Branch is not null || asked.Content.Count > 0) => true,
        Intents.BookLookup or Intents.Register or Intents.RegisterInfo => asked.Firm.Count == 0 && asked.HasAny(Cue.Shelf, Cue.Register, Cue.SeatInfo),
        Intents.Unknown => asked.Content.Count > 0 && (asked.HasAny(Cue.Where, Cue.When, Cue.May, Cue.Who) || asked.Words[0] is "how" or "what" or "berapa" or "apa" or "siapa" or "kenapa" or "why"),
        _ => false,
    };

    /// <summary>Never taken apart: an order to the bot does not become harmless by what follows it.</summary>
    public static bool IsWhole(AskedText asked) => Guarded(asked) is Intents.StaffOnly or Intents.DataErase;

    /// <summary>Refused or handled with care as a whole, whatever else the text says.</summary>
    public static bool IsGuarded(AskedText asked) => Guarded(asked) is not null;

    private static string? Guarded(AskedText asked)
    {
        if (asked.Has(Cue.Override) || IsPublishing(asked) || (asked.Has(Cue.Internal) && asked.HasAny(Cue.Event, Cue.EventType)))
            return Intents.StaffOnly;
        if (asked.Has(Cue.Erase) && asked.HasAny(Cue.Data, Cue.Account) && !asked.Words.Any(word => word is "password" or "sandi" or "pin" or "login"))
            return Intents.DataErase;
        if (asked.Has(Cue.Erase) && asked.Has(Cue.Mine) && asked.Words.Any(word => word is "tersimpan" or "disimpan" or "stored" or "saved" or "bot"))
            return Intents.DataErase;
        if (asked.Has(Cue.Data) && (asked.Has(Cue.Mine) || asked.IsPhrase(Cue.Data)) && !asked.HasAny(Cue.Loan, Cue.Member, Cue.Event, Cue.EventType, Cue.Book) && asked.HasAny(Cue.You, Cue.Who, Cue.May) && asked.Words.Any(word => word is "simpan" or "disimpan" or "store" or "keep" or "kept" or "save" or "have" or "hold" or "know" or "collect" or "punya" or "tahu" or "kumpulkan"))
            return Intents.DataErase;
        return IsAboutSomeoneElse(asked) ? Intents.PrivacyRefuse : null;
    }

    private static bool IsPublishing(AskedText asked)
    {
        if (asked.Has(Cue.Publish) && (asked.Has(Cue.Channel) || asked.BeginsWith(Cue.Publish)) && !asked.HasAny(Cue.When, Cue.Reference))
            return asked.BeginsWith(Cue.Publish) || !asked.Has(Cue.May);
        return asked.Has(Cue.Change) && asked.BeginsWith(Cue.Change) && !asked.Has(Cue.Mine) && !asked.Has(Cue.May);
    }

    /// <summary>Whether anybody else is in the question at all.</summary>
    public static bool MayBeAboutOthers(AskedText asked) => asked.NamesSomeone || asked.HasAny(Cue.Who, Cue.Other, Cue.Loan, Cue.Debt, Cue.Member, Cue.Register, Cue.SeatInfo);

    private static bool IsAboutSomeoneElse(AskedText asked)
    {
        var isLoan = asked.HasAny(Cue.Loan, Cue.Debt);
        // "Rumah Anak" may be the name of a branch.
        var hasContact = asked.WordsOutsideBranch.Any(IsContactDetail);
        if (AsksWhatTheyBorrowed(asked))
            return true;
        if (asked.IsPhrase(Cue.Who) && asked.HasAny(Cue.Register, Cue.SeatInfo, Cue.EventType, Cue.Event))
            return true;
        if (asked.Has(Cue.Who) && (isLoan || (asked.HasAny(Cue.Register, Cue.SeatInfo) && !asked.Has(Cue.May))))
            return !AsksWhoMay(asked.Words);
        if (asked.Titles.Count > 0 && asked.Has(Cue.Who) && asked.Words.Any(word => word is "bawa" or "membawa" or "dibawa" or "pegang" or "megang" or "memegang" or "holding" or "holds" or "got" or "took"))
            return true;
        if (asked.NamesSomeone && asked.HasAny(Cue.Event, Cue.EventType, Cue.Register) && asked.Words[0] is "is" or "did" or "does" or "has" or "will" or "apakah" or "apa" && asked.Words.Any(word => word is "coming" or "attending" or "going" or "attend" or "registered" or "register" or "signed" or "hadir" or "ikut" or "terdaftar" or "datang" or "daftar" or "mendaftar"))
            return true;
        if (hasContact && asked.Words.Any(word => word is "peserta" or "participants" or "participant" or "attendees" or "pendaftar" or "hadirin"))
            return true;
        if (asked.HasAny(Cue.Other) && asked.Words.Any(word => word is "reading" or "reads" or "baca" or "membaca" or "dibaca") && asked.Words[0] is "what" or "apa" or "buku" && !asked.HasAny(Cue.May, Cue.Recommend, Cue.Event, Cue.EventType))
            return true;
        if (asked.HasAny(Cue.Other) && (isLoan || hasContact))
            return !asked.Has(Cue.May) || asked.Has(Cue.Debt) || asked.Words.Any(word => word is "borrowed" or "meminjam" or "dipinjam");
        if (asked.HasAny(Cue.Loan, Cue.Other, Cue.Who) && asked.Has(Cue.Member) && hasContact && !asked.Has(Cue.Mine))
            return true;
        if (asked.NamesSomeone && hasContact && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Book))
            return true;
        return asked.NamesSomeone && isLoan && !asked.HasAny(Cue.Author, Cue.New, Cue.Topic, Cue.Hypothetical, Cue.May) && !asked.Words.Any(word => word is "saya" or "aku" or "my" or "mine" or "i" or "im" or "ive" or "we" or "our" or "kami");
    }

    // "buku apa yang sedang dipinjam suami saya?", "anak saya sedang meminjam apa saja?"
    private static bool AsksWhatTheyBorrowed(AskedText asked)
    {
        var words = asked.Words;
        var ofSomeone = asked.Has(Cue.Other) || words.Index().Any(word => Family.Contains(word.Item) && (words.ElementAtOrDefault(word.Index + 1) is "saya" or "aku" or "ku" || words.ElementAtOrDefault(word.Index - 1) is "my"));
        return ofSomeone && words.Any(word => word is "apa" or "what" or "which") && !asked.HasAny(Cue.May, Cue.Hypothetical)
            && words.Index().Any(word => word.Item is "pinjam" or "meminjam" or "dipinjam" or "borrowed" or "borrowing" && words.ElementAtOrDefault(word.Index - 1) is "sedang" or "lagi" or "pernah" or "sudah" or "telah" or "yang" or "has" or "had" or "have" or "is");
    }

    private static readonly HashSet<string> Family = ["anak", "ibu", "bapak", "ayah", "mama", "papa", "nenek", "kakek", "saudara", "son", "daughter", "kid", "child", "mother", "father", "mum", "mom", "dad"];

    // "siapa saja yang boleh pinjam?" asks for the rule, not for people.
    private static bool AsksWhoMay(IReadOnlyList<string> words) => words.Index().Any(word =>
        word.Item is "siapa" or "who" && words.Skip(word.Index + 1).Take(3).Any(next => next is "boleh" or "bisa" or "dapat" or "can" or "may"));

    private static bool IsContactDetail(string word) => word is "hp" or "telepon" or "nomor" or "phone" or "number" or "email" or "alamat" or "address" or "whatsapp" or "wa" or "rumah";

    private static string? SmallTalk(AskedText asked)
    {
        if (asked.IsOnly(Cue.Thanks, Cue.Greeting, Cue.You, Cue.Help) && asked.Has(Cue.Thanks))
            return Intents.Thanks;
        if (asked.Has(Cue.Greeting) && asked.IsOnly(Cue.Greeting, Cue.You, Cue.BotWord, Cue.Human))
            return Intents.Greeting;
        if (asked.Has(Cue.Help) && asked.Content.Count == 0 && !asked.HasAny(Cue.Hours, Cue.Event, Cue.EventType, Cue.Book, Cue.Register))
            return Intents.Greeting;
        if (asked.Has(Cue.Identity) && !asked.Has(Cue.Talk))
            return Intents.BotIdentity;
        if (asked.Has(Cue.Human) && asked.Has(Cue.Talk) && asked.Words is ["apakah" or "apa" or "am" or "is" or "are", ..] && !asked.HasAny(Cue.May, Cue.Find))
            return Intents.BotIdentity;
        if (asked.Has(Cue.BotWord) && asked.Has(Cue.You) && !asked.HasAny(Cue.Book, Cue.New, Cue.Topic, Cue.Event, Cue.EventType, Cue.Data) && !asked.Has(Cue.Abuse))
            return Intents.BotIdentity;
        if (AsksToWrite(asked.Words))
            return Intents.OutOfScope;
        if (asked.Has(Cue.Abuse) && asked.Titles.Count == 0 && !asked.HasAny(Cue.Book, Cue.Author, Cue.Hours, Cue.Event, Cue.EventType, Cue.Register, Cue.Loan, Cue.Debt))
            return Intents.Abuse;
        return null;
    }

    private static string? People(AskedText asked)
    {
        if (OnlyWantsToAsk(asked.Words))
            return Intents.Ambiguous;
        if (IsOwnAccount(asked))
            return Intents.Account;
        if (asked.Has(Cue.Human) && asked.Has(Cue.Talk) && !asked.HasAny(Cue.EventType, Cue.Event))
            return Intents.AskLibrarian;
        if (asked.Has(Cue.Human) && asked.IsOnly(Cue.Human, Cue.Mine, Cue.Find, Cue.May, Cue.You, Cue.Help, Cue.Greeting))
            return Intents.AskLibrarian;
        if (asked.Has(Cue.Reference) && asked.Has(Cue.Find) && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Register, Cue.New))
            return Intents.AskLibrarian;
        return null;
    }

    // "buatkan puisi tentang hujan", "write me an essay": the bot finds what others wrote.
    private static bool AsksToWrite(IReadOnlyList<string> words) => words.Index().Any(word => word.Item is "buatkan" or "bikinkan" or "tuliskan" or "karangkan" or "kerjakan" or "buatin" or "bikinin" or "write" or "compose"
        && words.Skip(word.Index + 1).Take(3).Any(thing => thing is "puisi" or "pantun" or "esai" or "makalah" or "skripsi" or "cerita" or "cerpen" or "tugas" or "pr" or "pidato" or "surat" or "poem" or "essay" or "story" or "paper" or "assignment" or "thesis" or "speech" or "letter" or "code"))
        && !words.Any(word => word is "kelas" or "class" or "workshop" or "how" or "cara" or "buku" or "book" or "books" or "guide" or "panduan" or "learn" or "belajar");

    // "kak mau nanya dong", "I need some information": so far nothing was asked.
    private static bool OnlyWantsToAsk(IReadOnlyList<string> words) => words.Any(word => word is "tanya" or "bertanya" or "nanya" or "ask" or "question" or "informasi" or "information" or "info")
        && words.All(word => StopWords.Has(word) || word is "ask" or "question" or "questions" or "informasi" or "information" or "info" or "sesuatu" or "sebentar" or "numpang") && !words.Any(word => word is "buku" or "book" or "books" or "acara" or "event" or "events" or "jam" or "baru" or "new" or "perpustakaan" or "library" or "program" or "agenda" or "jadwal" or "koleksi");

    private static bool IsOwnAccount(AskedText asked)
    {
        if (asked.HasAny(Cue.Hypothetical))
            return false;
        if (asked.Has(Cue.Account))
            return !(asked.Has(Cue.May) && asked.Likely[0] is { Label: Intents.Faq, Probability: >= 0.6 });
        if (!asked.Has(Cue.Mine) || asked.HasAny(Cue.May, Cue.New))
            return false;
        return asked.Has(Cue.Debt) && asked.Words.Any(word => word is "my" or "saya" or "aku" or "ku" or "i")
            && !asked.Words.Any(word => word is "telat" or "terlambat" or "late" or "hari" or "days" or "per" or "hilang" or "lost")
            && asked.Date is null;
    }

    private static string? Deeds(AskedText asked, FaqMatch? faq)
    {
        if (asked.Has(Cue.Cancelled) && asked.Has(Cue.Mine) && asked.Words.Any(word => word is "pendaftaran" or "pendaftarannya" or "registration" or "booking"))
            return Intents.CancelRsvp;
        if (asked.Has(Cue.Cancel) && (asked.HasAny(Cue.Register, Cue.Mine, Cue.EventType, Cue.Event) || asked.Content.Count > 0) && !asked.HasAny(Cue.Book, Cue.Loan))
            return Intents.CancelRsvp;
        if (IsPurchase(asked))
            return Intents.SuggestPurchase;
        if (asked.Has(Cue.Pathfinder) && !asked.HasAny(Cue.Register, Cue.SeatInfo))
            return Intents.Pathfinder;
        if (asked.Has(Cue.ListOf))
            return null;
        var isMembership = asked.Has(Cue.Member) && !asked.HasAny(Cue.EventType, Cue.Event);
        if (asked.Has(Cue.SeatInfo) && !isMembership && (asked.HasAny(Cue.EventType, Cue.Event, Cue.Register) || faq is not { Score: >= 0.6 } || (asked.IsPhrase(Cue.SeatInfo) && faq is not { Score: >= 0.8 })))
            return Intents.RegisterInfo;
        if (asked.Has(Cue.Cost) && asked.HasAny(Cue.EventType, Cue.Event) && !isMembership)
            return Intents.RegisterInfo;
        if (asked.Has(Cue.Register) && !asked.Has(Cue.Hours) && !isMembership && !asked.Has(Cue.New) && !(asked.Has(Cue.Book) && !asked.HasAny(Cue.EventType, Cue.Event) && asked.Has(Cue.Loan)))
            return asked.Has(Cue.When) && !asked.Has(Cue.Mine) ? Intents.RegisterInfo : Intents.Register;
        return null;
    }

    private static bool IsPurchase(AskedText asked) =>
        asked.Has(Cue.Buy) && asked.Likely.Any(reading => reading is { Label: Intents.SuggestPurchase, Probability: >= 0.08 }) && !asked.HasAny(Cue.EventType, Cue.Event, Cue.World) && !(asked.Date is { NamesDay: true } date && (date.From <= asked.Today || asked.Content.Count == 0));

    private static string? Lookups(AskedText asked, FaqMatch? faq)
    {
        var isRule = faq is { Score: >= FaqMatch.Enough };
        if (asked.Has(Cue.World) && !asked.Has(Cue.Place) && !asked.HasAny(Cue.Book, Cue.New, Cue.Event, Cue.EventType, Cue.Hours, Cue.Topic, Cue.Author) && asked.Titles.Count == 0 && !isRule)
            return Intents.OutOfScope;
        if (asked.Has(Cue.World) && asked.Has(Cue.Hours) && !isRule && !asked.HasAny(Cue.EventType, Cue.Event, Cue.Book) && !asked.SaysLibrary)
            return Intents.OutOfScope;
        if (asked.Has(Cue.World) && asked.Titles.Count == 0 && !asked.HasAny(Cue.EventType, Cue.Book, Cue.New) && asked.Likely.Any(reading => reading is { Label: Intents.OutOfScope, Probability: >= 0.3 }))
            return Intents.OutOfScope;
        if (asked.Has(Cue.Place) && !asked.Words.Any(word => word is "email" or "surel" or "mail" or "web" or "website" or "situs" or "laman" or "ig" or "instagram") && !asked.HasAny(Cue.EventType, Cue.Event, Cue.Book, Cue.Shelf, Cue.Hours) && asked.Titles.Count == 0)
            return Intents.Place;
        if (asked.Content.Count == 0 && asked.Has(Cue.Where) && (asked.Branch is not null || asked.SaysLibrary) && !asked.HasAny(Cue.EventType, Cue.Event, Cue.Book, Cue.New, Cue.Hours, Cue.Register))
            return Intents.Place;
        if (IsHours(asked) && !IsOfLending(asked, faq))
            return Intents.Hours;
        if (asked.NamesUnknownTitle && asked.Words.Any(word => word is "title" or "titled" or "called" or "judul" or "berjudul"))
            return Intents.BookLookup;
        if (isRule && IsHouseQuestion(asked, faq!))
            return Intents.Faq;
        if (asked.Has(Cue.New) && !asked.HasAny(Cue.Event, Cue.EventType))
            return Intents.NewBooks;
        if (asked.Date is { Hour: not null } && asked.Firm.Count == 0 && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Book) && asked.Words.Any(word => word is "perpustakaan" or "library" or "bisa" or "can" or "datang" or "come"))
            return Intents.Hours;
        if ((asked.Date is { NamesDay: true } || asked.Branch is not null) && asked.Firm.Count == 0 && asked.Has(Cue.May) && asked.Words.Any(word => word is "datang" or "ke" or "come" or "visit" or "berkunjung" or "mampir") && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Book, Cue.New, Cue.Loan, Cue.Member))
            return Intents.Hours;
        if (asked.Has(Cue.When) && asked.Content.Count == 0 && !asked.Words.Any(word => word is "it" or "start" or "starts" or "begin" or "mulai" or "mulainya") && (asked.Words.Any(word => word is "jam" or "time" or "pukul") || (asked.Branch is not null && asked.Words.Any(word => word is "hari" or "day" or "days"))) && !asked.HasAny(Cue.Event, Cue.EventType, Cue.Register))
            return Intents.Hours;
        if (asked.Titles.Count > 0 && !asked.HasAny(Cue.EventType, Cue.When, Cue.Register))
            return Intents.BookLookup;
        if (asked.NamesUnknownTitle && !asked.HasAny(Cue.EventType, Cue.Event, Cue.When, Cue.Register, Cue.Loan, Cue.Member, Cue.Human))
            return Intents.BookLookup;
        if (asked.Has(Cue.When) && !asked.HasAny(Cue.Book, Cue.New, Cue.Loan, Cue.Debt, Cue.Member) && asked.Content.Count > 0 && asked.Words.Any(word => word is "next" or "berikutnya" or "terdekat" or "selanjutnya"))
            return Intents.Events;
        if (asked.HasAny(Cue.EventType, Cue.Event) && !(BooksOnly(asked) && !asked.Has(Cue.Event)))
            return Intents.Events;
        if (asked.HasAny(Cue.Author, Cue.Shelf, Cue.Recommend) || asked.Isbn is not null || (asked.Has(Cue.Book) && asked.Content.Count > 0 && !AsksHowMany(asked.Words)))
            return Intents.BookLookup;
        if (asked.Date is { NamesDay: true } && asked.Content.Count == 0 && asked.Words.Any(word => word is "ada" or "what" or "anything"))
            return Intents.Events;
        if (asked.Has(Cue.Topic) && asked.ContentAfter(Cue.Topic).Count > 0 && !asked.Has(Cue.World))
            return Intents.BookLookup;
        return isRule ? Intents.Faq : null;
    }

    // "how many books can an undergraduate take?", "how long may I keep a novel?"
    public static bool AsksHowMany(IReadOnlyList<string> words) => (TextWords.IndexOf(words, ["how", "many"]) >= 0 || TextWords.IndexOf(words, ["how", "long"]) >= 0 || words.Contains("berapa"))
        && words.Any(word => word is "can" or "could" or "may" or "allowed" or "take" or "borrow" or "keep" or "boleh" or "bisa" or "dapat" or "maksimal" or "pinjam" or "dipinjam");

    /// <summary>Whether it asks when the library is open, by its words.</summary>
    public static bool IsHours(AskedText asked)
    {
        if (asked.Has(Cue.Closure))
            return !asked.HasAny(Cue.Book, Cue.EventType);
        if (!asked.Has(Cue.Hours))
            return false;
        // "buka ClinicalKey dari rumah gimana caranya?"
        if (asked.Firm.Count > 0 && asked.Date is null && asked.Words.Any(word => word is "cara" or "caranya" or "how"))
            return false;
        return !asked.HasAny(Cue.EventType, Cue.Register) && !(asked.Has(Cue.Book) && !asked.HasAny(Cue.When, Cue.NowTime) && asked.Date is null) && !(asked.Has(Cue.Event) && !asked.Words.Any(word => word is "jam" or "hours"));
    }

    // "bisa mengembalikan buku waktu perpus sudah tutup?"
    private static bool IsOfLending(AskedText asked, FaqMatch? faq) => faq is { IsEnough: true, Likeness: >= 0.5 } && asked.Has(Cue.Loan) && asked.Date is null && !asked.HasAny(Cue.When, Cue.Closure);

    // "buku dongeng anak" is about books although "dongeng" is also a kind of event.
    private static bool BooksOnly(AskedText asked) =>
        asked.HasAny(Cue.Book, Cue.Author, Cue.Shelf) && !asked.HasAny(Cue.When, Cue.Register, Cue.SeatInfo, Cue.Where, Cue.Past) && asked.Date is null && !asked.Precedes(Cue.EventType, Cue.Book);

    private static bool IsHouseQuestion(AskedText asked, FaqMatch faq)
    {
        if (asked.Titles.Count > 0 || asked.HasAny(Cue.New, Cue.Author, Cue.Topic, Cue.Recommend) || asked.Isbn is not null)
            return false;
        // "buku vanili masih ada atau sudah dipinjam orang?"
        if (asked.NamesTopicOfBooks && asked.Has(Cue.Shelf) && faq.Likeness < OfOneTopic)
            return false;
        if (asked.HasAny(Cue.EventType, Cue.Event))
            return faq.Score >= 0.75 && !asked.Has(Cue.EventType);
        return true;
    }
}
