using System.Globalization;

namespace LibraryBot.Dialogs.Files;

/// <summary>The fields of one mapping in flow.yaml: each known key at most once, each value of the right shape.</summary>
internal sealed class YamlFields
{
    private readonly DialogFile file;
    private readonly DialogProblems problems;
    private readonly YamlNode.Map map;
    private readonly Dictionary<string, YamlNode> values = [];

    public YamlFields(DialogFile file, DialogProblems problems, YamlNode.Map map, IReadOnlyList<string> known)
    {
        (this.file, this.problems, this.map) = (file, problems, map);
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key))
                Problem(entry.Line, $"the key '{entry.Key}' is not known here; known are {string.Join(", ", known)}.");
            else if (!values.TryAdd(entry.Key, entry.Value))
                Problem(entry.Line, $"the key '{entry.Key}' stands here twice; keep one.");
        }
    }

    public int Line(string key) => values.TryGetValue(key, out var value) ? value.Line : map.Line;

    public bool Has(string key) => values.ContainsKey(key);

    public string? Required(string key)
    {
        if (!Has(key))
            Problem(map.Line, $"the key '{key}' is missing.");
        return Text(key);
    }

    public string? Text(string key)
    {
        if (!values.TryGetValue(key, out var value))
            return null;
        if (value is YamlNode.Text { Value.Length: > 0 } text)
            return text.Value.Trim();
        Problem(value.Line, $"'{key}' needs one word.");
        return null;
    }

    public int? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        Problem(Line(key), $"'{key}' needs a whole number above 0, not '{text}'.");
        return null;
    }

    public bool Flag(string key)
    {
        if (Text(key) is not { } text)
            return false;
        if (text is not ("true" or "false"))
            Problem(Line(key), $"'{key}' is true or false, not '{text}'.");
        return text == "true";
    }

    /// <summary>The words of a list such as [/acara, /event], with their lines.</summary>
    public IReadOnlyList<YamlNode.Text> Words(string key)
    {
        if (!values.TryGetValue(key, out var value))
            return [];
        if (value is YamlNode.List list && list.Items.All(item => item is YamlNode.Text))
            return [.. list.Items.Cast<YamlNode.Text>()];
        Problem(value.Line, $"'{key}' needs a list of words, such as [one, two].");
        return [];
    }

    public IReadOnlyList<YamlNode> Items(string key)
    {
        if (!values.TryGetValue(key, out var value))
        {
            Problem(map.Line, $"the key '{key}' is missing.");
            return [];
        }

        if (value is YamlNode.List { Items.Count: > 0 } list)
            return list.Items;
        Problem(value.Line, $"'{key}' needs a list, each entry on lines that begin with a dash.");
        return [];
    }

    private void Problem(int line, string text) => problems.Add(file, line, text);
}
