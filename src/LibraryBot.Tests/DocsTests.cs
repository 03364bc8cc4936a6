using System.Text.RegularExpressions;
using LibraryBot.CommandLine;
using LibraryBot.Dialogs;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace LibraryBot.Tests;

/// <summary>What the bot can do is written down: every key of the settings, every command of the chat, every verb, and no dead link.</summary>
public sealed partial class DocsTests
{
    private static readonly string Root = FindRoot();
    private static readonly string[] Addresses = ["/"];

    [Fact]
    public void Every_key_of_the_settings_is_in_the_configuration_page()
    {
        var keys = KnownKeys();
        Assert.Contains("TimeZone", keys);
        Assert.Contains("Telegram:Token", keys);
        var page = Text("docs/configuration.md");
        string[] missing = [.. keys.Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_command_of_the_chat_is_in_the_readme()
    {
        var commands = await ChatCommands();
        Assert.Contains("/masuk", commands);
        Assert.Contains("/review", commands);
        var readme = Text("README.md");
        string[] missing = [.. commands.Where(command => !Regex.IsMatch(readme, Regex.Escape(command) + @"(?![\w-])"))];
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_command_in_the_readme_is_one_of_the_chat()
    {
        var commands = await ChatCommands();
        var written = InCode().Matches(Text("README.md")).Select(name => name.Groups[1].Value).Where(name => !Addresses.Contains(name));
        Assert.Empty(written.Except(commands));
    }

    [Fact]
    public async Task Every_verb_of_the_command_line_is_in_the_readme()
    {
        var verbs = await CommandLineVerbs();
        Assert.Contains("serve", verbs);
        Assert.Contains("import library", verbs);
        Assert.Contains("dialogs check", verbs);
        var readme = Text("README.md");
        string[] missing = [.. verbs.Where(verb => !Regex.IsMatch(readme, $"`{Regex.Escape(verb)}[` ]"))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_link_between_our_pages_leads_to_a_file()
    {
        var dead = from page in Pages()
                   from Match link in PageLink().Matches(File.ReadAllText(page))
                   let target = link.Groups[1].Value
                   where !target.Contains(':') && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
                   select $"{Path.GetRelativePath(Root, page)}: {target}";
        Assert.Empty(dead);
    }

    [Fact]
    public void The_readme_stands_on_the_two_commands()
    {
        var readme = Text("README.md");
        Assert.Contains("\ndotnet run --project src/LibraryBot -- demo\n", readme);
        Assert.Contains("\ndotnet test\n", readme);
    }

    /// <summary>The keys that the settings ask for, and those that a section names when it refuses a key.</summary>
    private static SortedSet<string> KnownKeys()
    {
        var asked = new AskedKeys();
        Settings.Read(asked);
        var keys = new SortedSet<string>(asked.Keys, StringComparer.Ordinal);
        foreach (var section in asked.Sections)
            keys.UnionWith(KeysOf(section));
        return keys;
    }

    private static IEnumerable<string> KeysOf(string section)
    {
        var spoilt = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"{section}:NoSuchKey"] = "x" }).Build();
        var refusal = Assert.Throws<SettingsRefused>(() => Settings.Read(spoilt)).Message;
        return refusal.Split($"Known in {section}: ")[1].TrimEnd('.').Split(", ").Select(key => $"{section}:{key}");
    }

    private static async Task<IReadOnlyList<string>> ChatCommands()
    {
        using var folder = new TempFolder();
        var book = DialogBook.Read(DialogFolders.RealFolder, DialogCatalogue.Parts);
        await using var bot = await Bot.Open(new Settings { DataFolder = folder.Path }, TimeProvider.System, NullLoggerFactory.Instance, book);
        return [.. bot.Repertoire.Commands.SelectMany(command => new[] { command.Indonesian, command.English })
            .Concat(book.Flows.Values.SelectMany(flow => flow.Start))
            .Concat(Asides.Commands)
            .Distinct()];
    }

    /// <summary>"serve", "import slims" ...: what help shows, one level down too.</summary>
    private static async Task<IReadOnlyList<string>> CommandLineVerbs()
    {
        var verbs = new List<string>();
        foreach (var verb in await Help())
        {
            var parts = await Help(verb);
            verbs.AddRange(parts.Count == 0 ? [verb] : parts.Select(part => $"{verb} {part}"));
        }

        return verbs;
    }

    private static async Task<IReadOnlyList<string>> Help(params string[] verb)
    {
        var output = new StringWriter();
        await new Verbs(new Typed([.. verb, "--help"], Directory.GetCurrentDirectory())).Run(output, TextWriter.Null);
        var listed = output.ToString().ReplaceLineEndings("\n").Split("\nCommands:\n").ElementAtOrDefault(1) ?? "";
        return [.. listed.Split('\n').TakeWhile(line => line.Length > 0).Select(line => VerbName().Match(line)).Where(name => name.Success).Select(name => name.Groups[1].Value)];
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(Root, "dialogs"), "*.md", SearchOption.AllDirectories));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LibraryBot.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not stand in the repository.");
    }

    // The file alone: a link may name a place in it, and a picture's title.
    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex PageLink();

    // "/buku" and "/buku robot" written as code; an address has dots or another slash.
    [GeneratedRegex(@"`(/[a-z_-]*)(?: [^`]*)?`")]
    private static partial Regex InCode();

    [GeneratedRegex(@"^  ([a-z][a-z-]*)")]
    private static partial Regex VerbName();

    /// <summary>An empty configuration that remembers what it was asked for.</summary>
    private sealed class AskedKeys : IConfiguration
    {
        private readonly IConfiguration nothing = new ConfigurationBuilder().Build();

        public HashSet<string> Keys { get; } = [];
        public HashSet<string> Sections { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return null;
            }
            set => throw new NotSupportedException("Settings are read.");
        }

        public IConfigurationSection GetSection(string key)
        {
            Sections.Add(key);
            return nothing.GetSection(key);
        }

        public IEnumerable<IConfigurationSection> GetChildren() => nothing.GetChildren();

        public IChangeToken GetReloadToken() => nothing.GetReloadToken();
    }
}
