using System.CommandLine;
using LibraryBot.Bench.Broadcasts;
using LibraryBot.Bench.Imports;
using LibraryBot.Bench.Kills;
using LibraryBot.Bench.Painting;
using LibraryBot.Bench.Questions;
using LibraryBot.Bench.Search;
using LibraryBot.Bench.Stores;
using LibraryBot.Bench.Turns;
using LibraryBot.Bench.Updates;

namespace LibraryBot.Bench;

/// <summary>What the bench can measure. Each verb prints a table and writes bench/results/VERB.json.</summary>
internal static class Verbs
{
    public static RootCommand Root() => new("Measures LibraryBot. Speeds mean something on a quiet machine and with -c Release only.")
    {
        Turns(), Telegram(), Store(), Readers(), Values(), Kill(), Broadcast(), Paint(), Import(), Search(), Questions(), Write(),
    };

    private static Command Turns()
    {
        var conversations = new Option<int>("--conversations") { DefaultValueFactory = _ => 16, Description = "How many librarians talk at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "How long, after the warm-up." };
        var verb = new Command("turns", "Durable turns of a dialog over HTTP: how many a second, and what they cost.") { conversations, seconds };
        verb.SetAction(parsed => new TurnsVerb(parsed.GetValue(conversations), TimeSpan.FromSeconds(parsed.GetValue(seconds))).Run());
        return verb;
    }

    private static Command Telegram()
    {
        var updates = new Option<int>("--updates") { DefaultValueFactory = _ => 20_000, Description = "How many updates wait at Telegram." };
        var chats = new Option<int>("--chats") { DefaultValueFactory = _ => 1_000, Description = "From how many chats." };
        var warmUp = new Option<int>("--warm-up") { DefaultValueFactory = _ => 20_000, Description = "How many updates before those, while the runtime still compiles; 0: a fresh process is measured." };
        var verb = new Command("telegram", "A backlog of updates through the whole bot: how many a second are answered, and what one costs.") { updates, chats, warmUp };
        verb.SetAction(parsed => new TelegramVerb(parsed.GetValue(updates), parsed.GetValue(warmUp), parsed.GetValue(chats)).Run());
        return verb;
    }

    private static Command Store()
    {
        var million = new Option<bool>("--million") { Description = "At a million documents too." };
        var verb = new Command("store", "Our store beside SQLite and stock LiteDB: speed, syncs, latency by size, memory.") { million };
        verb.SetAction(parsed => new StoreVerb(parsed.GetValue(million)).Run());
        return verb;
    }

    private static Command Readers()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long." };
        var verb = new Command("readers", "Eight reading threads and one that writes, on 100k documents: none may fail.") { seconds };
        verb.SetAction(parsed => new ReadersVerb(TimeSpan.FromSeconds(parsed.GetValue(seconds))).Run());
        return verb;
    }

    private static Command Values()
    {
        var verb = new Command("values", "10,000 distinct query values: how much the heap keeps of them.");
        verb.SetAction(_ => new ValuesVerb().Run());
        return verb;
    }

    private static Command Kill()
    {
        var cycles = new Option<int?>("--cycles") { Description = "How many kills: 60, or at most 300 with --control." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next(1_000_000), Description = "For the same moments again." };
        var control = new Option<bool>("--control") { Description = "A bare writer instead of the bot: stock LiteDB must lose something, our store nothing." };
        var verb = new Command("kill", "kill -9 of the running bot under traffic: nothing acknowledged may be lost, nothing published twice.") { cycles, seed, control };
        verb.SetAction(parsed => parsed.GetValue(control)
            ? new ControlVerb(parsed.GetValue(cycles) ?? 300, parsed.GetValue(seed)).Run()
            : new KillVerb(parsed.GetValue(cycles) ?? 60, parsed.GetValue(seed)).Run());
        return verb;
    }

    private static Command Paint()
    {
        var verb = new Command("paint", "Posters, a photo that is cut, a calendar, a chart: what each costs.");
        verb.SetAction(_ => new PaintVerb().Run());
        return verb;
    }

    private static Command Import()
    {
        var records = new Option<int>("--records") { DefaultValueFactory = _ => 100_000, Description = "How many titles the catalogue has." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "For another catalogue." };
        var verb = new Command("import", "An invented catalogue of MARC through `import marc`: time, memory, and whether it is found afterwards.") { records, seed };
        verb.SetAction(parsed => new ImportVerb(parsed.GetValue(records), parsed.GetValue(seed)).Run());
        return verb;
    }

    private static Command Search()
    {
        var records = new Option<int>("--records") { DefaultValueFactory = _ => 100_000, Description = "How many titles the catalogue has." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "For another catalogue and other questions." };
        var verb = new Command("search", "Our search beside SQLite FTS5 and minisearch: the same records and questions in one run.") { records, seed };
        verb.SetAction(parsed => new SearchVerb(parsed.GetValue(records), parsed.GetValue(seed)).Run());
        return verb;
    }

    private static Command Questions()
    {
        var records = new Option<int>("--records") { DefaultValueFactory = _ => 100_000, Description = "How many titles the catalogue has." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "For another catalogue and other questions." };
        var verb = new Command("questions", "Patrons' questions to a library with a large catalogue: what an answer costs.") { records, seed };
        verb.SetAction(parsed => new QuestionsVerb(parsed.GetValue(records), parsed.GetValue(seed)).Run());
        return verb;
    }

    private static Command Broadcast()
    {
        var chats = new Option<int>("--chats") { DefaultValueFactory = _ => 300, Description = "How many subscribers." };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 0, Description = "How often the bot is killed in the middle." };
        var verb = new Command("broadcast", "A post to many subscribers where 30 messages a second are allowed: how long it takes, or, with kills, that nobody gets it twice.") { chats, kills };
        verb.SetAction(parsed => new BroadcastVerb(parsed.GetValue(chats), parsed.GetValue(kills)).Run());
        return verb;
    }

    private static Command Write()
    {
        var store = new Option<string>("--store") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var turns = new Option<long>("--turns") { DefaultValueFactory = _ => long.MaxValue };
        var committers = new Option<int>("--committers") { DefaultValueFactory = _ => 1 };
        var verb = new Command("write", "Writes turns to a store until it is killed; other verbs start it.") { store, folder, turns, committers };
        verb.Hidden = true;
        verb.SetAction(parsed => new WriteVerb(parsed.GetValue(store)!, parsed.GetValue(folder)!, parsed.GetValue(turns), parsed.GetValue(committers)).Run());
        return verb;
    }
}
