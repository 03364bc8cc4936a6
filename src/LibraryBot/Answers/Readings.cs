using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// The ways in which a question may be read, each with how much speaks for it before the records are asked: the rules, which are
/// sure of what they know, and the model, which has heard more people. What must never be answered wrongly has one reading only.
/// </summary>
internal static class Readings
{
    private const int AtMost = 4;
    private const double Least = 0.06;
    private const double SureGuard = 0.5;
    public const double Sure = 0.5;
    public const double Enough = 0.3;
    private const double Floor = 0.12;

    /// <summary>What the records themselves can bear out, however it was asked.</summary>
    private static readonly string[] OfRecords = [Intents.Faq, Intents.Events, Intents.BookLookup, Intents.Pathfinder];
    private const double OfRules = 0.45;

    /// <summary>That a question shares words with a house rule says less than what the rules know for certain.</summary>
    private const double OfFaq = 0.6;
    private static readonly string[] Guarded = [Intents.StaffOnly, Intents.PrivacyRefuse, Intents.DataErase];

    public static IReadOnlyList<Likely> Of(AskedText asked, string byRules)
    {
        if (IntentRules.IsGuarded(asked))
            return [new Likely(byRules, 1)];
        var likely = MayRefuse(asked) ? asked.Likely : [.. asked.Likely.Where(reading => reading.Label != Intents.PrivacyRefuse)];
        if (likely[0].Probability >= SureGuard && Guarded.Contains(likely[0].Label))
            return [likely[0]];
        if (byRules == Intents.Unknown)
            return [.. likely.Where((reading, at) => at < AtMost || OfRecords.Contains(reading.Label)).Select(reading => OfRecords.Contains(reading.Label) ? reading with { Probability = reading.Probability + Floor } : reading)];
        return [.. likely.Take(AtMost).Where(reading => reading.Probability >= Least).Select(reading => reading.Label).Append(byRules).Distinct()
            .Select(intent => new Likely(intent, Weight(intent)))];

        double Weight(string intent) => likely.FirstOrDefault(reading => reading.Label == intent).Probability * (1 - OfRules) + (intent == byRules ? OfRules * (intent == Intents.Faq ? OfFaq : 1) : 0);
    }

    // "minta nomor WA perpusnya": nobody's but the library's.
    private static bool MayRefuse(AskedText asked) => IntentRules.MayBeAboutOthers(asked)
        && (asked.NamesSomeone || asked.HasAny(Cue.Who, Cue.Other) || !asked.SaysLibrary);

    /// <summary>Never taken apart: an order to the bot does not become harmless by what follows it.</summary>
    public static bool IsWhole(AskedText asked) => IntentRules.IsWhole(asked) || asked.Likely[0] is { Label: Intents.StaffOnly, Probability: >= SureGuard };

    /// <summary>How sure the model is of the likeliest reading.</summary>
    public static double Surest(AskedText asked) => asked.Likely[0].Probability;

    /// <summary>What the rules say, or the model where they say nothing and it is sure.</summary>
    public static string Likeliest(AskedText asked, string byRules) =>
        byRules == Intents.Unknown && asked.Likely[0] is { Probability: >= Sure } likeliest ? likeliest.Label : byRules;
}
