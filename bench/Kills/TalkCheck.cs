using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Storage;

namespace LibraryBot.Bench.Kills;

/// <summary>
/// Whether a transcript holds all that a person said and was acknowledged: each once, in order, without a gap. Old lines are
/// let go of in time; what is kept must be the end of it.
/// </summary>
internal sealed class TalkCheck
{
    private readonly List<Finding> findings = [];
    private readonly Actor actor;

    public TalkCheck(IStoreReader store, Actor actor)
    {
        this.actor = actor;
        var conversation = store.Get(Transcript.Conversations, actor.ConversationId);
        List<Activity> kept = conversation is null ? [] : Transcript.All(store, conversation).ToList();
        int[] said = [.. kept.Select(Number).OfType<int>()];
        CompareWithAcknowledged(said);
        CheckOrder(said, isWhole: conversation?.Pages is [1, ..]);
    }

    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What was said last is there, though nobody was told so.</summary>
    public bool PendingIsTaken { get; private set; }

    private void CompareWithAcknowledged(int[] said)
    {
        var last = said.Length == 0 ? 0 : said[^1];
        PendingIsTaken = actor.Pending is not null && last == actor.Acknowledged + 1;
        if (last < actor.Acknowledged)
            findings.Add(new Finding(Harm.LostAcknowledgement, $"{actor.Name} was acknowledged {actor.Acknowledged} and {last} is the last"));
        else if (last > actor.Acknowledged && !PendingIsTaken)
            findings.Add(new Finding(Harm.TakenTwice, $"{actor.Name} said {actor.Acknowledged} and there is {last}"));
    }

    private void CheckOrder(int[] said, bool isWhole)
    {
        if (isWhole && said.Length > 0 && said[0] != 1)
            findings.Add(new Finding(Harm.LostAcknowledgement, $"{actor.Name}: the transcript begins with {said[0]}"));
        foreach (var (before, after) in said.Zip(said.Skip(1)))
        {
            if (after <= before)
                findings.Add(new Finding(Harm.TakenTwice, $"{actor.Name}: {after} comes after {before}"));
            else if (after > before + 1)
                findings.Add(new Finding(Harm.LostAcknowledgement, $"{actor.Name}: {after} comes after {before}"));
        }
    }

    private int? Number(Activity line) =>
        line.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("clientActivityID", out var id) ? actor.NumberOf(id.GetString()!) : null;
}
