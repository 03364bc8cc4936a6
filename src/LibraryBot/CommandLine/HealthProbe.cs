namespace LibraryBot.CommandLine;

/// <summary>Asks a running bot whether it is ready, for containers, whose images have no curl.</summary>
public static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong, in a line; null when the bot at this address is ready.</summary>
    public static async Task<string?> Complaint(string url, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/healthz/ready", UriKind.Absolute, out var ready) || ready.Scheme is not ("http" or "https"))
            return "--url must be an address like http://127.0.0.1:5080.";

        // The bot is on this machine: a proxy of the environment has no business in between.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(ready, cancel);
            return answer.IsSuccessStatusCode ? null : $"{ready} answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException unreachable)
        {
            return $"{ready} does not answer: {unreachable.Message}";
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{ready} did not answer within {Patience.TotalSeconds:0} seconds.";
        }
    }
}
