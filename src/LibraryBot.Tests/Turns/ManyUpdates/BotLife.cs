using System.Collections.Concurrent;
using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Channels.Telegram;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>What the turns of a conversation have noted.</summary>
internal sealed record Ledger(string Id, IReadOnlyList<int> Noted)
{
    public static readonly Collection<Ledger> Ledgers = new("ledgers", ledger => ledger.Id);
}

/// <summary>
/// A bot from its start to its death: the real way of an update from the inbox to the outbox, on a store in memory.
/// Only the asking of Telegram, the web server and the sending are left out.
/// </summary>
internal sealed class BotLife : IAsyncDisposable
{
    private static readonly Settings Settings = new();
    private static readonly BotIdentity Identity = new(1, "pustaka_bot");
    private static readonly DialogBook Book = DialogBook.Read(DialogFolders.RealFolder, DialogCatalogue.Parts);
    private static readonly TelegramOptions Nowhere = new("1:never-called", "http://127.0.0.1:9");
    private static readonly TelegramSender Sender = new(Nowhere, new MemoryStore(), TimeProvider.System, _ => null, (_, _) => { }, NullLogger<TelegramSender>.Instance);
    private static readonly TelegramPictures Pictures = new(new TelegramWire(Nowhere), _ => null, (_, _) => "");
    private static readonly Task<LibraryKnowledge> NoKnowledge = LibraryKnowledge.Load(new MemoryStore());

    private readonly QuietTime clock = new(TempLibrary.Morning);
    private readonly ConcurrentDictionary<int, int> failures;
    private readonly MortalStore store;
    private readonly TelegramInbox inbox;
    private readonly TurnLine line;
    private readonly TelegramIntake intake;

    private BotLife(ILibraryStore disk, ConcurrentDictionary<int, int> failures, LibraryKnowledge knowledge)
    {
        this.failures = failures;
        store = new MortalStore(disk);
        var house = new TurnHouse(Settings, clock, Book, new DialogRunner(Book), new AnswerDesk(knowledge, Book.Words), Repertoire());
        var outbox = new Outbox(store, clock, NullLogger<Outbox>.Instance);
        var channel = new TelegramChannel(outbox.Add, clock);
        house.Open(channel);
        house.Open(new DirectLineChannel(clock));
        var kept = new Inbox(store, clock, new OwnerNotices(house).Add);
        line = new TurnLine(store, house, kept, NullLogger<TurnLine>.Instance);
        inbox = new TelegramInbox(store, kept, Nowhere.BotId, clock);
        var turns = new UpdateTurns(inbox, line, Identity, Sender, Pictures, _ => Task.FromResult(false), new InlineMode(Sender, channel, _ => [], NullLogger.Instance), clock, NullLogger.Instance);
        intake = new TelegramIntake(inbox, turns, clock, NullLogger.Instance);
    }

    public static string OurFault { get; } = Book.Words.Say(Lang.Id, "common", "our_fault", []).TrimEnd('\n');

    public bool IsOver => store.Death.IsCancellationRequested;

    /// <summary>Starts a bot on what an earlier life has left: it goes on with what was kept and not finished.</summary>
    /// <param name="failures">How often each shaky message has failed, in all lives.</param>
    public static async Task<BotLife> Begin(ILibraryStore disk, ConcurrentDictionary<int, int> failures)
    {
        var life = new BotLife(disk, failures, await NoKnowledge);
        try
        {
            await life.intake.TakeUpLeftOver(life.store.Death);
        }
        catch (OperationCanceledException)
        {
            // Killed again while it began.
        }

        return life;
    }

    /// <summary>Answers what was acknowledged: the network will bring the rest again. Chats come side by side.</summary>
    public async Task<IReadOnlyList<Sent>> Hear(IReadOnlyList<Sent> batch)
    {
        var updates = batch.Where(sent => !sent.IsPosted).ToList();
        var chats = batch.Where(sent => sent.IsPosted).GroupBy(sent => sent.Chat).Select(chat => Task.Run(() => HearPosts([.. chat])));
        var acknowledged = await Task.WhenAll(chats.Append(HearUpdates(updates)));
        return [.. acknowledged.SelectMany(sent => sent)];
    }

    public void IsKilled(int afterCommits, bool saved) => store.DiesAfter(afterCommits, saved);

    public void HasNoRoom(int commits) => store.FailsNext(commits);

    /// <summary>Ends when nothing is under way; time passes meanwhile.</summary>
    public async Task Rest()
    {
        var empty = intake.Finish();
        while (!empty.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await empty;
    }

    public async ValueTask DisposeAsync()
    {
        await Rest();
        intake.Dispose();
        await store.DisposeAsync();
    }

    /// <summary>Telegram may forget a batch as soon as it is stored.</summary>
    private async Task<IReadOnlyList<Sent>> HearUpdates(IReadOnlyList<Sent> batch)
    {
        if (batch.Count == 0)
            return [];
        try
        {
            var kept = await inbox.Keep([.. batch.Select(sent => RawUpdate.Of(sent.Update()))]);
            await intake.Begin(kept.Updates, store.Death);
            return batch;
        }
        // Not stored, or killed before Telegram was told that it was: it brings the batch again.
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>A post is answered when its turn is over; the page says nothing new before that.</summary>
    private async Task<IReadOnlyList<Sent>> HearPosts(IReadOnlyList<Sent> posts)
    {
        var answered = new List<Sent>();
        try
        {
            foreach (var post in posts)
            {
                await line.Take(post.Post());
                answered.Add(post);
            }
        }
        catch (IOException)
        {
            // Not saved: this post and those behind it come again.
        }

        return answered;
    }

    private Repertoire Repertoire()
    {
        var repertoire = new Repertoire();
        repertoire.Add(new Command("/catat", "/note", Role.Patron, Note));
        repertoire.Add(new Command("/dua", "/two", Role.Patron, (turn, text) => { Note(turn, text); turn.Say(text + " again"); }));
        repertoire.Add(new Command("/goyah", "/shaky", Role.Patron, Waver));
        repertoire.Add(new Command("/rusak", "/broken", Role.Patron, (turn, text) => { Note(turn, text); throw new InvalidOperationException("a bug for ever"); }));
        return repertoire;
    }

    private void Waver(TurnContext turn, string text)
    {
        Note(turn, text);
        if (failures.AddOrUpdate(Number(text), 1, (_, before) => before + 1) <= 2)
            throw new InvalidOperationException("a bug that passes");
    }

    private static void Note(TurnContext turn, string text)
    {
        var ledger = turn.Store.Get(Ledger.Ledgers, turn.Reference.Key) ?? new Ledger(turn.Reference.Key, []);
        turn.Store.Put(Ledger.Ledgers, ledger with { Noted = [.. ledger.Noted, Number(text)] });
        turn.Store.Next("noted");
        turn.Say(text);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
