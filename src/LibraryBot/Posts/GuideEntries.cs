using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Posts;

/// <summary>
/// The entries of one section of a pathfinder, a line each: what it is, a dash, and why to look there. Books are looked up in the
/// catalogue, web sites must be addresses. Kept as lines of text, why and the book's id, with tabs between.
/// </summary>
internal sealed class GuideEntries(LibraryKnowledge knowledge) : IAnswerKind
{
    private const int MostEntries = 8;
    private const int LongestPart = 240;
    private static readonly string[] Dashes = [" - ", " – ", " — "];

    public Reading Read(Heard heard, StepScene at)
    {
        var entries = new List<GuideEntry>();
        foreach (var line in ReadableText.Of(heard.Text, true).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart('-', '*', '•', ' ')))
        {
            if (!ReadableText.HasWords(line))
                return new Reading.Refused("nothing_readable");
            if (Parts(line) is not { } parts || !ReadableText.HasWords(parts.Why))
                return new Reading.Refused("no_reason", ("said", line));
            if (Math.Max(parts.Text.Length, parts.Why.Length) > LongestPart)
                return new Reading.Refused("too_long", ("count", Say(Math.Max(parts.Text.Length, parts.Why.Length))), ("at_most", Say(LongestPart)));
            var (entry, refused) = Entry(parts.Text, parts.Why, at);
            if (entry is null)
                return refused!;
            entries.Add(entry);
        }

        if (entries.Count == 0)
            return new Reading.Refused("nothing_readable");
        return entries.Count > MostEntries
            ? new Reading.Refused("too_many_entries", ("count", Say(entries.Count)), ("at_most", Say(MostEntries)))
            : new Reading.Accepted(string.Join('\n', entries.Select(entry => $"{entry.Text}\t{entry.Why}\t{entry.BookId}")));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = [.. Of(value).Select(entry => $"{entry.Text} - {entry.Why}")],
        ["text"] = [.. Of(value).Select(entry => entry.Text)],
    };

    /// <summary>The entries of a value.</summary>
    public static IEnumerable<GuideEntry> Of(string? value) => (value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t')).Where(parts => parts.Length == 3)
        .Select(parts => new GuideEntry(parts[0], parts[1]) { BookId = parts[2].Length > 0 ? parts[2] : null, Url = IsAddress(parts[0]) ? parts[0] : null });

    /// <summary>An entry, or why it will not do.</summary>
    private (GuideEntry? Entry, Reading? Refused) Entry(string text, string why, StepScene at)
    {
        if (at.Step.Name == "web")
            return IsAddress(text) ? (new GuideEntry(text, why) { Url = text }, null) : (null, new Reading.Refused("no_address", ("said", text)));
        if (at.Step.Name != "books")
            return (new GuideEntry(text, why), null);
        var found = knowledge.FindBooks(text, 6);
        var exact = found.FirstOrDefault(book => book.Title.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? (found.Count == 1 ? found[0] : null);
        if (exact is not null)
            return (new GuideEntry(BookPick.Line(exact), why) { BookId = exact.Id }, null);
        return (null, found.Count == 0 ? new Reading.Refused("book_not_found", ("said", text))
            : new Reading.Refused("several_books", ("said", text), ("choices", string.Join("; ", found.Take(4).Select(book => book.Title)))));
    }

    private static (string Text, string Why)? Parts(string line)
    {
        foreach (var dash in Dashes)
        {
            if (line.IndexOf(dash, StringComparison.Ordinal) is > 0 and var at)
                return (line[..at].Trim(), line[(at + dash.Length)..].Trim());
        }

        return null;
    }

    private static bool IsAddress(string text) =>
        WebLink.Of(text) is { UserInfo: "" } link && link.Host.Contains('.', StringComparison.Ordinal);

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
