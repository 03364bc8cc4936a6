namespace LibraryBot.Knowledge;

/// <summary>
/// Has the memory swept now and then while a large catalogue is read and indexed. Left to itself the collector lets what is done with
/// grow to twice what lives; a sweep costs about a tenth of a second, a dozen of them are made for a hundred thousand books.
/// </summary>
internal sealed class MemorySweep
{
    private const int BooksBetween = 20_000;
    private int books;

    public void After(int more)
    {
        books += more;
        if (books < BooksBetween)
            return;
        books = 0;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }
}
