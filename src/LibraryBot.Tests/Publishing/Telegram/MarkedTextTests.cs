using System.Globalization;
using System.Text;
using CsCheck;
using LibraryBot.Activities;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class MarkedTextTests
{
    private static readonly string[] Pieces =
    [
        "Perpustakaan Kota", "Acara: bedah buku", "Kamis, 2 April 2026", "10.00-12.00 WIB", "naïve café", "الخميس ٢ أبريل", "ספריה", "ห้องสมุด", "पुस्तकालय",
        "图书馆", "としょかん", "ꦥꦼꦂꦥꦸꦱ꧀ꦠꦏꦄꦤ꧀", "ᬧᬾᬃᬧᬸᬲ᭄ᬢᬓᬵᬦ᭄", "😀", "👩‍👩‍👧", "🇮🇩", "🇮", "👍🏽", "❤️", "e\u0301", "a\u0308\u0304\u0323", "\u0308", "\u200d", "\u202e", "\u2067", "\ufeff", "\u00a0", "\u2028",
        "\uD83D", "\uDE00", "\0", "\u0007", "\u0085", "\r\n", "\n", "\n\n", "\t", " ", "  ",
        "<b>", "</b>", "<tg-time unix=\"1\">", "</tg-time>", "<a href='http://x.example'>", "&", "&amp;", "&lt;", "&#60;", "&#x3c;", "<", ">", "\"", "'", "*_`[](){}#+-=|~!.\\", "{{ title }}", "<!--", "]]>",
    ];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.Char.Array[0, 8].Select(letters => new string(letters)),
        Gen.Int[0x20, 0x2FFFF].Where(Rune.IsValid).Select(code => new Rune(code).ToString()));

    private static readonly Gen<string> Text = Piece.Array[0, 40].Select(string.Concat);

    /// <summary>A text, and places in it that are said to name moments; a few name nothing that stands there.</summary>
    private static readonly Gen<(string Text, Entity[] Moments)> Named = Gen.Select(Text, Gen.Select(Gen.Int[0, 200], Gen.Int[0, 30], Gen.Int[0, 2_000_000_000]).Array[0, 4]).Select((text, places) => (
        text,
        places.Select(place => Entity.Moment(
            place.Item1 < text.Length ? text.Substring(place.Item1, Math.Min(place.Item2, text.Length - place.Item1)) : "tidak ada",
            DateTimeOffset.FromUnixTimeSeconds(place.Item3))).ToArray()));

    [Fact]
    public void Any_text_with_any_moments_reads_back_as_itself_and_marks_just_those_words() => Named.Sample(given =>
    {
        var marked = MarkedText.Of(given.Text, given.Moments);
        var (text, entities) = TelegramHtml.Parse(marked.Html(withMoments: true));
        Assert.Equal(TelegramText.Clean(given.Text), text);
        Assert.Equal(
            marked.Marks.Select(mark => (mark.From, mark.Length, mark.At.ToUnixTimeSeconds())),
            entities.Select(entity => ((int)entity!["offset"]!, (int)entity["length"]!, (long)entity["unix_time"]!)));
        Assert.All(marked.Marks, mark => Assert.Contains(text.Substring(mark.From, mark.Length), given.Moments.Select(moment => TelegramText.Clean(moment.Text))));
        var plain = TelegramHtml.Parse(marked.Html(withMoments: false));
        Assert.Equal(text, plain.Text);
        Assert.Empty(plain.Entities);
    });

    [Fact]
    public void Parts_fit_as_Telegram_counts_cut_no_letter_and_lose_only_the_blanks_between_them() => Gen.Select(Named, Gen.Int[8, 80]).Sample((given, atMost) =>
    {
        var marked = MarkedText.Of(given.Text, given.Moments);
        var letters = StringInfo.ParseCombiningCharacters(marked.Text);
        var at = 0;
        foreach (var (from, to) in TelegramText.Cuts(marked.Text, atMost))
        {
            Assert.True(string.IsNullOrWhiteSpace(marked.Text[at..from]));
            Assert.InRange(marked.Text[from..to].EnumerateRunes().Count(), 1, atMost);
            Assert.True(IsWholeLetter(marked.Text, letters, from, atMost) && IsWholeLetter(marked.Text, letters, to, atMost));
            at = to;
        }

        Assert.Equal(marked.Text.Length, at);
    });

    [Fact]
    public void Every_part_of_a_long_text_reads_back_with_its_own_moments() => Gen.Select(Named, Gen.Int[8, 80]).Sample((given, atMost) =>
    {
        var marked = MarkedText.Of(given.Text, given.Moments);
        var said = 0;
        foreach (var part in marked.Split(atMost))
        {
            var (text, entities) = TelegramHtml.Parse(part.Html(withMoments: true));
            Assert.Equal(part.Text, text);
            Assert.Equal(part.Marks.Select(mark => mark.From), entities.Select(entity => (int)entity!["offset"]!));
            said += part.Marks.Sum(mark => mark.Length);
        }

        Assert.InRange(said, 0, marked.Marks.Sum(mark => mark.Length));
    });

    [Fact]
    public void Words_that_stand_there_twice_are_two_moments_in_their_order()
    {
        var (first, second) = (DateTimeOffset.FromUnixTimeSeconds(1), DateTimeOffset.FromUnixTimeSeconds(2));
        var marked = MarkedText.Of("A besok, B besok, C besok", [Entity.Moment("besok", first), Entity.Moment("besok", second), Entity.Moment("lusa", first)]);
        Assert.Equal([new Mark(2, 5, first), new Mark(11, 5, second)], marked.Marks);
    }

    [Fact]
    public void Words_of_a_moment_that_are_cut_name_it_in_both_parts()
    {
        var parts = MarkedText.Of("aaaa Kamis pagi", [Entity.Moment("Kamis pagi", DateTimeOffset.UnixEpoch)]).Split(11);
        Assert.Equal([new Mark(5, 5, DateTimeOffset.UnixEpoch)], parts[0].Marks);
        Assert.Equal([new Mark(0, 4, DateTimeOffset.UnixEpoch)], parts[1].Marks);
    }

    // A letter longer than a whole part cannot stay whole, and Telegram takes the blank from under its accent itself.
    private static bool IsWholeLetter(string text, int[] letters, int at, int atMost)
    {
        if (at == text.Length || Array.BinarySearch(letters, at) >= 0)
            return true;
        var start = letters.Last(letter => letter < at);
        return char.IsWhiteSpace(text[start]) || TelegramText.Length(text.Substring(start, StringInfo.GetNextTextElementLength(text, start))) > atMost;
    }
}
