using System.Collections.Concurrent;
using System.Diagnostics;

namespace LibraryBot.Bench.Bots;

/// <summary>The program as people start it, in a process of its own; killed, if it still runs, when the bench is done with it.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private const int LinesKept = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The bot ended before it listened. It said: {LastWords}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>The end of what it printed and logged.</summary>
    public string LastWords => string.Join(" / ", said);

    /// <summary>Starts a verb of the bot with no setting but these ("Telegram__Token", "...").</summary>
    public static BotProcess Start(string workingFolder, IEnumerable<string> words, params IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LibraryBot.dll"), .. words])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new BotProcess(Process.Start(start)!);
    }

    /// <summary>Where it listens, once it does.</summary>
    public Task<string> Listening() => listening.Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Waits until it has ended of itself and all that it printed was heard.</summary>
    public Task Ended() => process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);

    /// <summary>kill -9: it has no chance to tidy up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        const string Sign = "Listening on ";
        if (line is null)
            return;
        said.Enqueue(line);
        if (said.Count > LinesKept)
            said.TryDequeue(out _);
        if (line.StartsWith(Sign, StringComparison.Ordinal))
            listening.TrySetResult(line[Sign.Length..]);
    }
}
