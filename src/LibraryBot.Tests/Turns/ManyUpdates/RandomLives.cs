using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using CsCheck;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>
/// Whatever a network and a power supply may do: each update takes effect once, in its chat's order, and is answered
/// by exactly the replies of its turn.
/// </summary>
public static class RandomLives
{
    private const int StepsInALife = 200;

    /// <summary>Runs so many random steps and compares each end with the model's. A failure names its seed.</summary>
    /// <param name="seed">Of a failure, to see it again.</param>
    public static Task Run(long steps, string? seed = null) =>
        Step.Any.Array[StepsInALife].SampleAsync(Live, iter: Math.Max(1, steps / StepsInALife), seed: seed);

    private static async Task Live(Step[] steps)
    {
        await using var disk = new MemoryStore();
        var network = new FlakyNetwork();
        var failures = new ConcurrentDictionary<int, int>();
        var life = await BotLife.Begin(disk, failures);
        foreach (var step in steps)
        {
            await Take(step, network, life);
            if (!life.IsOver)
                continue;
            await life.DisposeAsync();
            life = await BotLife.Begin(disk, failures);
        }

        await life.DisposeAsync();
        await Settle(disk, network, failures);
        await disk.Read(store => Compare(store, network));
    }

    private static async Task Take(Step step, FlakyNetwork network, BotLife life)
    {
        switch (step)
        {
            case Step.Says says:
                network.Say(says.Chat, says.Kind);
                break;
            case Step.Brings brings when network.Batch(brings.Picks) is { Count: > 0 } batch:
                network.Acknowledge(await life.Hear(batch));
                break;
            case Step.IsKilled killed:
                life.IsKilled(killed.AfterCommits, killed.Saved);
                break;
            case Step.HasNoRoom full:
                life.HasNoRoom(full.Commits);
                break;
            case Step.Rests:
                await life.Rest();
                break;
        }
    }

    /// <summary>A last, quiet life: what was held back comes, and then everything once more.</summary>
    private static async Task Settle(MemoryStore disk, FlakyNetwork network, ConcurrentDictionary<int, int> failures)
    {
        await using var life = await BotLife.Begin(disk, failures);
        foreach (var batch in new[] { network.Rest(), network.Everything() }.Where(batch => batch.Count > 0))
            Assert.Equal(batch.Count, (await life.Hear(batch)).Count);
        await life.Rest();
    }

    private static bool Compare(IStoreReader store, FlakyNetwork network)
    {
        foreach (var (chat, sent) in network.ByChat)
            CompareChat(store, sent, chat < FlakyNetwork.FirstWebChat ? "telegram" : DirectLineChannel.ChannelId, FlakyNetwork.ConversationOf(chat));

        var everything = network.Everything();
        Assert.Equal(
            everything.Where(message => message.Kind is MessageKind.Broken or MessageKind.Unreadable).Select(message => message.Number).Order(),
            store.All(Quarantined.Rows).Select(row => NumberIn(row.Raw)).Order());

        var updates = everything.Where(message => !message.IsPosted).ToList();
        var replies = updates.Sum(message => Replies(message).Count());
        Assert.Equal(Enumerable.Range(1, replies), store.All(OutboxRow.Rows).Select(row => (int)row.Number).Order());
        Assert.Empty(store.All(InboxRow.Rows).Select(row => $"{row.Id} still waits."));
        Assert.All(updates, message => Assert.True(HeardNumbers.Has(store, $"telegram|{NumberOf(message)}"), $"{message} is forgotten."));
        Assert.Equal(updates.Count, store.All(HeardNumbers.Rows).Sum(row => BitOperations.PopCount(row.Heard)));
        return true;
    }

    private static void CompareChat(IStoreReader store, IReadOnlyList<Sent> sent, string channel, string conversation)
    {
        var key = new ConversationReference(channel, conversation).Key;
        var noted = store.Get(Ledger.Ledgers, key)?.Noted ?? [];
        Assert.True(sent.Where(IsNoted).Select(message => message.Number).SequenceEqual(noted), Difference(store, sent, key, noted));
        if (channel == "telegram")
            Assert.Equal(sent.SelectMany(Replies), OutboxRow.Of(store, OutboxRow.LaneOf(channel, conversation)).Select(row => row.Says.Text));
        else
            Assert.Equal(sent.SelectMany(message => Replies(message).Prepend(message.Text)), Transcript.All(store, store.Get(Transcript.Conversations, conversation)!).Select(said => said.Text));
    }

    /// <summary>What became of a message that is not noted as it should be, for whoever looks for the reason.</summary>
    private static string Difference(IStoreReader store, IReadOnlyList<Sent> sent, string key, IReadOnlyList<int> noted) => string.Join('\n',
    [
        $"{key} has noted {string.Join(' ', noted)} of {string.Join(' ', sent.Where(IsNoted).Select(message => message.Number))}",
        .. sent.Where(IsNoted).Where(message => !noted.Contains(message.Number)).Select(message => $"{message}: {store.Get(InboxRow.Rows, $"telegram|{NumberOf(message)}")}"),
        .. store.All(Quarantined.Rows).Select(row => $"{row.Id}: {row.Why}"),
    ]);

    private static bool IsNoted(Sent message) => message.Kind is MessageKind.Note or MessageKind.Twice or MessageKind.Shaky;

    private static IEnumerable<string> Replies(Sent message) => message.Kind switch
    {
        MessageKind.Note or MessageKind.Shaky => [NumberOf(message)],
        MessageKind.Twice => [NumberOf(message), NumberOf(message) + " again"],
        MessageKind.Broken => [BotLife.OurFault],
        _ => [],
    };

    private static string NumberOf(Sent message) => message.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of what was put aside as it came: an update, or a post whose turn failed.</summary>
    private static int NumberIn(string raw) =>
        int.Parse(Regex.Match(raw, @"(?:update_id"":|/rusak )(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
