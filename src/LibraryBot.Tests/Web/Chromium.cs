using Microsoft.Playwright;

namespace LibraryBot.Tests.Web;

/// <summary>One real browser for all page tests. Tests skip aloud where it cannot be had.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string? missing;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            missing = $"No Chromium at {Executable}: the page tests did not run.";
            return;
        }

        try
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Executable,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        catch (PlaywrightException broken)
        {
            missing = $"Chromium did not start, the page tests did not run: {broken.Message}";
        }
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A window of its own, with its own memory. Anything that the page throws or logs as an error fails the test that asks.</summary>
    internal async Task<BrowserWindow> Window(BrowserNewContextOptions? options = null)
    {
        Skip.If(missing is not null, missing);
        options ??= new();
        options.Locale ??= "id-ID";
        options.TimezoneId ??= "Asia/Jakarta";
        var context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        return new BrowserWindow(context, page);
    }
}

internal sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public BrowserWindow(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) => { if (said.Type == "error") complaints.Add($"{said.Text} {said.Location}"); };
    }

    public IPage Page { get; }
    public IReadOnlyList<string> Complaints => complaints;
    public IBrowserContext Context => context;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

[CollectionDefinition(nameof(InChromium))]
public sealed class InChromium : ICollectionFixture<Chromium>;
