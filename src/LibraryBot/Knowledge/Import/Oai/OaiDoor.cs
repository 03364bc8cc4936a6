using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>Asks a repository, and comes back later when it says so (OAI-PMH 2.0, 3.1.2.2: 503 with Retry-After; others say 429).</summary>
internal sealed class OaiDoor(OaiAddress address, Importing into)
{
    private const int LargestPage = 16 << 20;
    private const int Tries = 5;
    private const int TriesOfSilence = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private bool hasAnswered;

    public OaiAddress Address => address;

    /// <exception cref="LinkRefused">It does not answer, or not with a page.</exception>
    public Task<OaiPage> Ask(params IEnumerable<(string Name, string? Value)> arguments) => Open(address.Request(arguments));

    private async Task<OaiPage> Open(string link)
    {
        for (var tried = 1; ; tried++)
        {
            var answer = await Once(link, tried);
            if (answer is { IsSuccess: true })
            {
                hasAnswered = true;
                return new OaiPage(answer.Body);
            }

            if (answer is not null && (!ComesBack(answer.Status) || tried == Tries))
                throw new LinkRefused($"{answer.From.Host} answered {answer.Status}.");
            await Task.Delay(Wait(answer, tried), into.Clock, into.Cancel);
        }
    }

    /// <summary>Null: nobody answered this time. Whoever has answered before is asked again; a wrong address is told at once.</summary>
    private async Task<WebAnswer?> Once(string link, int tried)
    {
        try
        {
            return await into.Outside.Ask(link, LargestPage, into.Cancel);
        }
        catch (LinkRefused) when (hasAnswered && tried < TriesOfSilence)
        {
            return null;
        }
    }

    private static bool ComesBack(int status) => status is 429 or 500 or 502 or 503 or 504;

    private TimeSpan Wait(WebAnswer? answer, int tried)
    {
        var asked = answer?.RetryAfter ?? answer?.RetryAt - into.Clock.GetUtcNow() ?? UsualWait * tried;
        return asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked < LongestWait ? asked : LongestWait;
    }
}
