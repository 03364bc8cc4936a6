namespace LibraryBot.Publishing;

/// <summary>Work that is done at once and then again and again.</summary>
internal static class Ticking
{
    /// <summary>Runs until cancelled; the next round begins at a tick of the clock, never beside the one before.</summary>
    public static async Task Run(TimeSpan between, TimeProvider clock, Func<Task> work, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(between, clock);
        do
        {
            await work();
        }
        while (await Waited(timer, cancel));
    }

    private static async Task<bool> Waited(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
