namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>Records of MARC on their way into a batch: what is no book is refused, what is doubtful is told.</summary>
internal sealed class MarcRecords
{
    private readonly ImportBatch batch;
    private readonly BranchPlaces places;
    private readonly string source;

    private MarcRecords(ImportBatch batch, BranchPlaces places, string source) => (this.batch, this.places, this.source) = (batch, places, source);

    public static async Task<MarcRecords> Begin(Importing into)
    {
        var branches = await into.Store.Read(session => session.All(Branch.Collection));
        var batch = into.Begin("marc");
        return new MarcRecords(batch, new BranchPlaces(branches, batch.Warn), into.Source ?? "marc");
    }

    public async Task Add(string where, Func<MarcRecord> read)
    {
        Book book;
        try
        {
            var record = read();
            book = MarcBook.Of(record, places, source);
            foreach (var doubt in record.Doubts)
                batch.Warn($"{where}: {doubt}");
        }
        catch (BrokenRow broken)
        {
            batch.Skip(where, broken.Message);
            return;
        }

        await batch.Add(Book.Collection, book);
    }

    public void Skip(string where, string why) => batch.Skip(where, why);

    public Task<ImportRun> End() => batch.End();
}
