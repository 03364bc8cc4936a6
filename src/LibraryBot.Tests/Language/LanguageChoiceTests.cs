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
    [InlineData("hi min, bs pinjam brp buku?", Lang.Id)]
    [InlineData("thank you ya kak", Lang.Id)]
    [InlineData("pls info jadwal storytelling", Lang.Id)]
    [InlineData("workshop design thinking kapan ya", Lang.Id)]
    [InlineData("hello, where is the ruang baca?", Lang.En)]
    [InlineData("is storytelling for anak-anak free?", Lang.En)]
    [InlineData("thanks kak, can u book the ruang diskusi for us", Lang.En)]
    [InlineData("thanks!", Lang.En)]
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

    [SkippableTheory]
    [InlineData("questions/miami-half.jsonl", Lang.En)]
    [InlineData("questions/nlpjs-corpus50/corpus-en.json", Lang.En)]
    [InlineData("questions/nlpjs-corpus50/corpus-id.json", Lang.Id)]
    [InlineData("slang/stif-dev.inf", Lang.Id)]
    [InlineData("slang/stif-train.inf", Lang.Id)]
    public void At_least_97_percent_of_what_people_wrote_is_told_apart(string file, Lang lang)
    {
        var path = SharedData.Path(file);
        Skip.If(path is null, "shared data is not here");
        var texts = Texts(path!).ToList();
        output.WriteLine($"{file}: {Share(texts, lang):0.0000} right of {texts.Count}");
        foreach (var miss in texts.Where(text => LanguageChoice.Of(text, null) != lang).Take(40))
            output.WriteLine($"missed: {miss}");
        Assert.True(Share(texts, lang) >= 0.97);
    }

    private static IEnumerable<string> Texts(string path) => Path.GetExtension(path) switch
    {
        ".jsonl" => File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("q").GetString()!),
        ".json" => JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(intent => new[] { "utterances", "tests" }.SelectMany(kind => intent.TryGetProperty(kind, out var said) ? said.EnumerateArray().Select(text => text.GetString()!) : []))
            .Distinct(),
        _ => File.ReadLines(path),
    };

    private static double Share(IReadOnlyCollection<string> texts, Lang lang) => (double)texts.Count(text => LanguageChoice.Of(text, null) == lang) / texts.Count;
}
