using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels.DirectLine;

/// <summary>A conversation on the web: whose it is and which pages of its transcript are kept. Written only when a page begins or goes.</summary>
public sealed record DirectLineConversation(string Id, string UserId, string? UserName, DateTimeOffset CreatedAt)
{
    /// <summary>The kept pages, oldest first: each is named by the number of its first activity, from 1.</summary>
    public IReadOnlyList<long> Pages { get; init; } = [];

    /// <summary>Whether anything was ever said.</summary>
    [JsonIgnore]
    public bool IsSilent => Pages.Count == 0;
}

/// <summary>Some activities of a conversation in a row: a turn rewrites the newest page, whatever was said before.</summary>
/// <param name="First">The number of its first activity.</param>
/// <param name="Weight">About how many bytes its activities take.</param>
public sealed record TranscriptPage(string ConversationId, long First, IReadOnlyList<Activity> Activities, int Weight)
{
    public const int ActivitiesAtMost = 8;
    private const int WeightAtMost = 22_000;

    /// <summary>The number of its last activity: a client that has it has the watermark.</summary>
    [JsonIgnore]
    public long Last => First + Activities.Count - 1;

    public static TranscriptPage Empty(string conversationId, long first) => new(conversationId, first, [], 0);

    /// <summary>One big activity has a page of its own.</summary>
    public bool HasRoomFor(int weight) => Activities.Count < ActivitiesAtMost && Weight + weight <= WeightAtMost;

    public TranscriptPage With(Activity activity, int weight) => this with { Activities = [.. Activities, activity], Weight = Weight + weight };

    internal static string Key(string conversationId, long first) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{first:D7}");
}

/// <summary>What a client has not seen yet. <c>More</c>: ask again from this watermark.</summary>
internal sealed record TranscriptPart(IReadOnlyList<Activity> Activities, long Watermark, bool More)
{
    public static readonly TranscriptPart Silence = new([], 0, More: false);

    /// <summary>
    /// From the pages of a conversation in their order, the last of them the newest. A watermark from beyond the end (the store was
    /// restored from a backup) counts as the end, so that the client hears what comes next.
    /// </summary>
    public static TranscriptPart Of(IReadOnlyList<TranscriptPage> pages, long watermark, int atMost)
    {
        var newest = pages[^1].Last;
        var from = Math.Max(Math.Min(watermark, newest) + 1, pages[0].First);
        var to = Math.Min(newest, from + atMost - 1);
        var activities = pages.Where(page => page.Last >= from && page.First <= to)
            .SelectMany(page => page.Activities.Where((_, at) => page.First + at >= from && page.First + at <= to));
        return new TranscriptPart([.. activities], to, More: to < newest);
    }
}

/// <summary>The stored words of every web conversation. Pages are found by their key alone, so no index grows with them.</summary>
internal static class Transcript
{
    /// <summary>About so many activities are kept: whole pages go.</summary>
    public const int KeepAtMost = 500;

    public static readonly Collection<DirectLineConversation> Conversations = new("directline_conversations", conversation => conversation.Id);
    public static readonly Collection<TranscriptPage> Pages = new("directline_pages", page => TranscriptPage.Key(page.ConversationId, page.First));

    /// <summary>Writes an activity behind the last one; answers the page that it stands on.</summary>
    public static TranscriptPage Append(IStoreSession session, DirectLineConversation conversation, Func<long, Activity> numbered)
    {
        var newest = Newest(session, conversation);
        var activity = numbered(newest.Last + 1);
        var weight = ActivityWeight.Of(activity);
        if (newest.Activities.Count > 0 && !newest.HasRoomFor(weight))
            newest = TranscriptPage.Empty(conversation.Id, newest.Last + 1);
        if (newest.Activities.Count == 0)
            Begin(session, conversation, newest.First);

        var page = newest.With(activity, weight);
        session.Put(Pages, page);
        return page;
    }

    /// <summary>Null when the conversation is not known.</summary>
    public static TranscriptPart? Since(IStoreReader reader, string conversationId, long watermark, int atMost = KeepAtMost)
    {
        if (reader.Get(Conversations, conversationId) is not { } conversation)
            return null;
        if (conversation.IsSilent)
            return TranscriptPart.Silence;

        // The newest first: a client is nearly always near the end.
        var pages = new List<TranscriptPage>();
        for (var at = conversation.Pages.Count - 1; at >= 0 && (pages.Count == 0 || pages[^1].First > watermark + 1); at--)
            pages.Add(Page(reader, conversationId, conversation.Pages[at]));
        pages.Reverse();
        return TranscriptPart.Of(pages, watermark, atMost);
    }

    /// <summary>Changes the newest activity that fits, where it stands; answers it as it is now, null when none fits.</summary>
    public static Activity? Change(IStoreSession session, DirectLineConversation conversation, Predicate<Activity> fits, Func<Activity, Activity> changed)
    {
        foreach (var first in conversation.Pages.Reverse())
        {
            var page = Page(session, conversation.Id, first);
            if (page.Activities.LastOrDefault(activity => fits(activity)) is not { } found)
                continue;
            var now = changed(found);
            IReadOnlyList<Activity> activities = [.. page.Activities.Select(activity => activity == found ? now : activity)];
            session.Put(Pages, page with { Activities = activities, Weight = activities.Sum(ActivityWeight.Of) });
            return now;
        }

        return null;
    }

    public static IEnumerable<Activity> All(IStoreReader reader, DirectLineConversation conversation) =>
        conversation.Pages.SelectMany(first => Page(reader, conversation.Id, first).Activities);

    private static TranscriptPage Newest(IStoreReader reader, DirectLineConversation conversation) =>
        conversation.IsSilent ? TranscriptPage.Empty(conversation.Id, 1) : Page(reader, conversation.Id, conversation.Pages[^1]);

    private static TranscriptPage Page(IStoreReader reader, string conversationId, long first) =>
        reader.Get(Pages, TranscriptPage.Key(conversationId, first))
        ?? throw new InvalidDataException($"The transcript of {conversationId} lacks the page of its activity {first}.");

    private static void Begin(IStoreSession session, DirectLineConversation conversation, long first)
    {
        // As many as are kept once the new page is full.
        var gone = conversation.Pages.TakeWhile(old => first + TranscriptPage.ActivitiesAtMost - old > KeepAtMost).ToList();
        foreach (var old in gone)
            session.Delete(Pages, TranscriptPage.Key(conversation.Id, old));
        session.Put(Conversations, conversation with { Pages = [.. conversation.Pages.Skip(gone.Count), first] });
    }
}
