namespace LibraryBot.Answers { public sealed class AnswerDesk { public string LibraryName => ""; public Answer Ask(Question q) => throw new NotImplementedException(q.Text); } }
namespace LibraryBot.Language { public static class LanguageChoice { public static Lang Of(string t, Lang? l) => l ?? Lang.Id; } }
