using System.CommandLine;
using System.Globalization;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Knowledge.Import.Sheets;
using LibraryBot.Language;
using LibraryBot.People;
using Command = System.CommandLine.Command;

namespace LibraryBot.CommandLine;

/// <summary>
/// The command line. A verb that needs the store asks the bot that runs on the folder, through its socket;
/// when none runs it opens the store itself. Exit 0 is fine, 1 is refused with one clear line.
/// </summary>
/// <param name="running">The bot in whose process this runs, for words that came through its socket.</param>
/// <param name="keyboard">Where a person answers; null: the console.</param>
public sealed class Verbs(Typed typed, RunningBot? running = null, Keyboard? keyboard = null)
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    // A question may begin with @: it is not the name of a file with more words.
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    // Made anew each time: an option remembers every command that it was ever added to.
    private readonly Option<string?> data = new("--data") { Description = "The data folder (default: data/, or the setting DataFolder).", Recursive = true };
    private readonly Option<string?> urls = new("--urls") { Description = "The address to listen on, for instance http://127.0.0.1:5080." };
    private readonly Option<bool> asJson = new("--json") { Description = "Prints JSON." };
    private readonly BotOnFolder folder = new(typed, running);

    public async Task<int> Run(TextWriter output, TextWriter errors)
    {
        try
        {
            var parsed = Root().Parse(typed.Words, AsTyped);
            if (parsed.Errors.Count == 0)
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = running is null ? StopsWithin : null });
            await errors.WriteLineAsync(Refusals.OfTyped(parsed));
        }
        catch (Exception refused)
        {
            await errors.WriteLineAsync(Refusals.Of(refused));
        }

        return 1;
    }

    private RootCommand Root()
    {
        var root = new RootCommand("LibraryBot: librarians draft and approve promotion posts in chat; patrons ask about books, events and hours.")
        {
            data,
            urls,
        };
        root.SetAction((parsed, cancel) => ServeFolder(parsed, cancel));
        root.Add(ServeVerb());
        root.Add(DemoVerb());
        root.Add(ImportVerb());
        root.Add(AskVerb());
        root.Add(EvaluateVerb());
        root.Add(DialogsVerb());
        root.Add(InviteVerb());
        foreach (var verb in new ConnectVerbs(typed, running, folder, data, keyboard ?? Keyboard.Here).All.Concat(new StoreVerbs(typed, running, folder, data).All))
            root.Add(verb);
        root.Add(HealthVerb());
        return root;
    }

    private Command ServeVerb()
    {
        var verb = new Command("serve", "Runs the bot; prints Listening on URL when ready.") { urls };
        verb.SetAction((parsed, cancel) => ServeFolder(parsed, cancel));
        return verb;
    }

    private async Task<int> ServeFolder(ParseResult parsed, CancellationToken cancel)
    {
        using var logs = Logs.Factory();
        var settings = SettingsSources.Read(typed.Folder, parsed.GetValue(data));
        var addresses = ListenAddresses.Read(parsed.GetValue(urls) ?? settings.Urls);
        await using var bot = await folder.Open(settings, TimeProvider.System, logs);
        return await new Serve(bot, addresses, demo: null, logs).Run(parsed.InvocationConfiguration.Output, cancel);
    }

    private Command DemoVerb()
    {
        var clock = new Option<string?>("--clock") { Description = "When the library's clock starts, for instance 2026-03-11T10:00:00+07:00." };
        var verb = new Command("demo", "Serves a sample library in a throw-away folder; no token, no network.") { urls, clock };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var logs = Logs.Factory();
            var demoFolder = parsed.GetValue(data) ?? Directory.CreateTempSubdirectory("librarybot-demo-").FullName;
            try
            {
                var real = TimeProvider.System;
                var settings = SettingsSources.ReadForDemo(typed.Folder, demoFolder);
                var time = parsed.GetValue(clock) is { } iso ? new ShiftedClock(ReadMoment(iso, "--clock", settings.Zone), real) : real;
                var addresses = ListenAddresses.Read(parsed.GetValue(urls) ?? settings.Urls);
                await using var bot = await folder.Open(settings, time, logs);
                var people = await DemoFolder.Prepare(bot);
                return await new Serve(bot, addresses, people, logs).Run(parsed.InvocationConfiguration.Output, cancel);
            }
            finally
            {
                if (parsed.GetValue(data) is null)
                    Directory.Delete(demoFolder, recursive: true);
            }
        });
        return verb;
    }

    private Command ImportVerb()
    {
        var verb = new Command("import", "Brings in what the library knows; a second import changes only what changed.");
        verb.Add(FileImport("library", "the native knowledge file (docs/knowledge-file.md)", (bot, file) => NativeFile.Import(file, new Importing(bot.Store, bot.Clock))));
        verb.Add(FileImport("ics", "an iCalendar file or address", (bot, file) => IcsFile.Import(file, new Importing(bot.Store, bot.Clock)), orUrl: true));
        verb.Add(FileImport("marc", "a file of MARC 21 records (ISO 2709)", (bot, file) => MarcFile.Import(file, new Importing(bot.Store, bot.Clock))));
        verb.Add(FileImport("marcxml", "a file of MARCXML", (bot, file) => MarcXmlFile.Import(file, new Importing(bot.Store, bot.Clock))));
        var biblio = new Option<string>("--biblio") { Description = "The bibliography export.", Required = true };
        var items = new Option<string>("--items") { Description = "The item export.", Required = true };
        var slims = new Command("slims", "Imports a SLiMS 9 pair of CSV exports.") { biblio, items, asJson };
        slims.SetAction((parsed, _) => InStore(parsed, (bot, output) =>
            Import(bot, SlimsFiles.Import(typed.FullPath(parsed.GetValue(biblio)!), typed.FullPath(parsed.GetValue(items)!), new Importing(bot.Store, bot.Clock)), parsed.GetValue(asJson), output)));
        verb.Add(slims);
        verb.Add(OaiImport());
        verb.Add(FileImport("feed", "new titles from RSS or Atom, a file or an address", (bot, file) => FeedFile.Import(file, new Importing(bot.Store, bot.Clock)), orUrl: true));
        verb.Add(FileImport("sheet", "a table of books or events, .xlsx or .csv", (bot, file) => SheetFile.Import(file, new Importing(bot.Store, bot.Clock))));
        return verb;
    }

    private Command OaiImport()
    {
        var link = new Argument<string>("URL") { Description = "The address of the repository, for instance https://opac.example.org/oai.php." };
        var prefix = new Option<string?>("--prefix") { Description = "The metadata format; without it the one that tells most." };
        var set = new Option<string?>("--set") { Description = "A part of the repository." };
        var verb = new Command("oai", "Imports what a repository gives by OAI-PMH.") { link, prefix, set, asJson };
        verb.SetAction((parsed, cancel) => InStore(parsed, (bot, output) =>
            Import(bot, OaiHarvest.Import(parsed.GetValue(link)!, new Importing(bot.Store, bot.Clock) { Cancel = cancel }, parsed.GetValue(prefix), parsed.GetValue(set)), parsed.GetValue(asJson), output)));
        return verb;
    }

    private Command FileImport(string name, string what, Func<Bot, string, Task<ImportRun>> import, bool orUrl = false)
    {
        var file = new Argument<string>("FILE") { Description = orUrl ? "A file or an https address." : "A file." };
        var verb = new Command(name, $"Imports {what}.") { file, asJson };
        verb.SetAction((parsed, _) => InStore(parsed, (bot, output) => Import(bot, import(bot, typed.FullPath(parsed.GetValue(file)!)), parsed.GetValue(asJson), output)));
        return verb;
    }

    private async Task<int> Import(Bot bot, Task<ImportRun> import, bool asJson, TextWriter output)
    {
        var run = await import;
        // Nobody asks this process when it is not the running bot's.
        if (running is not null && run.New + run.Changed > 0)
            await bot.Knowledge.RefreshAll();
        if (asJson)
            await output.WriteLineAsync(run.ToJson());
        else
            run.Print(output);
        return 0;
    }

    private Command AskVerb()
    {
        var text = new Argument<string>("TEXT") { Description = "The question." };
        var before = new Option<string[]>("--before") { Description = "Earlier texts of the same person, for follow-ups." };
        var lang = new Option<string?>("--lang") { Description = "id or en; without it the text tells." };
        var now = new Option<string?>("--now") { Description = "The moment of asking, ISO 8601." };
        var verb = new Command("ask", "Answers a question as the bot would.") { text, before, lang, now, asJson };
        verb.SetAction((parsed, _) => InStore(parsed, async (bot, output) =>
        {
            var moment = parsed.GetValue(now) is { } iso ? ReadMoment(iso, "--now", bot.Settings.Zone) : bot.Clock.GetUtcNow();
            var answer = Conversation(bot.House.Answers, [.. parsed.GetValue(before) ?? [], parsed.GetValue(text)!], ReadLang(parsed.GetValue(lang)), bot.Settings.Local(moment));
            await output.WriteLineAsync(parsed.GetValue(asJson) ? AskReport.Of(answer).ToJson() : answer.Text);
            return 0;
        }, withBooks: true));
        return verb;
    }

    /// <summary>Says texts one after another, as one person would; the last one's answer counts.</summary>
    private static Answer Conversation(AnswerDesk desk, IEnumerable<string> texts, Lang? lang, DateTimeOffset now) =>
        texts.Aggregate((Answer?)null, (before, text) => desk.Ask(new Question(text, now, lang, Before: before?.Remember) { LastLanguage = before?.Lang }))!;

    private Command EvaluateVerb()
    {
        var file = new Argument<string>("FILE.jsonl") { Description = "Labelled questions, one JSON object a line." };
        var verb = new Command("evaluate", "Runs labelled questions; prints scores and every miss.") { file, asJson };
        verb.SetAction((parsed, _) => InStore(parsed, (bot, output) =>
        {
            var evaluation = Evaluation.Run(bot.House.Answers, ImportFile.Read(typed.FullPath(parsed.GetValue(file)!)).Split('\n'), bot.Settings.Local(bot.Clock.GetUtcNow()));
            if (parsed.GetValue(asJson))
                output.WriteLine(evaluation.ToJson());
            else
                evaluation.Print(output);
            return Task.FromResult(0);
        }, withBooks: true));
        return verb;
    }

    private Command DialogsVerb()
    {
        var check = new Command("check", "Lists every problem in dialogs/ as file:line; exit 1 if there is any.");
        check.SetAction((parsed, _) =>
        {
            var book = folder.ReadDialogs();
            var output = parsed.InvocationConfiguration.Output;
            foreach (var problem in book.Problems)
                output.WriteLine(problem);
            if (book.Problems.Count == 0)
                output.WriteLine($"dialogs/ is in order: {book.Flows.Count} dialogs.");
            return Task.FromResult(book.Problems.Count == 0 ? 0 : 1);
        });
        return new Command("dialogs", "The words and steps that librarians edit.") { check };
    }

    private Command InviteVerb()
    {
        var role = new Option<string>("--role") { Description = "owner, approver or librarian.", Required = true };
        role.AcceptOnlyFromAmong("owner", "approver", "librarian");
        var name = new Option<string?>("--name") { Description = "How colleagues will see them; without it their chat name." };
        var verb = new Command("invite", "Prints a one-time sign-in code and link, valid 15 minutes.") { role, name };
        verb.SetAction((parsed, _) => InStore(parsed, async (bot, output) =>
        {
            var invited = Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true);
            var code = await bot.Store.Commit(session => Staff.Invite(session, invited, parsed.GetValue(name) ?? "", bot.Clock.GetUtcNow()));
            await output.WriteLineAsync($"Code: {code}");
            await output.WriteLineAsync($"Link: {bot.Settings.PublicUrl ?? running?.Url ?? ListenAddresses.Default}/#masuk={code}");
            if (bot.Telegram?.BotUsername is { } username)
                await output.WriteLineAsync($"Telegram: https://t.me/{username}?start={code}");
            await output.WriteLineAsync("Good for 15 minutes and one use. In the chat: /masuk " + code);
            return 0;
        }));
        return verb;
    }

    /// <summary>For the health check of a container; people have /healthz/ready.</summary>
    private static Command HealthVerb()
    {
        var url = new Option<string>("--url") { Description = "Where the bot listens.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var verb = new Command("health", "Exits 0 when the bot at an address is ready, 1 when it is not.") { url };
        verb.Hidden = true;
        verb.SetAction(async (parsed, cancel) =>
        {
            if (await HealthProbe.Complaint(parsed.GetValue(url)!, cancel) is not { } complaint)
                return 0;
            await parsed.InvocationConfiguration.Error.WriteLineAsync(complaint);
            return 1;
        });
        return verb;
    }

    private Task<int> InStore(ParseResult parsed, Func<Bot, TextWriter, Task<int>> verb, bool withBooks = false) =>
        folder.Do(parsed.GetValue(data), verb, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, withBooks: withBooks);

    /// <summary>A moment without an offset is the library's own time.</summary>
    private static DateTimeOffset ReadMoment(string iso, string option, TimeZoneInfo zone)
    {
        if (!DateTime.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var plain)
            || !DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            throw new SettingsRefused($"{option} must be a moment like 2026-03-11T10:00:00+07:00.");
        return plain.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(plain, zone.GetUtcOffset(plain)) : moment;
    }

    private static Lang? ReadLang(string? code) =>
        code is null ? null : LangCodes.Read(code) ?? throw new SettingsRefused("--lang must be id or en.");
}
