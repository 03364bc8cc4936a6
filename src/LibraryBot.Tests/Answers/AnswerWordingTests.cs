using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Answers;

public sealed class AnswerWordingTests
{
    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders()
    {
        Assert.Equal(AnswerTexts.Keys(Lang.Id).Order(), AnswerTexts.Keys(Lang.En).Order());
        Assert.All(AnswerTexts.Keys(Lang.Id), key => Assert.Equal(Names(key, Lang.Id), Names(key, Lang.En)));
    }

    private static IEnumerable<string> Names(string key, Lang lang) =>
        Template.Names(AnswerTexts.Words.Say(lang, "answers", key)).Distinct().Order();
}
