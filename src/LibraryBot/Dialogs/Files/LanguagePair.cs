namespace LibraryBot.Dialogs.Files;

/// <summary>What must be the same in Indonesian and in English: the keys, and the names in each text.</summary>
internal sealed class LanguagePair(ReadWords indonesian, ReadWords english, DialogProblems problems)
{
    public void Check()
    {
        if (!indonesian.Complete || !english.Complete)
            return;
        MissingFrom(english, indonesian);
        MissingFrom(indonesian, english);
        foreach (var text in indonesian.Texts.Values)
        {
            if (english.Texts.TryGetValue(text.Key, out var other))
                SameNames(text, other);
        }
    }

    private void MissingFrom(ReadWords lacking, ReadWords having)
    {
        foreach (var text in having.Texts.Values.Where(text => !lacking.Texts.ContainsKey(text.Key)))
            problems.Add(lacking.File, 1, $"the text '{text.Key}' is missing here; {having.File.Name} has it in line {text.Line}.");
    }

    private void SameNames(WordsText text, WordsText other)
    {
        var names = Template.Names(text.Text).ToHashSet();
        var otherNames = Template.Names(other.Text).ToHashSet();
        if (!names.SetEquals(otherNames))
            problems.Add(english.File, other.Line, $"the text '{text.Key}' names {Say(otherNames)}, but in {indonesian.File.Name} line {text.Line} {Say(names)}; both need the same.");
    }

    private static string Say(HashSet<string> names) =>
        names.Count == 0 ? "nothing" : string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"{{{{ {name} }}}}"));
}
