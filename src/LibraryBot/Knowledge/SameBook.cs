namespace LibraryBot.Knowledge;

/// <summary>Two records of one book: the same title, first author and call number, in whatever case.</summary>
internal sealed class SameBook : IEqualityComparer<Book>
{
    public static readonly SameBook InAnyCase = new();
    private static readonly StringComparer Letters = StringComparer.OrdinalIgnoreCase;

    public bool Equals(Book? a, Book? b) => a is not null && b is not null && Letters.Equals(a.Title, b.Title)
        && Letters.Equals(a.Authors.FirstOrDefault(), b.Authors.FirstOrDefault()) && Letters.Equals(a.CallNumber, b.CallNumber);

    public int GetHashCode(Book book) => HashCode.Combine(Letters.GetHashCode(book.Title), Letters.GetHashCode(book.CallNumber ?? ""));
}
