using System.Text.Json;
using LibraryBot.Language;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Language;

public sealed class LanguageChoiceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Is there a bedah buku this Sabtu?", Lang.En)]
    [InlineData("event weekend ini ada apa aja di main library?", Lang.Id)]
    [InlineData("RSVP workshop coding dong", Lang.Id)]
    [InlineData("Do you have novel Laskar Pelangi?", Lang.En)]
    [InlineData("jam buka?", Lang.Id)]
    [InlineData("opening hours", Lang.En)]
    [InlineData("Saturday?", Lang.En)]
    [InlineData("Sabtu?", Lang.Id)]
    [InlineData("👍", Lang.Id)]
    [InlineData("", Lang.Id)]
    public void The_small_words_of_grammar_decide(string text, Lang expected) =>
        Assert.Equal(expected, LanguageChoice.Of(text, null));

    [Fact]
    public void A_text_that_tells_nothing_keeps_the_chats_last_language()
    {
        Assert.Equal(Lang.En, LanguageChoice.Of("B05", Lang.En));
        Assert.Equal(Lang.Id, LanguageChoice.Of("B05", Lang.Id));
        Assert.Equal(Lang.Id, LanguageChoice.Of("ada acara apa?", Lang.En));
    }

    [SkippableFact]
    public void Real_chat_is_told_apart()
    {
        var (chat, questions) = (SharedData.Path("slang/stif-dev.inf"), SharedData.Path("questions/miami-half.jsonl"));
        Skip.If(chat is null || questions is null, "shared data is not here");
        var indonesian = File.ReadAllLines(chat!);
        var english = File.ReadAllLines(questions!).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("q").GetString()!).ToList();
        var (rightId, rightEn) = (Share(indonesian, Lang.Id), Share(english, Lang.En));
        output.WriteLine($"Indonesian {rightId:0.000} of {indonesian.Length}, English {rightEn:0.000} of {english.Count}");
        foreach (var miss in english.Where(text => LanguageChoice.Of(text, null) != Lang.En).Take(20).Concat(indonesian.Where(text => LanguageChoice.Of(text, null) != Lang.Id).Take(15)))
            output.WriteLine(miss);
        Assert.True(rightId >= 0.95 && rightEn >= 0.95);
    }

    private static double Share(IReadOnlyCollection<string> texts, Lang lang) => (double)texts.Count(text => LanguageChoice.Of(text, null) == lang) / texts.Count;
}
