namespace LibraryBot.Accessions;

/// <summary>One import after another, whether of a sent file or of a source: the store is shared with those who ask.</summary>
internal sealed class OneImport
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task Run(Func<Task> import)
    {
        await turn.WaitAsync();
        try
        {
            await import();
        }
        finally
        {
            turn.Release();
        }
    }
}
