using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

public sealed class SlangTests
{
    private static readonly string[][] Forms = [.. EmbeddedText.Lines("slang.txt").Select(line => line.Split(' '))];

    [Fact]
    public void A_chat_form_stands_for_words_that_need_no_second_look()
    {
        var again = Forms.Where(form => form[1..].Any(word => word != form[0] && Slang.Formal(word) is not [var same] || Slang.Formal(word)[0] != word && word != form[0]))
            .Select(form => string.Join(' ', form));
        Assert.Empty(again);
    }

    [Fact]
    public void Names_of_days_months_and_numbers_are_no_chat_forms() =>
        Assert.DoesNotContain(Forms, form => CalendarNames.Day(form[0]) is not null || CalendarNames.AnyMonth(form[0]) is not null || form[0].All(char.IsAsciiDigit));

    [Theory]
    [InlineData("bsk", "besok")]
    [InlineData("baruuu", "baru")]
    [InlineData("gabisa", "tidak bisa")]
    [InlineData("mingdep", "minggu depan")]
    [InlineData("nggakkkk", "tidak")]
    [InlineData("besokkkk", "besok")]
    [InlineData("viii", "viii")]
    [InlineData("laskar", "laskar")]
    public void Chat_forms_are_spelled_out(string word, string formal) => Assert.Equal(formal, string.Join(' ', Slang.Formal(word)));
}
