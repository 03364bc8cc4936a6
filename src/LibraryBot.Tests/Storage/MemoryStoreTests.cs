using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Storage;

/// <summary>The store that other tests stand on keeps the rules of a real one.</summary>
public sealed class MemoryStoreTests : LibraryStoreRules
{
    private MemoryStore? store;

    protected override Task<ILibraryStore> Open() =>
        Task.FromResult<ILibraryStore>(store = store?.Reopened() ?? new MemoryStore());
}
