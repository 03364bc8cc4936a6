using System.Text.Json;
using LibraryBot.Language;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import;

/// <summary>Turns the rows of a native file into records.</summary>
internal sealed class NativeLibrary(ImportBatch batch, TimeZoneInfo zone, IReadOnlyList<Branch> knownBranches)
{
    private readonly Dictionary<string, Branch> branches = knownBranches.ToDictionary(branch => branch.Id);

    public async Task ReadLibrary(JsonElement root)
    {
        if (!root.TryGetProperty("library", out var section) || section.ValueKind == JsonValueKind.Null)
            return;
        await NativeFile.ReadRow(section, "library", batch, row =>
            batch.Add(LibraryInfo.Collection, new LibraryInfo(row.Optional("id") ?? "library", row.Required("name")) { TimeZone = zone.Id }));
        if (section.ValueKind != JsonValueKind.Object || !section.TryGetProperty("branches", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var row in rows.EnumerateArray())
            await NativeFile.ReadRow(row, $"library.branches[{index++}]", batch, ReadBranch);
    }

    public async Task ReadBook(NativeRow row, ISet<string> books)
    {
        var authors = row.List("authors").Count > 0 ? row.List("authors") : [.. row.List("author").SelectMany(names => names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        var book = new Book(row.Id, row.Required("title"))
        {
            Authors = authors,
            Subjects = row.List("subjects"),
            Isbn = row.List("isbn"),
            Year = row.Number("year"),
            Publisher = row.Optional("publisher"),
            Place = row.Optional("place"),
            Edition = row.Optional("edition"),
            Series = row.Optional("series"),
            Summary = row.Long("summary"),
            Class = row.Optional("class"),
            CallNumber = row.Optional("call_number"),
            Language = row.Optional("lang") ?? row.Optional("language"),
            Added = row.Day("added"),
            Copies = NotNegative(row, "copies"),
            Available = NotNegative(row, "available"),
            Branches = [.. row.List("branches").Concat(row.List("branch")).Select(name => BranchOf(row, name)).OfType<string>()],
            OtherTitles = row.List("other_titles"),
            Shelves = [.. row.List("shelf").Select(shelf => new ShelfPlace(null, shelf))],
            Cover = WebLink.Of(row.Optional("cover"))?.AbsoluteUri,
            Hidden = row.Flag("hidden") || IsInternal(row),
        };
        await batch.Add(Book.Collection, book);
        books.Add(book.Id);
    }

    public async Task ReadEvent(NativeRow row, ISet<string> books)
    {
        var start = row.Moment("start", zone) ?? throw new BrokenRow("it has no start");
        var allDay = row.Flag("all_day") || row.Required("start").Length <= 10;
        var end = (allDay ? row.Moment("end_inclusive", zone) ?? row.Moment("end", zone)?.AddDays(-1) : row.Moment("end", zone) ?? row.Moment("end_inclusive", zone)) ?? start;
        if (end < start)
            throw new BrokenRow("it ends before it starts");
        var rrule = row.Optional("rrule");
        if (rrule is not null && EventCalendar.Refusal(rrule) is { } refusal)
            throw new BrokenRow(refusal);
        await batch.Add(LibraryEvent.Collection, new LibraryEvent(row.Id, row.Required("title"), start, end)
        {
            Type = row.Optional("type") ?? "",
            AllDay = allDay,
            Rrule = rrule,
            ExDates = row.Days("exdate"),
            Branch = row.Optional("branch") is { } branch ? BranchOf(row, branch) : null,
            Room = row.Optional("room"),
            Online = row.Flag("online"),
            Link = row.Optional("link") ?? row.Optional("url"),
            Speaker = row.Optional("speaker"),
            Audience = row.Optional("audience"),
            Description = row.Long("description"),
            Registration = RegistrationOf(row),
            Quota = NotNegative(row, "quota"),
            Taken = NotNegative(row, "taken"),
            Waitlist = row.Flag("waitlist"),
            Cancelled = row.Optional("status") is { } status && status.StartsWith("cancel", StringComparison.OrdinalIgnoreCase),
            Internal = IsInternal(row),
            Books = KnownBooks(row, books),
        });
    }

    public async Task ReadHours(NativeRow row)
    {
        var valid = row.Optional("valid");
        var (from, to) = valid is null or "always" ? (null, null) : HoursText.Period(valid) ?? throw new BrokenRow($"valid \"{valid}\" is not a period (2026-02-18..2026-03-17)");
        var branch = row.Optional("branch") ?? HoursRule.AllBranches;
        if (branch != HoursRule.AllBranches)
            branch = BranchOf(row, branch) ?? throw new BrokenRow($"its branch \"{branch}\" is not among the branches");
        var (week, closed) = HoursText.Week(row);
        await batch.Add(HoursRule.Collection, new HoursRule(row.Id) { Branch = branch, From = from, To = to, Week = week, Closed = closed, Reason = row.Optional("reason") });
    }

    public async Task ReadFaq(NativeRow row)
    {
        var (question, answer) = (row.Part("q"), row.Part("a"));
        var asked = question is null ? row.List("q") : row.List("questions");
        var answerEn = answer?.Long("en") ?? row.Long("a_en");
        var questionEn = question?.Optional("en") ?? row.Optional("q_en");
        await batch.Add(Faq.Collection, new Faq(
            row.Id,
            question?.Optional("id") ?? asked.FirstOrDefault() ?? questionEn ?? throw new BrokenRow("it has no q"),
            (answer is null ? row.Long("a") : answer.Long("id")) ?? answerEn ?? throw new BrokenRow("it has no a"))
        {
            QEn = questionEn,
            AEn = answerEn,
            Also = [.. asked.Skip(1).Concat(row.List("also"))],
        });
    }

    public Task ReadPathfinder(NativeRow row, ISet<string> books) =>
        batch.Add(Pathfinder.Collection, new Pathfinder(row.Id, row.Required("topic"))
        {
            Scope = row.Long("scope"),
            Books = KnownBooks(row, books),
            Classes = row.List("class"),
            Subjects = row.List("subjects"),
            Compiler = row.Optional("compiler"),
            Updated = row.Day("updated"),
            Stale = row.Flag("stale"),
        });

    public Task ReadTerm(NativeRow row)
    {
        var words = row.List("id_words").Concat(row.List("en_words")).Concat(row.List("words")).Concat(row.List("synonyms")).ToList();
        if (words.Count < 2)
            throw new BrokenRow("it has fewer than two words");
        return batch.Add(Term.Collection, new Term(row.Optional("id") ?? words[0], words));
    }

    private Task ReadBranch(NativeRow row)
    {
        var branch = new Branch(row.Id, row.Required("name")) { Aliases = row.List("aliases"), Address = row.Optional("address") };
        branches[branch.Id] = branch;
        return batch.Add(Branch.Collection, branch);
    }

    private string? BranchOf(NativeRow row, string named)
    {
        if (branches.ContainsKey(named))
            return named;
        if (BranchNames.Find(named, branches.Values) is { } branch)
            return branch.Id;
        batch.Warn($"{row.Path}: the branch \"{named}\" is not among the branches");
        return null;
    }

    private List<string> KnownBooks(NativeRow row, ISet<string> books)
    {
        var named = row.List("books");
        foreach (var missing in named.Where(id => !books.Contains(id)))
            batch.Warn($"{row.Path}: there is no book {missing}");
        return [.. named.Where(books.Contains)];
    }

    private int? NotNegative(NativeRow row, string name)
    {
        var number = row.Number(name);
        if (number is not < 0)
            return number;
        batch.Warn($"{row.Path}: {name} is less than nothing");
        return null;
    }

    private Registration RegistrationOf(NativeRow row)
    {
        switch (row.Optional("registration")?.ToLowerInvariant())
        {
            case null or "":
                return Registration.NotTold;
            case "none":
                return Registration.None;
            case "required":
                return Registration.Required;
            case "form":
                return Registration.Form;
            case "full":
                return Registration.Full;
            case "closed":
                return Registration.Closed;
            case var other:
                batch.Warn($"{row.Path}: registration \"{other}\" is not known");
                return Registration.NotTold;
        }
    }

    // Whatever is not plainly public stays inside: a word that nobody foresaw must not publish a staff visit.
    private static bool IsInternal(NativeRow row) =>
        row.Optional("visibility") is { } visibility && !visibility.Equals("public", StringComparison.OrdinalIgnoreCase);
}
