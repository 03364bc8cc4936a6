using LibraryBot.Tests.Support;

namespace LibraryBot.Bench.Kills;

/// <summary>
/// Telegram, as far as the bot can tell: groups that posts go to, and a patron who asks. It outlives the bot and answers
/// slowly, so that a kill often falls between what the network did and what the bot knows of it.
/// </summary>
internal sealed class Network : IAsyncDisposable
{
    private const int Groups = 3;
    private const int CallsAtOnce = 16;
    private const int SlowestMilliseconds = 150;
    private readonly FakeTelegram telegram;
    private readonly FakePrivateChat patron;
    private int asked;

    private Network(FakeTelegram telegram)
    {
        this.telegram = telegram;
        patron = telegram.PrivateChat(9001, "Wulan");
        Places = [.. Enumerable.Range(1, Groups).Select(number => telegram.Supergroup($"Grup {number}"))];
        foreach (var place in Places)
            place.AddsBot(patron.User);
        for (var call = 0; call < CallsAtOnce; call++)
            AnswerSlowly();
    }

    public IReadOnlyList<FakeGroup> Places { get; }

    public string Url => telegram.BaseUrl;

    public static async Task<Network> Start() => new(await FakeTelegram.Start());

    /// <summary>The patron asks something; the bot must answer it, some time, perhaps twice.</summary>
    public void Ask()
    {
        patron.Says("/jam");
        asked++;
    }

    public int Unanswered => Math.Max(0, asked - patron.Messages.Count);

    /// <summary>Posts that stand in a group more than once.</summary>
    public IEnumerable<string> Twice() => Places.SelectMany(place => place.Messages
        .GroupBy(message => message.Text)
        .Where(same => same.Count() > 1)
        .Select(same => $"{place.Title}: {same.Key.Split('\n')[0]}, {same.Count()} times"));

    public bool Has(string chat, string text) => Places.Any(place =>
        place.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == chat && place.Messages.Any(message => message.Text == text));

    public ValueTask DisposeAsync() => telegram.DisposeAsync();

    private void AnswerSlowly()
    {
        var released = new TaskCompletionSource();
        var slow = new Fault.Hold(released.Task);
        telegram.Faults.Next("sendMessage", slow);
        _ = Release();

        async Task Release()
        {
            await slow.Arrived.Task;
            AnswerSlowly();
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(SlowestMilliseconds)), TimeProvider.System);
            released.SetResult();
        }
    }
}
