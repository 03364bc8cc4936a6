using System.Diagnostics;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Storage;

/// <summary>The rules of every store on LiteDB, and what only its files can show.</summary>
public sealed class LiteLibraryStoreTests : LibraryStoreRules
{
    private readonly TempFolder folder = new();

    protected override Task<ILibraryStore> Open() => Task.FromResult<ILibraryStore>(LiteLibraryStore.Open(folder.Path, Collections));

    protected override void Clear() => folder.Dispose();

    [SkippableFact]
    public async Task Every_acknowledged_commit_has_reached_the_log_with_its_confirmed_page()
    {
        Skip.If(OperatingSystem.IsWindows(), "cp reads a file that we hold locked; Windows has no such command.");
        await Reopen();
        for (var n = 0; n < 8; n++)
        {
            var before = ConfirmedPages();
            await Put(new Shelf("s" + n, "x"));
            Assert.Equal(before + 1, ConfirmedPages());
        }
    }

    /// <summary>Pages of the log whose byte 18 says that they end a transaction, as another process finds them.</summary>
    private int ConfirmedPages()
    {
        using (var copying = Process.Start("cp", [folder.File("library.log"), folder.File("seen.db")]))
            copying.WaitForExit();
        var seen = File.ReadAllBytes(folder.File("seen.db"));
        return Enumerable.Range(0, seen.Length / 8204).Count(page => seen[(page * 8204) + 18] == 1);
    }

    [Fact]
    public void A_second_process_on_the_folder_is_refused_in_one_line()
    {
        var refusal = Assert.Throws<StoreRefused>(() => LiteLibraryStore.Open(folder.Path, Collections));
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
