using System.Globalization;

namespace LibraryBot.Bench.Stores;

/// <summary>Papers of about a kilobyte: what single upserts and reads are measured on.</summary>
internal static class Documents
{
    /// <summary>How many words share all the papers.</summary>
    public const int Words = 5000;
    private const int LoadedAtOnce = 2000;

    /// <summary>With one index.</summary>
    public static readonly Shelf Shelf = new("documents", ByWord: true);

    public static string IdOf(long number) => number.ToString("D8", CultureInfo.InvariantCulture);

    public static string WordOf(long number) => "w" + (number % Words).ToString(CultureInfo.InvariantCulture);

    public static IEnumerable<long> NumbersFrom(long number, int count) => Enumerable.Range(0, count).Select(step => number + step);

    public static Paper Of(long number, long version) => new(IdOf(number), WordOf(number), number, Prose.Of(900, number + version));

    public static async Task Load(IContestant store, long count, Shelf shelf)
    {
        for (var from = 0L; from < count; from += LoadedAtOnce)
        {
            var first = from;
            await store.Commit(writer =>
            {
                for (var number = first; number < Math.Min(first + LoadedAtOnce, count); number++)
                    writer.Put(shelf, Of(number, 0));
            });
        }
    }
}
