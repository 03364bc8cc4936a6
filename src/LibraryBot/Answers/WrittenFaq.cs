using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>A question that a librarian wrote down with its answer: whoever asks it in those words gets that answer, whatever else the words could mean.</summary>
internal static class WrittenFaq
{
    private const string Typed = "typed";

    public static Faq? Of(Asking asking) =>
        asking.Knowledge.Faqs.FirstOrDefault(faq => faq.Source == Typed && new[] { faq.Q, faq.QEn }.Concat(faq.Also).Any(words => words is not null && AnswerWords.Same(words, asking.Question.Text)));
}
