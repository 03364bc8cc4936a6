namespace LibraryBot.Language;

/// <summary>
/// A day or days, and perhaps an hour, named in words. Days are the library's own, ends included.
/// <c>Hour</c> null: none was said. <c>Alternative</c>: the other day that the words may mean ("Sabtu depan").
/// </summary>
public sealed record DatePhrase(DateOnly From, DateOnly To, TimeOnly? Hour = null, TimeOnly? Until = null, string Words = "", DateOnly? Alternative = null)
{
    /// <summary>Whether a day was named at all; false when only an hour was ("jam 3 sore"), and From is then today.</summary>
    public bool NamesDay { get; init; } = true;

    /// <summary>The first date phrase of a text, in either language. Null when there is none. Pure.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="now">The library's clock, in the library's zone.</param>
    public static DatePhrase? Find(string text, DateTimeOffset now) => null;
}
