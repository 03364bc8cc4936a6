using LibraryBot.CommandLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

/// <summary>Moments on the command line.</summary>
public sealed class MomentTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("2026-03-11T23:30", "12 Maret 2026")]
    [InlineData("2026-03-11T23:30+07:00", "12 Maret 2026")]
    [InlineData("2026-03-11T23:30Z", "13 Maret 2026")]
    public async Task A_moment_without_an_offset_is_the_librarys_own_time(string now, string tomorrow)
    {
        File.WriteAllText(folder.File("small.json"), SmallLibrary.Json);
        Assert.Equal(0, (await Run("import", "library", "small.json")).Exit);
        Assert.Contains(tomorrow, (await Run("ask", "besok ada acara apa?", "--now", now)).Said, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int Exit, string Said)> Run(params string[] words)
    {
        var output = new StringWriter();
        var exit = await new Verbs(new Typed([.. words, "--data", "data"], folder.Path)).Run(output, output);
        return (exit, output.ToString());
    }
}
