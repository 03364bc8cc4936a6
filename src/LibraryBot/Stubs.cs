namespace LibraryBot.Answers { public sealed class AnswerDesk { public string LibraryName => ""; public Answer Ask(Question q) => throw new NotImplementedException(q.Text); } }
namespace LibraryBot.Dialogs { public static class StaticKinds { public static Dictionary<string, IAnswerKind> All { get; } = []; }
public static class X { public static string Post(this DialogRunner r, Flow f, Answers g, DialogScene s) => ""; public static (string?, string?) Picture(this DialogRunner r, Flow f, Answers g) => (null, null); } }
namespace LibraryBot.Language { public static class LanguageChoice { public static Lang Of(string t, Lang? l) => l ?? Lang.Id; } public static class AnswerWords { public static bool? IsYesOrNo(string t) => null; } }
