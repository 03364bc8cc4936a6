using LibraryBot.Storage;

namespace LibraryBot.Upkeep;

/// <summary>What the owners were last told of something of Meta's that ends.</summary>
/// <param name="Id">"facebook|token", "version|v25.0".</param>
/// <param name="EndsAt">The end that it was about: another end is told anew.</param>
/// <param name="Days">How many days before: 30, 14, 7, 1, or 0 for when it was over.</param>
public sealed record ToldEnd(string Id, DateTimeOffset EndsAt, int Days)
{
    public static readonly Collection<ToldEnd> Ends = new("meta_ends", end => end.Id);

    private static readonly int[] Before = [0, 1, 7, 14, 30];

    /// <summary>The most urgent warning that is due and was not given; null: none. An end that moved by hours is the same.</summary>
    public static int? Due(ToldEnd? told, DateTimeOffset endsAt, DateTimeOffset now)
    {
        var due = Before.Cast<int?>().FirstOrDefault(days => endsAt - now <= TimeSpan.FromDays(days!.Value));
        var isTold = told is not null && (told.EndsAt - endsAt).Duration() < TimeSpan.FromDays(1) && told.Days <= due;
        return isTold ? null : due;
    }
}
