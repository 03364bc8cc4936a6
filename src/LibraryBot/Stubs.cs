using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

static class IcsFile { public static Task<ImportRun> Import(string f, ILibraryStore s, TimeProvider c) => throw new NotImplementedException(); }
static class SlimsPair { public static Task<ImportRun> Import(string f, string g, ILibraryStore s, TimeProvider c) => throw new NotImplementedException(); }
