using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

/// <summary>Imports bytes or a file of MARC into an empty store and keeps what came in.</summary>
internal sealed record MarcTestimony(ImportRun Run, IReadOnlyList<Book> Books)
{
    public Book Only => Assert.Single(Books);

    public static async Task<MarcTestimony> OfMarc(byte[] bytes, params Branch[] branches) =>
        await Of(into => MarcFile.Import(new MemoryStream(bytes), "x.mrc", into), branches);

    public static async Task<MarcTestimony> OfXml(Stream xml, params Branch[] branches) =>
        await Of(into => MarcXmlFile.Import(xml, "x.xml", into), branches);

    public static Task<MarcTestimony> OfXml(string xml, params Branch[] branches) =>
        OfXml(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml)), branches);

    public static Task<MarcTestimony> OfFile(string path) =>
        Of(into => path.EndsWith(".xml", StringComparison.Ordinal) ? MarcXmlFile.Import(path, into) : MarcFile.Import(path, into), []);

    private static async Task<MarcTestimony> Of(Func<Importing, Task<ImportRun>> import, Branch[] branches)
    {
        ILibraryStore store = new MemoryStore();
        foreach (var branch in branches)
            await store.Commit(session => session.Put(Branch.Collection, branch));
        var run = await import(new Importing(store, TimeProvider.System));
        return new MarcTestimony(run, await store.Read(session => session.All(Book.Collection)));
    }
}
