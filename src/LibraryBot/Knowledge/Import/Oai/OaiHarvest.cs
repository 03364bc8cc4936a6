using LibraryBot.OutsideWeb;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>
/// Harvests a repository by OAI-PMH 2.0. Never asks with from or until: SLiMS ignores from alone, and forgets both on its second page.
/// In return a SLiMS, newest first, is read only to the first page that tells nothing new.
/// </summary>
public sealed class OaiHarvest
{
    private const int PagesAtMost = 20_000;
    private const int KnownPagesInARow = 3;
    private readonly Importing into;
    private readonly OaiDoor door;
    private readonly OaiFormats formats;
    private readonly string? set;
    private readonly OaiBooks books;
    private readonly ImportBatch batch;
    private readonly SlimsDetail detail;
    private readonly bool wasReadWhole;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private bool strangersOfTheSet;

    private OaiHarvest(Importing into, OaiDoor door, OaiFormats formats, string? set, IReadOnlyList<Branch> branches, bool wasReadWhole)
    {
        (this.into, this.door, this.formats, this.set, this.wasReadWhole) = (into, door, formats, set, wasReadWhole);
        batch = into.Begin(SourceOf(door.Address));
        books = new OaiBooks(door.Address.Place, branches, batch.Warn);
        detail = new SlimsDetail(door.Address, branches, into, batch);
    }

    private enum End
    {
        Whole,
        Cut,
        TokenLost,
    }

    /// <param name="link">The repository's base URL, also with a request behind it.</param>
    /// <param name="prefix">The metadata format; null: the one that tells most.</param>
    /// <exception cref="ImportRefused">Nobody answers there, or not as a repository; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string link, Importing into, string? prefix = null, string? set = null)
    {
        var door = new OaiDoor(OaiAddress.Of(link), into);
        try
        {
            var formats = prefix is null ? await OaiFormats.Choose(door) : OaiFormats.Given(door, prefix);
            var source = into.Source ?? SourceOf(door.Address);
            var (branches, wasReadWhole) = await into.Store.Read(session => (
                session.All(Branch.Collection),
                session.All(ImportRun.Collection).Any(run => run.Source == source && run.IsWhole)));
            return await new OaiHarvest(into, door, formats, set, branches, wasReadWhole).Run();
        }
        catch (LinkRefused refused)
        {
            throw new ImportRefused(refused.Message, refused);
        }
    }

    private static string SourceOf(OaiAddress address) => $"oai:{address.Place}";

    private async Task<ImportRun> Run()
    {
        var end = await Walk();
        if (end == End.TokenLost)
        {
            batch.Warn("the repository no longer knew its token; the harvest began anew");
            end = await Walk();
        }

        if (end == End.TokenLost)
            batch.Warn("the repository lost its token again; what came until then is kept");
        return await batch.End(isWhole: end == End.Whole && set is null);
    }

    private async Task<End> Walk()
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var met = new HashSet<string>(StringComparer.Ordinal);
        var knownPages = 0;
        string? token = null;
        for (var number = 1; number <= PagesAtMost; number++)
        {
            using var page = await Ask(token, number);
            if (page is null)
                return End.Cut;
            var (news, isFresh) = await Take(page, number, met);
            if (page.Error is "badResumptionToken" && token is not null)
                return End.TokenLost;
            await MustBeFine(page, number);
            if (page.Fault is { } fault)
                batch.Warn($"page {number} is not well-formed ({fault}); the records before that are kept");
            if (page.Token is null)
                return page.Fault is null && page.Error is (null or "noRecordsMatch") ? End.Whole : End.Cut;
            if (!news && wasReadWhole)
                return End.Whole;
            knownPages = isFresh ? 0 : knownPages + 1;
            if (Circle(page.Token, tokens, knownPages) is { } circle)
            {
                batch.Warn($"page {number}: {circle}; the harvest ends here");
                return End.Cut;
            }

            token = page.Token;
        }

        batch.Warn($"the repository has more than {PagesAtMost} pages; the harvest ends here");
        return End.Cut;
    }

    /// <summary>With a token no other argument goes along (OAI-PMH 2.0, 3.5). Null: it fell silent on the way.</summary>
    private async Task<OaiPage?> Ask(string? token, int number)
    {
        try
        {
            return token is null
                ? await door.Ask(("verb", "ListRecords"), ("metadataPrefix", formats.Prefix), ("set", set))
                : await door.Ask(("verb", "ListRecords"), ("resumptionToken", token));
        }
        catch (LinkRefused silent) when (number > 1)
        {
            batch.Warn($"page {number}: {silent.Message} What came before is kept.");
            return null;
        }
    }

    private async Task MustBeFine(OaiPage page, int number)
    {
        if (number > 1 && page.Error is not (null or "noRecordsMatch"))
            batch.Warn($"page {number}: the repository answers {page.Error}; what came before is kept");
        if (number > 1 || (page.Error is null or "noRecordsMatch" && page.IsOai))
            return;
        if (page.Error == "cannotDisseminateFormat")
            throw new ImportRefused($"{door.Address.Text} does not give {formats.Prefix}; it gives {string.Join(", ", (await OaiFormats.Offered(door)).Select(format => format.Prefix))}.");
        throw new ImportRefused(page.Error is not null
            ? $"{door.Address.Text} refuses the harvest: {page.Error}."
            : $"{door.Address.Text} is no OAI-PMH repository.");
    }

    private static string? Circle(string token, HashSet<string> tokens, int knownPages)
    {
        if (!tokens.Add(token))
            return "the same token came twice";
        return knownPages >= KnownPagesInARow ? "the same records come again and again" : null;
    }

    /// <returns>Whether a record was new, changed or to be looked at again; and whether any had not been met on this walk.</returns>
    private async Task<(bool News, bool IsFresh)> Take(OaiPage page, int number, HashSet<string> met)
    {
        var (news, isFresh, place) = (false, false, 0);
        while (page.Next() is { } record)
        {
            var where = $"page {number} record {++place}";
            if (record.Identifier is null)
            {
                batch.Skip(where, "its header has no identifier");
                continue;
            }

            isFresh |= met.Add(record.Identifier);
            if (IsOfTheSet(record))
                news |= !taken.Add(record.IsDeleted ? $"deleted {record.Identifier}" : record.Identifier) || await TakeIn(record, where);
        }

        // An empty page of SLiMS says what others say by noRecordsMatch.
        return (news || place == 0, isFresh);
    }

    /// <returns>Whether more than before is known of it, or cannot be told.</returns>
    private async Task<bool> TakeIn(OaiRecord record, string where)
    {
        var id = books.IdOf(record.Identifier!);
        try
        {
            if (record.IsDeleted)
                await batch.TakeOut(Book.Collection, id);
            else
                return await TakeIn(Read(record, id), record.Identifier!);
        }
        catch (BrokenRow broken)
        {
            batch.Skip($"{where} ({PlainText.Line(record.Identifier!)})", broken.Message);
        }

        return true;
    }

    private async Task<bool> TakeIn(Book book, string identifier)
    {
        if (!formats.IsSlims && !SlimsDetail.IsSlims(identifier))
        {
            await batch.Add(Book.Collection, book);
            return true;
        }

        var kept = await batch.Kept(Book.Collection, book.Id);
        var whole = kept is null ? await detail.Fill(book, identifier) : OaiBooks.Filled(book, kept);
        await batch.Add(Book.Collection, whole);
        return kept is null || !ImportBatch.IsSame(whole, kept);
    }

    private Book Read(OaiRecord record, string id)
    {
        var book = books.Read(record.Metadata ?? throw new BrokenRow("it has no metadata"), id);
        // CreateDate of the catalogue: the order in which books came in.
        return formats.IsInlisLite ? book with { Added = CatalogueText.Day(record.Datestamp) ?? book.Added } : book;
    }

    /// <summary>A token of SLiMS forgets what was asked for; where a header names its sets, it tells.</summary>
    private bool IsOfTheSet(OaiRecord record)
    {
        if (set is null || record.Sets.Count == 0 || record.Sets.Any(name => name == set || name.StartsWith($"{set}:", StringComparison.Ordinal)))
            return true;
        if (!strangersOfTheSet)
            batch.Warn($"the repository also sends records that are not of the set {set}; they are left out");
        strangersOfTheSet = true;
        return false;
    }
}
