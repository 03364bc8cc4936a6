using System.Globalization;

namespace LibraryBot.Bench.Catalogue;

/// <summary>
/// A catalogue as an Indonesian university has it, invented: two thirds Indonesian titles, the rest English, some thousand
/// authors and subjects of which few are frequent, one to four copies each. The same seed gives the same records.
/// </summary>
internal sealed class InventedCatalogue(int seed)
{
    private const int DifferentWords = 30_000;
    private static readonly string[] GivenNames = ["Ahmad", "Siti", "Budi", "Dewi", "Andi", "Rina", "Agus", "Sri", "Bambang", "Ratna", "Muhammad", "Nur", "Eko", "Wahyu", "John", "Mary", "David", "Sarah", "Peter", "Anna"];
    private static readonly string[] Publishers = ["Gramedia Pustaka", "Pustaka Nusantara", "Erlangga Muda", "Rajawali", "Mizan Raya", "Universitas Press", "Bumi Aksara Baru", "Oxford House", "Academic Hill", "Springfield Books"];
    private static readonly string[] Places = ["Jakarta", "Bandung", "Yogyakarta", "Surabaya", "Semarang", "Medan", "London", "New York"];
    private static readonly string[] Branches = ["PST", "SRP", "DPK", "BGR"];
    private static readonly string[] Joining = ["dan", "di", "untuk", "dalam"];
    private static readonly string[] JoiningEnglish = ["and", "in", "of", "for"];
    private readonly Random random = new(seed);
    private readonly Words indonesian = Words.OfIndonesian(DifferentWords);
    private readonly Words english = Words.OfEnglish(DifferentWords);
    private readonly Words authors = Words.Of(Names(20_000));
    private readonly Words subjects = Words.Of(Topics(8_000));

    public IEnumerable<CatalogueRecord> Records(int count)
    {
        for (var number = 1; number <= count; number++)
            yield return Record(number);
    }

    private CatalogueRecord Record(int number)
    {
        var isIndonesian = random.Next(3) < 2;
        var words = isIndonesian ? indonesian : english;
        var joining = isIndonesian ? Joining : JoiningEnglish;
        var author = Several(1, 3, () => authors.Next(random));
        var title = Phrase(words, joining, random.Next(2, 7));
        var shelf = random.Next(1000);
        var ddc = random.Next(2) == 0 ? $"{shelf:D3}" : string.Create(CultureInfo.InvariantCulture, $"{shelf:D3}.{random.Next(1, 9999)}");
        return new CatalogueRecord(number, title, random.Next(2) == 0 ? Phrase(words, joining, random.Next(3, 9)).ToLowerInvariant() : null, author)
        {
            Subjects = Several(1, 4, () => subjects.Next(random)),
            Language = isIndonesian ? "ind" : "eng",
            Publisher = Publishers[random.Next(Publishers.Length)],
            Place = Places[random.Next(Places.Length)],
            Year = 2026 - (int)(Math.Pow(random.NextDouble(), 2) * 60),
            Isbn = string.Create(CultureInfo.InvariantCulture, $"978602{number:D6}{random.Next(10)}"),
            Class = ddc,
            CallNumber = $"{ddc} {author[0][..Math.Min(3, author[0].Length)].ToUpperInvariant()} {char.ToLowerInvariant(title[0])}",
            Summary = random.Next(3) == 0 ? Phrase(words, joining, random.Next(20, 60)) + "." : null,
            Copies = [.. Enumerable.Range(1, 1 + (int)(Math.Pow(random.NextDouble(), 3) * 4)).Select(copy => Copy(number, copy))],
        };
    }

    private CatalogueCopy Copy(int number, int copy) => new(
        string.Create(CultureInfo.InvariantCulture, $"B{number:D7}{copy}"), Branches[random.Next(Branches.Length)],
        $"Rak {random.Next(1, 60)}", new DateOnly(2026, 11, 1).AddDays(-(int)(Math.Pow(random.NextDouble(), 2) * 7000)));

    private string Phrase(Words words, string[] joining, int length)
    {
        var phrase = Enumerable.Range(0, length).Select(at => at > 0 && at < length - 1 && random.Next(5) == 0 ? joining[random.Next(joining.Length)] : words.Next(random));
        var text = string.Join(' ', phrase);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private List<string> Several(int fewest, int most, Func<string> one) => [.. Enumerable.Range(0, random.Next(fewest, most + 1)).Select(_ => one()).Distinct()];

    private static List<string> Names(int count)
    {
        var invented = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => $"{Capital(Words.Invented(invented, invented.Next(2, 4)))}, {GivenNames[invented.Next(GivenNames.Length)]} {Capital(Words.Invented(invented, 2))}")];
    }

    private static List<string> Topics(int count)
    {
        var chosen = new Random(4);
        var words = Words.OfIndonesian(4_000);
        return [.. Enumerable.Range(0, count).Select(_ => Capital(words.Next(chosen)) + (chosen.Next(2) == 0 ? "" : $" {words.Next(chosen)}"))];
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
