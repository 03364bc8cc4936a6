using System.Text.Json;
using LibraryBot.Bench.Reports;
using LibraryBot.Bench.Search;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Bench.Questions;

/// <summary>What patrons ask: the labelled questions of the tests, in both languages, and questions on books picked at random.</summary>
internal static class AskedQuestions
{
    private const int BooksAskedFor = 60;

    public static IReadOnlyList<string> Of(IReadOnlyList<Book> books, int seed)
    {
        var random = new Random(seed);
        var slips = new Slips(new Random(seed));
        return [.. Labelled(), .. random.GetItems(books.ToArray(), BooksAskedFor).SelectMany(book => On(book, slips))];
    }

    private static IEnumerable<string> Labelled() => Directory.GetFiles(Repository.Folder("src/LibraryBot.Tests/Answers"), "*.jsonl")
        .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0)
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!);

    private static IEnumerable<string> On(Book book, Slips slips)
    {
        var title = book.Title.Split(" : ")[0];
        yield return $"ada buku {title}?";
        yield return $"do you have {title}?";
        yield return $"apakah perpustakaan punya {Slipped(title, slips)}";
        yield return $"buku karya {book.Authors[0]}";
        yield return $"books by {book.Authors[0].Split(',')[0]}";
        if (book.Subjects.Count == 0)
            yield break;
        yield return $"cari buku tentang {book.Subjects[0]} dong";
        yield return $"I need something about {book.Subjects[0]} for my thesis";
        yield return $"buku baru soal {book.Subjects[^1]} bulan ini";
    }

    private static string Slipped(string title, Slips slips)
    {
        var longest = TextWords.Of(title).MaxBy(word => word.Length)!;
        return longest.Length < Slips.Shortest ? title : title.Replace(longest, slips.In(longest), StringComparison.OrdinalIgnoreCase);
    }
}
