namespace LibraryBot;

/// <summary>Work that goes on side by side for as long as the program runs.</summary>
public static class Workers
{
    /// <summary>Runs until cancelled. When one worker fails the others are stopped and its reason is thrown: half a bot is worse than none.</summary>
    public static async Task Run(CancellationToken cancel, params IEnumerable<Func<CancellationToken, Task>> workers)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAll(workers.Select(RunOne));

        async Task RunOne(Func<CancellationToken, Task> worker)
        {
            try
            {
                await worker(stop.Token);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
