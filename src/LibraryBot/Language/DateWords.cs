namespace LibraryBot.Language;

/// <summary>
/// The tokens of a text, and the questions that all grammars of time ask of them. A place outside the text holds the empty word.
/// <c>isAnswer</c>: the text answers a question for a time, so what says nothing but a time may be short ("sab", "15-2").
/// </summary>
internal sealed class DateWords(IReadOnlyList<DateToken> tokens, bool isAnswer)
{
    // What may come after "the 5th" or "at 5": after any other word the number counts something ("the 2nd floor", "at 3 branches").
    private static readonly HashSet<string> Followers = ["at", "from", "to", "until", "till", "through", "of", "in", "on", "for", "and", "or", "is", "are", "was", "were", "will",
        "do", "does", "can", "if", "when", "then", "please", "open", "closed", "there", "this", "next", "last", "today", "tomorrow", "tonight", "with", "by", "before", "after",
        "onward", "onwards", "the", "ada", "buka", "tutup", "apa", "dan", "atau", "hari", "sampai", "hingga", "oclock", "o", "sharp", "jam", "pukul", "bulan", "bisa", "itu", "ini", "ya"];

    public int Count => tokens.Count;

    public bool IsAnswer => isAnswer;

    public string this[int at] => at >= 0 && at < tokens.Count ? tokens[at].Text : "";

    public int? Digits(int at) => at >= 0 && at < tokens.Count ? tokens[at].Number : null;

    public (int Value, int Length)? Number(int at) => CalendarNames.Number(tokens, at);

    /// <summary>Whether a token follows the one before it without a space.</summary>
    public bool IsJoined(int at) => at > 0 && at < tokens.Count && !tokens[at].AfterSpace;

    public bool IsCapital(int at) => at >= 0 && at < tokens.Count && tokens[at].IsCapital;

    /// <summary>A capital that means something: not at the beginning of a sentence, and not among other capitals.</summary>
    public bool IsTellingCapital(int at) =>
        IsCapital(at) && at > 0 && char.IsLetterOrDigit(this[at - 1][^1]) && !IsCapital(at - 1) && !IsCapital(at + 1) && !tokens[at].IsShouted;

    public bool IsEnd(int at) => at >= tokens.Count;

    /// <summary>Whether these tokens are all that an answer says; a full stop, comma or question mark behind them does not count.</summary>
    public bool IsWholeAnswer(int at, int length) =>
        isAnswer && at == 0 && (at + length == tokens.Count || (at + length == tokens.Count - 1 && this[tokens.Count - 1] is "." or "," or "?" or "!"));

    /// <summary>Whether what stands here lets a number before it be a day or an hour.</summary>
    public bool EndsNumber(int at) => IsEnd(at) || !char.IsLetterOrDigit(this[at][0]) || Followers.Contains(this[at]) || DayParts.At(this, at) is not null
        || CalendarNames.Day(this[at]) is not null || CalendarNames.AnyMonth(this[at]) is not null || Zones.Hours(this[at]) is not null;

    public (int Start, int End) Place(int at, int length) => (tokens[at].Start, tokens[at + length - 1].End);
}
