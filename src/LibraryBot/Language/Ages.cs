namespace LibraryBot.Language;

/// <summary>Ages for whom something is meant or wanted, in years, both ends included: "umur 15", "anak 3-8 tahun", "my five-year-old", "lansia".</summary>
public readonly record struct Ages(int From, int To)
{
    private const int Oldest = 120;

    private static readonly Dictionary<string, Ages> Groups = Named("""
        0 2 bayi baby babies
        0 5 balita batita toddler toddlers
        3 6 tk paud kindergarten preschooler preschoolers
        3 12 anak anakku anaknya bocah cilik kid kids child children childrens
        6 12 sd
        12 15 smp
        13 18 remaja abg teen teens teenager teenagers teenage adolescent adolescents
        15 18 sma smk
        18 120 dewasa adult adults
        55 120 lansia manula elderly seniors pensiunan retiree retirees
        """);

    private static readonly HashSet<string> Units = ["tahun", "thn", "th", "taun", "years", "year", "yr", "yrs", "yo"];
    private static readonly HashSet<string> Openings = ["umur", "umurnya", "usia", "usianya", "berumur", "berusia", "aged", "age"];

    public bool Meets(Ages other) => From <= other.To && other.From <= To;

    public bool IsWithin(Ages other) => other.From <= From && To <= other.To;

    /// <summary>The ages of a text, and where a number tells them; null when it names none. A number says more than "anak" beside it.</summary>
    public static AgesFound? In(string text)
    {
        var tokens = DateTokens.Of(text);
        var named = tokens.Where(token => Groups.ContainsKey(token.Text)).Select(token => Groups[token.Text]).ToList();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Numbered(tokens, at) is var (ages, place))
                return new AgesFound(ages, place) { Group = named.Where(group => group.Meets(ages)).Select(group => (Ages?)group).FirstOrDefault() };
        }

        return named.Count == 0 ? null : new AgesFound(named.TrueForAll(named[0].Meets) ? named.MinBy(group => group.To - group.From) : new Ages(named.Min(group => group.From), named.Max(group => group.To)), null);
    }

    /// <summary>Whether a word by itself tells ages: "remaja", "kids".</summary>
    public static bool IsGroup(string word) => Groups.ContainsKey(word);

    private static (Ages Ages, (int Start, int End) Place)? Numbered(IReadOnlyList<DateToken> tokens, int at)
    {
        var isOpened = Openings.Contains(tokens[at].Text);
        var first = isOpened ? Skip(tokens, at + 1, "di", "ini", "saya", "of", ":") : at;
        if (CalendarNames.Number(tokens, first) is not var (from, length) || from is < 0 or > Oldest)
            return null;
        var (to, next) = (from, first + length);
        if (next < tokens.Count && tokens[next].Text is "-" or "–" or "sampai" or "hingga" or "to" && CalendarNames.Number(tokens, next + 1) is var (last, more) && last >= from && last <= Oldest)
            (to, next) = (last, next + 1 + more);
        var afterUnit = Skip(tokens, next, "-");
        if (afterUnit < tokens.Count && Units.Contains(tokens[afterUnit].Text))
            next = Skip(tokens, afterUnit + 1, "-", "old");
        else if (!isOpened)
            return null;
        // "5 tahun lalu", "in 3 years", "tahun 2024" tell no age.
        if (!isOpened && next < tokens.Count && tokens[next].Text is "lalu" or "lagi" or "terakhir" or "ago" or "later")
            return null;
        var before = at > 1 ? $"{tokens[at - 2].Text} {tokens[at - 1].Text}" : at > 0 ? tokens[at - 1].Text : "";
        var after = next + 1 < tokens.Count ? $"{tokens[next].Text} {tokens[next + 1].Text}" : "";
        if (before is "di atas" || before.EndsWith("above", StringComparison.Ordinal) || before.EndsWith("over", StringComparison.Ordinal) || after is "ke atas" or "and above" or "and over" or "and up" or "and older")
            to = Oldest;
        if (before is "di bawah" || before.EndsWith("under", StringComparison.Ordinal) || before.EndsWith("below", StringComparison.Ordinal) || after is "ke bawah" or "and under" or "and below")
            from = 0;
        return (new Ages(from, to), (tokens[at].Start, tokens[Math.Min(next, tokens.Count) - 1].End));
    }

    private static int Skip(IReadOnlyList<DateToken> tokens, int at, params ReadOnlySpan<string> words)
    {
        while (at < tokens.Count && words.Contains(tokens[at].Text))
            at++;
        return at;
    }

    private static Dictionary<string, Ages> Named(string table)
    {
        var groups = new Dictionary<string, Ages>();
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            foreach (var word in line.Skip(2))
                groups[word] = new Ages(int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        return groups;
    }
}

/// <summary>Ages that a text names. <c>Place</c>: where the number and its words stand, ends as in a range; null when no number was said.</summary>
public readonly record struct AgesFound(Ages Ages, (int Start, int End)? Place)
{
    /// <summary>The people who were named beside the number: "ibu saya 68 tahun, ada acara untuk lansia?".</summary>
    public Ages? Group { get; init; }
}
