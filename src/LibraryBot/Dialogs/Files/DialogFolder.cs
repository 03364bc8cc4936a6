using LibraryBot.Language;

namespace LibraryBot.Dialogs.Files;

/// <summary>One dialog's folder: its flow when it has one, its words, its posts and its examples.</summary>
internal sealed class DialogFolder
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".txt"];
    private static readonly string[] Known = ["flow.yaml", "id.yaml", "en.yaml"];

    private readonly DialogFile folder;
    private readonly DialogProblems problems;

    public DialogFolder(DialogFile folder, DialogParts parts, DialogProblems problems)
    {
        (this.folder, this.problems) = (folder, problems);
        var flowFile = folder.In("flow.yaml");
        Flow = flowFile.Exists ? new FlowFile(flowFile, parts, problems).Read(Name) : null;
        Indonesian = WordsFile.Read(folder.In("id.yaml"), problems);
        English = WordsFile.Read(folder.In("en.yaml"), problems);
        Posts = new PostFiles(folder, Flow?.Flow, parts, problems).Read();
        CheckWords(parts);
        CheckLengths(parts);
        CheckExamples();
        CheckNames([.. Known, .. PostFiles.Names(parts)]);
    }

    public string Name => folder.Name;

    public ReadFlow? Flow { get; }

    public ReadWords Indonesian { get; }

    public ReadWords English { get; }

    public IReadOnlyDictionary<(string Variant, Lang Lang), string> Posts { get; }

    public DialogFile FlowYaml => folder.In("flow.yaml");

    public IEnumerable<(Lang Lang, ReadWords Words)> Words => [(Lang.Id, Indonesian), (Lang.En, English)];

    private void CheckWords(DialogParts parts)
    {
        new LanguagePair(Indonesian, English, problems).Check();
        foreach (var (_, words) in Words)
        {
            if (Flow is not null)
                new FlowTexts(Flow.Flow, words, parts, problems).Check();
            else
                CheckBraces(words);
        }
    }

    /// <summary>Says which texts the flow needs and nobody has.</summary>
    /// <param name="shared">The folder that it shares texts with.</param>
    public void CheckNeeds(DialogFolder? shared)
    {
        foreach (var (key, why) in Flow is null ? [] : FlowTexts.Needed(Flow.Flow))
        {
            if (shared is null || shared.Words.Any(language => language.Words.Complete && !language.Words.Texts.ContainsKey(key)))
                Need(key, why);
        }
    }

    /// <summary>Says that a text is missing, in the languages that lack it; where only one lacks it, comparing the two has said so.</summary>
    public void Need(string key, string why)
    {
        var read = Words.Select(language => language.Words).Where(words => words.Complete).ToList();
        if (read.Any(words => words.Texts.ContainsKey(key)) && read.Count > 1)
            return;
        foreach (var words in read.Where(words => !words.Texts.ContainsKey(key)))
            problems.Add(words.File, 1, $"the text '{key}' is missing: {why}.");
    }

    private void CheckLengths(DialogParts parts)
    {
        foreach (var limit in parts.Limits.Where(limit => limit.Dialog == Name))
        {
            foreach (var (file, text) in Words.SelectMany(language => language.Words.Texts.Values.Select(text => (language.Words.File, text))))
            {
                if (text.Key.StartsWith(limit.Beginning, StringComparison.Ordinal) && text.Text.Length > limit.AtMost)
                    problems.Add(file, text.Line, $"the text '{text.Key}' has {text.Text.Length} letters; at most {limit.AtMost} fit where it is shown.");
            }
        }
    }

    private void CheckBraces(ReadWords words)
    {
        foreach (var text in words.Texts.Values)
            new PlaceholderCheck(words.File, problems).Check(text.Text, text.TextLine, known: null);
    }

    private void CheckExamples()
    {
        var examples = folder.In("examples");
        if (!Directory.Exists(examples.Path))
            return;
        foreach (var file in examples.Files(problems).Where(file => file.Name.EndsWith(".chat", StringComparison.Ordinal)))
        {
            if (file.Read(problems) is not { } text)
                continue;
            foreach (var (line, problem) in ChatScript.Parse(file.Name, text).Problems)
                problems.Add(file, line, problem);
        }
    }

    private void CheckNames(IReadOnlyList<string> known)
    {
        foreach (var file in folder.Files(problems))
        {
            if (Extensions.Contains(Path.GetExtension(file.Name)) && !known.Contains(file.Name) && !file.Name.StartsWith('.'))
                problems.Add(file, 1, $"nobody reads a file of this name; known are {string.Join(", ", known)} and examples/*.chat.");
        }
    }
}
