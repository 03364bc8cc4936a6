using System.Globalization;
using System.Text.Json;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>How one labelled question went: right, or every reason why not.</summary>
public sealed record EvaluationRow(string Id, bool Right, IReadOnlyList<string> Why, AskReport Answer);

/// <summary>
/// Runs labelled questions through the desk. A row is right when the reply's language, the records, the texts and the
/// clarify and hand-off flags are all as labelled. Records: the same set, in the same order when the row says "ordered";
/// where the row wants a clarifying question, the answer may name more records than the label, but none may be missing.
/// Texts are compared without regard to case.
/// </summary>
public sealed record Evaluation(IReadOnlyList<EvaluationRow> Rows, IReadOnlyList<string> Problems)
{
    private readonly Dictionary<string, string> categories = [];

    public int Right => Rows.Count(row => row.Right);

    /// <summary>Runs a file of one JSON object a line. Lines that cannot be read are named in <see cref="Problems"/>.</summary>
    public static Evaluation Run(AnswerDesk desk, IEnumerable<string> lines, DateTimeOffset now)
    {
        var rows = new List<EvaluationRow>();
        var problems = new List<string>();
        var categories = new Dictionary<string, string>();
        foreach (var (index, line) in lines.Index().Where(line => line.Item.Trim().Length > 0))
        {
            var (question, problem) = LabelledQuestion.Read(line, index + 1);
            if (question is null)
            {
                problems.Add(problem!);
                continue;
            }

            var answer = Ask(desk, question, now);
            var why = Judge(question, answer);
            rows.Add(new EvaluationRow(question.Id, why.Count == 0, why, AskReport.Of(answer)));
            categories[question.Id] = question.Category;
        }

        return new Evaluation(rows, problems, categories);
    }

    /// <summary>Scores by category, then every miss with its reasons.</summary>
    public void Print(TextWriter to)
    {
        foreach (var problem in Problems)
            to.WriteLine(problem);
        foreach (var row in Rows.Where(row => !row.Right))
            to.WriteLine($"{row.Id}: {string.Join("; ", row.Why)}");
        foreach (var category in Rows.GroupBy(row => categories.GetValueOrDefault(row.Id, "")).OrderBy(category => category.Key, StringComparer.Ordinal))
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{category.Key}: {category.Count(row => row.Right)} of {category.Count()}"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"right {Right} of {Rows.Count} ({(Rows.Count == 0 ? 0 : 100.0 * Right / Rows.Count):0.0} %)"));
    }

    public string ToJson() => JsonSerializer.Serialize(new { Right, Of = Rows.Count, Rows }, AskReport.Json);

    private Evaluation(IReadOnlyList<EvaluationRow> rows, IReadOnlyList<string> problems, Dictionary<string, string> categories)
        : this(rows, problems) => this.categories = categories;

    private static Answer Ask(AnswerDesk desk, LabelledQuestion question, DateTimeOffset now)
    {
        var at = question.At ?? now;
        var inGroup = question.Channel == "group";
        AskedBefore? before = null;
        Lang? last = null;
        foreach (var said in question.Context.Select(line => line.User).OfType<string>())
        {
            var earlier = desk.Ask(new Question(said, at, InGroup: inGroup, Before: before) { LastLanguage = last });
            before = earlier.Remember;
            last = earlier.Lang;
        }

        return desk.Ask(new Question(question.Text, at, InGroup: inGroup, Before: before) { LastLanguage = last });
    }

    private static List<string> Judge(LabelledQuestion question, Answer answer)
    {
        var why = new List<string>();
        if (LangCodes.Read(question.ReplyLang) is { } lang && lang != answer.Lang)
            why.Add($"answered in {answer.Lang.Code()}, not {lang.Code()}");
        var missing = question.AnswerIds.Except(answer.Ids).ToList();
        var extra = answer.Ids.Except(question.AnswerIds).ToList();
        if (missing.Count > 0)
            why.Add($"missing {string.Join(", ", missing)}");
        if (extra.Count > 0 && !question.Clarify)
            why.Add($"not asked for {string.Join(", ", extra)}");
        if (question.Ordered && missing.Count + extra.Count == 0 && !question.AnswerIds.SequenceEqual(answer.Ids))
            why.Add($"order {string.Join(", ", answer.Ids)}");
        why.AddRange(question.MustContain.Where(text => !answer.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(text => $"does not say \"{text}\""));
        why.AddRange(question.MustNotContain.Where(text => answer.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(text => $"says \"{text}\""));
        if (question.Clarify != answer.Clarify)
            why.Add(question.Clarify ? "does not ask back" : "asks back");
        if (question.Handoff != answer.Handoff)
            why.Add(question.Handoff ? "does not offer a librarian" : "offers a librarian");
        return why;
    }
}
