using System.Collections.Concurrent;
using System.Diagnostics;

namespace LibraryBot.Tests.Support;

/// <summary>Somebody else's Bot API client in a process of its own: foreign/FOLDER/bot.mjs.</summary>
internal sealed class ForeignBot : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ForeignBot(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', lines);

    /// <summary>Skips the test aloud without node or its packages.</summary>
    public static ForeignBot Start(string folder, string mode, FakeTelegram fake)
    {
        var here = Folder(folder);
        try
        {
            return new(Process.Start(new ProcessStartInfo("node", ["bot.mjs", fake.BaseUrl, FakeTelegram.Token, mode])
            {
                WorkingDirectory = here,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "node is not installed.");
            throw;
        }
    }

    /// <summary>The folder of a foreign client with its packages.</summary>
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var foreign = Path.Combine(folder.FullName, "foreign", name);
            if (Directory.Exists(Path.Combine(foreign, "node_modules")))
                return foreign;
        }

        Skip.If(true, $"The npm packages are not installed: npm ci --prefix src/LibraryBot.Tests/foreign/{name}");
        return "";
    }

    public async Task<int> Ends()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
