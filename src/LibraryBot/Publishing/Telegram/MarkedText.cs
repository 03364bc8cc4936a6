using System.Globalization;
using System.Text;
using LibraryBot.Activities;

namespace LibraryBot.Publishing.Telegram;

/// <summary>Words of a text that name a moment, by their place in UTF-16 units.</summary>
internal readonly record struct Mark(int From, int Length, DateTimeOffset At)
{
    public int End => From + Length;
}

/// <summary>Clean text in which some words name a moment (Bot API, "Date-time entity formatting"): readers see the words, and their own time when they tap them.</summary>
internal sealed record MarkedText(string Text, IReadOnlyList<Mark> Marks)
{
    public static readonly MarkedText Empty = new("", []);

    public int Length => TelegramText.Length(Text);

    /// <summary>Finds the words of each moment where they stand in the text, one after another; words that do not stand there mark nothing.</summary>
    public static MarkedText Of(string? text, IEnumerable<Entity> moments)
    {
        var clean = TelegramText.Clean(text);
        var marks = new List<Mark>();
        int[]? letters = null;
        foreach (var moment in moments.Where(moment => moment is { Type: Entity.MomentType, At: not null }))
        {
            if (Place(clean, TelegramText.Clean(moment.Text), letters ??= StringInfo.ParseCombiningCharacters(clean), marks) is { } place)
                marks.Add(place with { At = moment.At!.Value });
        }

        return new MarkedText(clean, [.. marks.OrderBy(mark => mark.From)]);
    }

    /// <summary>Parts that fit. Words of a moment that are cut name it in both parts.</summary>
    public IReadOnlyList<MarkedText> Split(int atMost = TelegramText.MessageAtMost) =>
        [.. TelegramText.Cuts(Text, atMost).Select(part => Part(part.From, part.To))];

    /// <summary>For HTML parse mode: every value escaped, so that none is ever read as markup.</summary>
    public string Html(bool withMoments)
    {
        if (!withMoments || Marks.Count == 0)
            return TelegramText.Escape(Text);
        var html = new StringBuilder();
        var at = 0;
        foreach (var mark in Marks)
        {
            html.Append(TelegramText.Escape(Text[at..mark.From]));
            html.Append(CultureInfo.InvariantCulture, $"<tg-time unix=\"{mark.At.ToUnixTimeSeconds()}\">{TelegramText.Escape(Text[mark.From..mark.End])}</tg-time>");
            at = mark.End;
        }

        return html.Append(TelegramText.Escape(Text[at..])).ToString();
    }

    private MarkedText Part(int from, int to) => new(
        Text[from..to],
        [.. Marks.Select(mark => mark with { From = Math.Max(mark.From, from) - from, Length = Math.Min(mark.End, to) - Math.Max(mark.From, from) }).Where(mark => mark.Length > 0)]);

    // The same words twice are two moments in their order.
    private static Mark? Place(string text, string words, int[] letters, List<Mark> taken)
    {
        for (var from = 0; words.Length > 0 && text.IndexOf(words, from, StringComparison.Ordinal) is >= 0 and var at; from = at + 1)
        {
            if (IsLetter(at) && IsLetter(at + words.Length) && !taken.Exists(mark => mark.From < at + words.Length && at < mark.End))
                return new Mark(at, words.Length, default);
        }

        return null;

        bool IsLetter(int at) => at == text.Length || Array.BinarySearch(letters, at) >= 0;
    }
}
