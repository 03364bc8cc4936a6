using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// What a message asks, told from what it tells besides. The branch that was told holds for the question, and so does a day
/// that it points to; a question that leans on what was told keeps all of it.
/// </summary>
internal sealed class AskedMessage
{
    private const int FewWords = 3;
    private static readonly HashSet<string> OfPaying = ["bayar", "membayar", "dibayar", "bayarnya", "biaya", "biayanya", "ganti", "mengganti", "pay", "cost"];
    private static readonly string[][] ThatDay = [["that", "day"], ["hari", "itu"], ["tanggal", "itu"], ["then"]];

    /// <summary>What people want done without asking for it.</summary>
    private static readonly string[] Deeds = [Intents.Register, Intents.CancelRsvp, Intents.SuggestPurchase, Intents.DataErase, Intents.StaffOnly, Intents.Abuse, Intents.PrivacyRefuse, Intents.Account];
    private readonly DateTimeOffset now;
    private readonly KnowledgeSnapshot knowledge;
    private readonly string text;
    private readonly Dictionary<string, AskedText> read = [];

    public AskedMessage(string text, DateTimeOffset now, KnowledgeSnapshot knowledge)
    {
        (this.text, this.now, this.knowledge) = (text, now, knowledge);
        var (core, isOne) = Sentences.Core(text, SaysEnough, Acts);
        if (isOne && Sentences.Question(text) is { } alone && !LeansBack(alone))
            Alone = alone;
        if (core.Length < text.Length)
            core = WithPlaceAndDay(core, Sentences.Rest(text, core));
        (Core, IsOne) = (isOne ? core : WithoutReasons(core), isOne);
    }

    public string Core { get; }

    /// <summary>Whether it must not be taken apart: its only question says too little by itself.</summary>
    public bool IsOne { get; }

    /// <summary>That question, where it may be one on a house rule after all; else null.</summary>
    public string? Alone { get; }

    /// <summary>Of a story that a question leans on, the words that the records have, and the question; null where that is all of it or nothing.</summary>
    public string? Known()
    {
        if (!IsOne || Sentences.Question(text) is not { } question || !(LeansBack(question) || Read(question).Has(Cue.Book)))
            return null;
        var told = Read(Sentences.Rest(text, question)).Firm;
        var known = told.Where(knowledge.Index.IsTopicWord).ToList();
        return known.Count == 0 || known.Count == told.Count ? null : string.Join(' ', known.Prepend(Read(text).Has(Cue.Book) ? "buku" : "").Append(question)).Trim();
    }

    // "Is it open now? I'm at the Cisarandi gate."
    private string WithPlaceAndDay(string core, string told)
    {
        var (asked, besides) = (Read(core), Read(told));
        var branch = asked.Branch is null ? besides.Branch?.Name : null;
        var day = asked.Date is null && ThatDay.Any(words => TextWords.IndexOf(asked.Words, words) >= 0) ? besides.Date?.Words : null;
        return With(With(core, branch), day);
    }

    /// <summary>Words put into a question, before its mark.</summary>
    private static string With(string question, string? words) => words is null ? question
        : question.TrimEnd() is var text && text.EndsWith('?') ? $"{text.TrimEnd('?', ' ')} {words}?" : $"{text} {words}";

    // "We're in town this weekend, is anything on?"
    private string WithoutReasons(string core)
    {
        var asking = Sentences.WithoutReasons(core, SaysEnough);
        // "Anak saya, Dimas, sedang meminjam apa?": of whom it is makes it what it is.
        if (asking.Length < core.Length && IntentRules.IsGuarded(Read(core)))
            return core;
        if (asking.Length == core.Length || Read(asking) is not { Date: null } asked || !asked.HasAny(Cue.Event, Cue.EventType, Cue.Hours))
            return asking;
        return Read(core) is { Date: { NamesDay: true } date } && date.From >= DateOnly.FromDateTime(now.DateTime) ? With(asking, date.Words) : asking;
    }

    private bool SaysEnough(string text)
    {
        var asked = Read(text);
        if (asked.Has(Cue.Pathfinder) && asked.Firm.Count == 0)
            return false;
        if (asked.HasAny(Cue.EventType, Cue.Hours, Cue.New, Cue.Closure, Cue.Place, Cue.Human) || (asked.Has(Cue.Event) && (asked.SaysLibrary || asked.Date is not null)) || IsOfLibrary(asked))
            return true;
        return asked.Says.Any(word => !OfPaying.Contains(word)) && asked.Words.Count > FewWords && !asked.WordsOutsideDates.Any(word => word is "this" or "that" or "it" or "them" or "itu" or "tersebut");
    }

    private bool LeansBack(string text) =>
        Read(text).Words is var said && (said.Count < FewWords || said.Any(word => word is "this" or "that" or "it" or "them" or "itu" or "ini" or "tersebut" or "one"));

    private static bool IsOfLibrary(AskedText asked) =>
        (asked.Date is not null || asked.Has(Cue.Where)) && asked.SaysLibrary;

    private bool Acts(string text) =>
        Read(text) is var asked && (IntentRules.IsGuarded(asked) || (Deeds.Contains(asked.Likely[0].Label) && asked.Likely[0].Probability >= Readings.Sure));

    private AskedText Read(string part) => read.TryGetValue(part, out var known) ? known : read[part] = new(part, now, knowledge);
}
