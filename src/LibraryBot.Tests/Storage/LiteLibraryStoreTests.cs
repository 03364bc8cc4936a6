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
    public async Task Every_acknowledged_commit_is_in_the_journal_of_a_store_that_was_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "cp reads a file that we hold locked; Windows has no such command.");
        for (var n = 1; n <= 5; n++)
        {
            await Put(new Shelf("s" + n, "x"));
            using (var copying = Process.Start("cp", ["-r", folder.Path, folder.Path + "-killed-" + n]))
                await copying.WaitForExitAsync();
            await using (var killed = LiteLibraryStore.Open(folder.Path + "-killed-" + n, Collections))
                Assert.Equal(n, await killed.Read(s => s.All(Shelves).Count));
            Directory.Delete(folder.Path + "-killed-" + n, recursive: true);
        }
    }

    [Fact]
    public void A_second_process_on_the_folder_is_refused_in_one_line()
    {
        var refusal = Assert.Throws<StoreRefused>(() => LiteLibraryStore.Open(folder.Path, Collections));
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
