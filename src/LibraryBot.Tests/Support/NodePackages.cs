using System.Diagnostics;

namespace LibraryBot.Tests.Support;

/// <summary>The npm packages of foreign/directline: installed once into its own node_modules, which git ignores.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<Installed>> Install = new(InstallOnce);

    /// <summary>The folder with node_modules; skips the test aloud where node or the packages cannot be had.</summary>
    public static async Task<string> Folder()
    {
        var installed = await Install.Value;
        Skip.If(installed.Missing is not null, installed.Missing);
        return installed.Folder!;
    }

    public static async Task<(int ExitCode, string Output)> Run(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "It took more than two minutes.");
        }

        return (process.ExitCode, await output + await errors);
    }

    private static async Task<Installed> InstallOnce()
    {
        if (Find() is not { } folder)
            return new(null, "The folder foreign/directline was not found above the tests.");

        try
        {
            if (!IsInstalled(folder))
            {
                var (exit, output) = await Run("npm", folder, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                if (exit != 0)
                    return new(null, $"npm could not install the foreign packages: {output}");
            }

            var (works, version) = await Run("node", folder, "--version");
            return works == 0 ? new(folder, null) : new(null, $"node does not run: {version}");
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return new(null, $"There is no node or npm here: {absent.Message}");
        }
    }

    private static bool IsInstalled(string folder)
    {
        var mark = Path.Combine(folder, "node_modules", ".package-lock.json");
        return File.Exists(mark) && File.GetLastWriteTimeUtc(mark) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var here = Path.Combine(folder.FullName, "foreign", "directline");
            if (File.Exists(Path.Combine(here, "package-lock.json")))
                return here;
        }

        return null;
    }

    private sealed record Installed(string? Folder, string? Missing);
}
