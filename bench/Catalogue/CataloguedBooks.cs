using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import.Marc;

namespace LibraryBot.Bench.Catalogue;

/// <summary>The invented catalogue as the importer would make books of it: written as MARC and read again, but kept in no store.</summary>
internal static class CataloguedBooks
{
    private const int PageOfRecords = 500;

    public static IEnumerable<Book> Of(InventedCatalogue catalogue, int count)
    {
        var branches = new BranchPlaces([], _ => { });
        foreach (var page in catalogue.Records(count).Chunk(PageOfRecords))
        {
            using var written = new MemoryStream();
            var writer = new MarcWriter(written);
            foreach (var record in page)
                writer.Write(record);
            written.Position = 0;
            foreach (var piece in new Iso2709Pieces(written).Read())
                yield return MarcBook.Of(Iso2709Record.Read(piece), branches);
        }
    }
}
