using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LibraryBot.Dialogs.Files;

/// <summary>What stands in a YAML file, with lines. Only text, lists and mappings: anchors, aliases and tags are refused.</summary>
internal abstract record YamlNode(int Line)
{
    public sealed record Text(int Line, string Value, bool IsBlock) : YamlNode(Line);

    public sealed record List(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

    public sealed record Map(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line);
}

internal sealed record YamlEntry(string Key, int Line, YamlNode Value);

/// <summary>Reads one YAML file through the parser's events, the only level that still knows lines and styles.</summary>
internal sealed class YamlTree
{
    private const int Deepest = 8;

    private readonly Parser parser;

    private YamlTree(string text) => parser = new Parser(new StringReader(text));

    /// <summary>The mapping that the file is; null, and a problem, when it is anything else.</summary>
    public static YamlNode.Map? Read(DialogFile file, DialogProblems problems)
    {
        if (file.Read(problems) is not { } text)
            return null;
        var tree = new YamlTree(text);
        try
        {
            var root = tree.Root();
            if (root is YamlNode.Map map)
                return map;
            problems.Add(file, root?.Line ?? 1, root is null ? "this file is empty." : "this file must hold lines such as 'key: ...' and nothing around them.");
        }
        catch (YamlException malformed)
        {
            problems.Add(file, (int)malformed.Start.Line, Unreadable(malformed.Message));
        }
        catch (Exception surprised) when (surprised is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The package throws its own exceptions for most broken files, not for all.
            problems.Add(file, Line(tree.parser.Current), Unreadable("it is broken around here"));
        }

        return null;
    }

    private static string Unreadable(string why) =>
        $"this cannot be read as YAML: {why.Split('\n')[0].Trim().TrimEnd('.')}. Look at this line and the one before it: a key, a colon and the indent.";

    private YamlNode? Root()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return null;
        var root = Node(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Current is { } more && parser.Accept<DocumentStart>(out _))
            throw new YamlException(more.Start, more.End, "a second document begins here; a file holds one");
        return root;
    }

    private YamlNode Node(int depth)
    {
        var at = parser.Current ?? throw new YamlException("the file ends too early");
        if (depth > Deepest)
            throw new YamlException(at.Start, at.End, "this is nested too deeply");
        if (at is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            throw new YamlException(at.Start, at.End, "anchors (&name) and tags (!name) are not used here");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlNode.Text(Line(scalar), scalar.Value, scalar.Style == ScalarStyle.Literal);
        if (parser.TryConsume<SequenceStart>(out var list))
            return new YamlNode.List(Line(list), Items(depth));
        if (parser.TryConsume<MappingStart>(out var map))
            return new YamlNode.Map(Line(map), Entries(depth));
        throw new YamlException(at.Start, at.End, "references (*name) are not used here; a text that begins with * belongs under |");
    }

    private List<YamlNode> Items(int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return items;
    }

    private List<YamlEntry> Entries(int depth)
    {
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            entries.Add(new YamlEntry(key.Value, Line(key), Node(depth + 1)));
        }

        return entries;
    }

    private static int Line(ParsingEvent? at) => (int)(at?.Start.Line ?? 1);
}
