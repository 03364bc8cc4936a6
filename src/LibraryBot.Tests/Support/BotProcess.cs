using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LibraryBot.Tests.Support;

/// <summary>How a process ended, and all that it said.</summary>
internal sealed record Ended(int Exit, string Output, string Errors)
{
    /// <summary>What it said of why it refused: one line, and never a stack trace.</summary>
    public string Refusal
    {
        get
        {
            Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
            Assert.Equal((1, ""), (Exit, Output));
            return Assert.Single(Errors.TrimEnd('\n').Split('\n'));
        }
    }
}

/// <summary>The built program, started as people start it; killed, if it still runs, when the test ends.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly Process process;
    private readonly Task<string> errors;
    private string output = "";

    private BotProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    /// <summary>Starts it with no setting but these ("Telegram__Token=..."), in this folder.</summary>
    public static BotProcess Start(string folder, IEnumerable<string> words, params IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LibraryBot.dll"), .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSetting))
            start.Environment.Remove(name);
        foreach (var setting in settings)
            start.Environment[setting.Split('=')[0]] = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return new BotProcess(Process.Start(start)!);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Ended> Run(string folder, IEnumerable<string> words, params IEnumerable<string> settings)
    {
        await using var bot = Start(folder, words, settings);
        return await bot.End();
    }

    /// <summary>Waits until it says where it listens.</summary>
    public async Task<string> Listening()
    {
        const string Sign = "Listening on ";
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            output += line + "\n";
            if (line.StartsWith(Sign, StringComparison.Ordinal))
                return line[Sign.Length..];
        }

        throw new InvalidOperationException($"It ended without listening: {output}{await errors}");
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<Ended> End()
    {
        using var patience = new CancellationTokenSource(Patience);
        var rest = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new Ended(process.ExitCode, output + rest, await errors);
    }

    public void Send(int signal) => Assert.Equal(0, SendSignal(process.Id, signal));

    /// <summary>kill -9: it has no chance to tidy up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.Contains("__", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.ToUpperInvariant() is "DATAFOLDER" or "TIMEZONE" or "LANGUAGE" or "PUBLICURL" or "URLS";

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
