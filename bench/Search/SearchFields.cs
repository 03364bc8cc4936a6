using LibraryBot.Knowledge;

namespace LibraryBot.Bench.Search;

/// <summary>A book in the four fields that the other engines are given: what our index holds of it.</summary>
internal sealed record SearchFields(int Row, string Title, string Subjects, string Author, string Rest)
{
    public static SearchFields Of(Book book, int row = 0) => new(
        row, string.Join(' ', book.OtherTitles.Prepend(book.Title)), string.Join(' ', book.Subjects), string.Join(' ', book.Authors), $"{book.Summary} {book.Series} {book.Publisher}");
}
