using System.Security.Cryptography;
using System.Text;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Responses;

/// <summary>
/// A question for which the records had nothing, kept for the librarians without who asked it, where or at what hour: how often, and on
/// which days first and last.
/// </summary>
public sealed record UnansweredQuestion(string Id, string Text, Lang Lang, int Count, DateOnly First, DateOnly Last)
{
    public const int LettersAtMost = 200;
    public const int RowsAtMost = 500;
    public const int DaysKept = 30;
    public static readonly Collection<UnansweredQuestion> All = new("unanswered", question => question.Id);
    public static readonly StoreIndex<UnansweredQuestion> ByLast = All.ByNumber("last", question => question.Last.DayNumber);

    /// <summary>Another one of it. Nothing is kept of words that hold no word.</summary>
    public static void Add(IStoreSession store, string asked, Lang lang, DateOnly today)
    {
        var text = Short(MaskedText.Of(asked));
        if (AnswerWords.Normal(text) is not { Length: > 0 } words)
            return;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{lang}|{words}")).AsSpan(0, 12));
        var known = store.Get(All, id);
        if (known is null)
            MakeRoom(store);
        store.Put(All, known is null ? new UnansweredQuestion(id, text, lang, 1, today, today) : known with { Count = known.Count + 1, Last = today });
    }

    /// <summary>The most asked first; of those, the latest.</summary>
    public static IReadOnlyList<UnansweredQuestion> MostAsked(IStoreReader store) =>
        [.. store.All(All).OrderByDescending(question => question.Count).ThenByDescending(question => question.Last).ThenBy(question => question.Text, StringComparer.Ordinal)];

    public static void ForgetOld(IStoreSession store, DateOnly today)
    {
        foreach (var old in store.Between(All, ByLast, 0, today.DayNumber - DaysKept, 200))
            store.Delete(All, old.Id);
    }

    /// <summary>Whoever asks for a thousand things in a night does not drive out what many asked.</summary>
    private static void MakeRoom(IStoreSession store)
    {
        var all = store.All(All);
        foreach (var least in all.OrderBy(question => question.Count).ThenBy(question => question.Last).Take(all.Count - RowsAtMost + 1))
            store.Delete(All, least.Id);
    }

    private static string Short(string text) => text.Length <= LettersAtMost ? text : text[..(char.IsHighSurrogate(text[LettersAtMost - 2]) ? LettersAtMost - 2 : LettersAtMost - 1)] + "…";
}

/// <summary>For which Monday the librarians were told.</summary>
public sealed record UnansweredTelling(string Id, DateOnly Monday)
{
    public const string TheOne = "telling";
    public static readonly Collection<UnansweredTelling> All = new("unanswered_telling", telling => telling.Id);
}
