using System.Text.RegularExpressions;

namespace LibraryBot.Dialogs.Files;

/// <summary>A flow as read, with the lines that later problems name.</summary>
internal sealed record ReadFlow(Flow Flow, IReadOnlyDictionary<string, int> CommandLines, IReadOnlyDictionary<string, int> StepLines);

/// <summary>Reads a flow.yaml. What can be read is kept, so that the words are checked in the same run.</summary>
internal sealed partial class FlowFile(DialogFile file, DialogParts parts, DialogProblems problems)
{
    private static readonly string[] FlowKeys = ["dialog", "version", "who", "start", "shares", "steps", "ending"];
    private static readonly string[] StepKeys = ["ask", "confirm", "kind", "at_most", "at_least", "optional", "rule", "choices", "lines", "on_request", "derived", "finish"];
    private static readonly string[] People = ["anyone", "librarian", "approver", "owner"];

    private readonly Dictionary<string, int> commandLines = [];
    private readonly Dictionary<string, int> stepLines = [];

    public ReadFlow? Read(string folder)
    {
        if (YamlTree.Read(file, problems) is not { } map)
            return null;
        var fields = new YamlFields(file, problems, map, FlowKeys);
        var flow = new Flow(
            Name(fields, folder),
            Version(fields),
            Named(fields, "who", People, required: true) ?? People[0],
            Commands(fields),
            Steps(fields),
            Named(fields, "ending", parts.Endings, required: true) ?? "")
        {
            Shares = fields.Text("shares"),
        };
        return new ReadFlow(flow, commandLines, stepLines);
    }

    private string Name(YamlFields fields, string folder)
    {
        if (fields.Required("dialog") is { } name && name != folder)
            Problem(fields.Line("dialog"), $"the dialog is called '{name}' but its folder '{folder}'; write 'dialog: {folder}'.");
        return folder;
    }

    private int Version(YamlFields fields)
    {
        fields.Required("version");
        return fields.Number("version") ?? 1;
    }

    private string? Named(YamlFields fields, string key, IReadOnlyList<string> known, bool required = false)
    {
        var name = required ? fields.Required(key) : fields.Text(key);
        if (name is not null && !known.Contains(name))
            Problem(fields.Line(key), $"there is no {key} '{name}'; there are {string.Join(", ", known)}.");
        return name;
    }

    private IReadOnlyList<string> Commands(YamlFields fields)
    {
        foreach (var command in fields.Words("start"))
        {
            if (!Command().IsMatch(command.Value))
                Problem(command.Line, $"the command '{command.Value}' must begin with / and hold only small letters, digits and _, at most 32.");
            else if (Asides.Commands.Contains(command.Value))
                Problem(command.Line, $"the command '{command.Value}' works in every dialog already; choose another.");
            else if (!commandLines.TryAdd(command.Value, command.Line))
                Problem(command.Line, $"the command '{command.Value}' stands here twice; keep one.");
        }

        return [.. commandLines.Keys];
    }

    private List<Step> Steps(YamlFields fields)
    {
        var steps = new List<Step>();
        foreach (var item in fields.Items("steps"))
        {
            if (item is not YamlNode.Map map)
                Problem(item.Line, "a step begins with '- ask: name' or '- confirm: name'.");
            else if (Step(map) is { } step)
                steps.Add(CheckAmong(steps, step, map.Line));
        }

        return steps;
    }

    private Step? Step(YamlNode.Map map)
    {
        var fields = new YamlFields(file, problems, map, StepKeys);
        if (fields.Has("ask") == fields.Has("confirm"))
        {
            Problem(map.Line, "a step has either 'ask: name' or 'confirm: name'.");
            return null;
        }

        if (fields.Text("ask") is { } asked)
            return Asked(asked, fields);
        return fields.Text("confirm") is { } confirmed ? Confirmed(confirmed, map) : null;
    }

    private Step Asked(string name, YamlFields fields)
    {
        var kind = Named(fields, "kind", [.. parts.Placeholders.Keys.Order(StringComparer.Ordinal)], required: true) ?? "";
        var step = new Step(name, kind)
        {
            AtMost = fields.Number("at_most"),
            AtLeast = fields.Number("at_least"),
            Optional = fields.Flag("optional"),
            Rule = Named(fields, "rule", parts.Rules),
            Choices = [.. fields.Words("choices").Select(choice => choice.Value)],
            Lines = fields.Flag("lines"),
            OnRequest = fields.Flag("on_request") || fields.Flag("derived"),
            Derived = fields.Flag("derived"),
            Finish = fields.Flag("finish"),
        };
        if (step.AtLeast > step.AtMost)
            Problem(fields.Line("at_least"), $"at_least ({step.AtLeast}) is above at_most ({step.AtMost}).");
        if (kind != StaticKinds.Picture && parts.WithChoices.Contains(kind) != step.Choices.Count > 0)
            Problem(fields.Line("kind"), $"a step of kind {string.Join(", ", parts.WithChoices)} needs 'choices: [one, two]', a picture may have them, and no other kind has them.");
        if (step.Choices.Distinct().Count() != step.Choices.Count || !step.Choices.All(choice => StepName().IsMatch(choice)))
            Problem(fields.Line("choices"), "each choice is one word of small letters, digits and _, and stands once.");
        return step;
    }

    private Step Confirmed(string name, YamlNode.Map map)
    {
        foreach (var entry in map.Entries.Where(entry => entry.Key != "confirm" && StepKeys.Contains(entry.Key)))
            Problem(entry.Line, $"a confirmation has no '{entry.Key}'.");
        return new Step(name, "confirm") { IsConfirm = true };
    }

    private Step CheckAmong(List<Step> before, Step step, int line)
    {
        if (!StepName().IsMatch(step.Name))
            Problem(line, $"the step name '{step.Name}' may hold only small letters, digits and _.");
        if (!stepLines.TryAdd(step.Name, line))
            Problem(line, $"the step '{step.Name}' stands here twice; give one of them another name.");
        if (before.Any(earlier => earlier.IsConfirm))
            Problem(line, $"the step '{step.Name}' comes after the confirmation, which must be last.");
        if (step.Kind == StaticKinds.AltText && !before.Any(earlier => earlier.Kind == StaticKinds.Picture && $"{earlier.Name}_alt" == step.Name))
            Problem(line, $"'{step.Name}' must follow the picture that it describes and be called as that step with _alt after it.");
        return step;
    }

    private void Problem(int line, string text) => problems.Add(file, line, text);

    [GeneratedRegex("^/[a-z0-9_]{1,32}$")]
    private static partial Regex Command();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex StepName();
}
