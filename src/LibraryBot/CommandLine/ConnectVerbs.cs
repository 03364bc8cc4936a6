using System.CommandLine;
using LibraryBot.Publishing;
using Command = System.CommandLine.Command;

namespace LibraryBot.CommandLine;

/// <summary>The verbs that connect the library's accounts at Meta: connect facebook, connect instagram, disconnect.</summary>
/// <param name="running">The bot in whose process this runs, for words that came through its socket.</param>
internal sealed class ConnectVerbs(Typed typed, RunningBot? running, BotOnFolder folder, Option<string?> data, Keyboard keyboard)
{
    public const string Name = "connect";

    /// <summary>The variable of the environment that may hold the token.</summary>
    public const string Variable = "LIBRARYBOT_TOKEN";

    public IEnumerable<Command> All =>
    [
        new Command(Name, "Connects the library's Facebook Page or Instagram; walks you through.")
        {
            Connect(Destination.Facebook, "Connects the Facebook Page. The token comes from the keyboard, --token-file or " + Variable + ", never from the words."),
            Connect(Destination.Instagram, "Connects Instagram, through the connected Page or with a token of its own."),
        },
        new Command("disconnect", "Forgets an account and its token; its network is in rehearsal again.")
        {
            Disconnect(Destination.Facebook, "Forgets the Facebook Page."),
            Disconnect(Destination.Instagram, "Forgets the Instagram account."),
        },
    ];

    private Command Connect(string kind, string what)
    {
        var page = new Option<string?>("--page") { Description = "The Page's id, when the token leads to several." };
        var tokenFile = new Option<string?>("--token-file") { Description = "A file that holds the token; - for standard input." };
        var verb = new Command(kind, what) { page, tokenFile };
        verb.SetAction((parsed, cancel) => running is not null
            ? new Connecting(running.Bot, parsed.InvocationConfiguration.Output).Connect(kind, typed.Secret, parsed.GetValue(page), cancel)
            : AtTheKeyboard(parsed, kind, page, tokenFile, cancel));
        return verb;
    }

    private Command Disconnect(string kind, string what)
    {
        var verb = new Command(kind, what);
        verb.SetAction((parsed, _) => folder.Do(parsed.GetValue(data), (bot, output) => new Connecting(bot, output).Disconnect(kind), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return verb;
    }

    /// <summary>Comes back with what was missing, until it is done or refused. The store is not held while a person types.</summary>
    private async Task<int> AtTheKeyboard(ParseResult parsed, string kind, Option<string?> page, Option<string?> tokenFile, CancellationToken cancel)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var asked = typed with { Secret = await Given(parsed.GetValue(tokenFile), cancel) };
        var pageId = parsed.GetValue(page);
        while (true)
        {
            var said = new StringWriter();
            var exit = await Do(parsed, asked, kind, pageId, said, cancel);
            if (exit == Connecting.NeedsToken && asked.Secret is null)
            {
                asked = asked with { Secret = await AskForToken(said, parsed) };
            }
            else if (exit == Connecting.NeedsPage && keyboard.IsTerminal)
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(said.ToString());
                await errors.WriteAsync("Page ID: ");
                pageId = keyboard.Line()?.Trim() is { Length: > 0 } typedId ? typedId : throw new SettingsRefused("No Page was chosen.");
                asked = asked with { Words = [.. typed.Words, "--page", pageId] };
            }
            else
            {
                // To be asked which Page is a refusal where nobody sits who could answer.
                await (exit == 0 ? parsed.InvocationConfiguration.Output : errors).WriteAsync(said.ToString());
                return exit == 0 ? 0 : 1;
            }
        }
    }

    private Task<int> Do(ParseResult parsed, Typed asked, string kind, string? pageId, TextWriter said, CancellationToken cancel) =>
        folder.Do(parsed.GetValue(data), (bot, output) => new Connecting(bot, output).Connect(kind, asked.Secret, pageId, cancel), said, parsed.InvocationConfiguration.Error, asked, LoggerFactory.Create(_ => { }));

    private async Task<string> AskForToken(StringWriter guide, ParseResult parsed)
    {
        if (keyboard.IsTerminal)
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(guide.ToString());
            await parsed.InvocationConfiguration.Error.WriteAsync("Token: ");
        }

        return keyboard.Secret()?.Trim() is { Length: > 0 } token ? token
            : throw new SettingsRefused($"No token came. Type or pipe it in, name a file with --token-file, or set {Variable}; docs/operations.md tells where to get one.");
    }

    private async Task<string?> Given(string? file, CancellationToken cancel)
    {
        var text = file switch
        {
            "-" => keyboard.Secret(),
            { } path => await File.ReadAllTextAsync(typed.FullPath(path), cancel),
            null => Environment.GetEnvironmentVariable(Variable),
        };
        return text?.Trim() is { Length: > 0 } token ? token
            : file is null ? null
            : throw new SettingsRefused($"No token came from {(file == "-" ? "standard input" : typed.FullPath(file))}.");
    }
}
