using LibraryBot.Knowledge; using LibraryBot.Dialogs; using LibraryBot.Storage; using LibraryBot.Knowledge.Import; using LibraryBot.Language;
namespace LibraryBot.Answers { public sealed class AnswerDesk(LibraryKnowledge k, Words w) { public string LibraryName => k.ToString() + w; public Answer Ask(Question q) => new Answer("Belum ada: " + q.Text, Lang.Id, "none", [], Handoff: true) { PassOn = q.Text, Buttons = ["Ya", "Tidak"] }; }
 public sealed class EvaluationRefused : Exception {}
 public sealed class Evaluation { public static Evaluation Run(AnswerDesk d, string f, TimeZoneInfo z) => new(); public string ToJson() => ""; public void Print(TextWriter w) {} }
 public static class AskReport { public static Answer Ask(AnswerDesk d, string t, string[] b, Lang? l, DateTimeOffset n) => d.Ask(new Question(t, n)); public static string Json(Answer a) => ""; } }
namespace LibraryBot.Knowledge.Import { static class IcsFile { public static Task<ImportRun> Import(string f, ILibraryStore s, TimeProvider c) => throw new NotImplementedException(); } 
static class SlimsPair { public static Task<ImportRun> Import(string f, string g, ILibraryStore s, TimeProvider c) => throw new NotImplementedException(); } }
namespace LibraryBot.Demo { static class SampleLibrary { public static string Text(DateTimeOffset n) => "{}"; } }
