using CsCheck;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class TelegramPartTests
{
    private static readonly Gen<string> Text = Gen.Select(Gen.Int[0, 9000], Gen.Int[0, 4]).Select((length, of) =>
        string.Concat(Enumerable.Repeat(((string[])["a", "kata ", "😀", "baris\n", "& "])[of], length)));

    [Fact]
    public void Whatever_a_post_holds_each_of_its_parts_is_one_that_Telegram_takes() => Gen.Select(Text, Gen.Int[0, 25], Gen.Bool).Sample((text, pictures, hasButton) =>
    {
        var parts = TelegramPart.Of(TelegramMessage.Of(new PublishRequest("7", text)
        {
            Pictures = [.. Enumerable.Range(1, pictures).Select(i => new Picture($"m{i}", null))],
            Buttons = hasButton ? [CardAction.Presses("Berhenti", "s1")] : [],
        }));
        Assert.Equal(Enumerable.Range(1, pictures).Select(i => $"m{i}"), parts.SelectMany(part => part.Pictures));
        Assert.All(parts, part => Assert.InRange(part.Pictures.Count, 0, 10));
        Assert.All(parts, part => Assert.InRange(part.Text.Text.EnumerateRunes().Count(), part.Pictures.Count == 0 ? 1 : 0, part.Pictures.Count == 0 ? 4096 : 1024));
        Assert.All(parts.SkipLast(1), part => Assert.Null(part.Keyboard));
        Assert.DoesNotContain(parts, part => part.IsAlbum && part.Keyboard is not null);
        Assert.Equal(hasButton && parts.Count > 0, parts.LastOrDefault()?.Keyboard is not null);
        var said = string.Concat(parts.Select(part => part.Text.Text)).Replace("👆", "", StringComparison.Ordinal);
        Assert.Equal(WithoutBlanks(text), WithoutBlanks(said));
    });

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
