using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Security.AntiSSRF;

namespace LibraryBot.OutsideWeb;

/// <summary>
/// Fetches a file from the open Internet only: all addresses of a name are checked at the moment of connecting, so that no link
/// leads into the library's own network. 10 MB, 20 seconds, 3 redirects at most, each checked anew.
/// </summary>
/// <param name="alsoOpen">Networks such as "127.0.0.1/32" that are let through all the same; for a test's own server.</param>
internal sealed class PublicWeb(TimeProvider clock, params string[] alsoOpen)
{
    private const int LargestBytes = 10 << 20;
    private const int LongestLink = 2048;
    private const int LongestShown = 80;
    private const int Redirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>An IPv4 address inside an IPv6 one, in two forms the package does not name (RFC 4291 2.5.5.1, RFC 2765 2.1).</summary>
    private static readonly string[] AlsoClosed = ["::/96", "::ffff:0:0:0/96"];

    /// <exception cref="LinkRefused">The link leads elsewhere than to a file on the open Internet, or cannot be fetched.</exception>
    public async Task<byte[]> Fetch(string link, int bytesAtMost = LargestBytes)
    {
        var answer = await Ask(link, bytesAtMost, default);
        return answer.IsSuccess ? answer.Body : throw new LinkRefused($"{answer.From.Host} answered {answer.Status}.");
    }

    /// <summary>As <see cref="Fetch"/>, for callers to whom an answer such as "503, come back later" means something.</summary>
    /// <param name="largestBytes">The most that is read of the body, as it is sent: nothing is ever unpacked.</param>
    /// <exception cref="LinkRefused">Nobody answered, or must be asked.</exception>
    public async Task<WebAnswer> Ask(string link, int largestBytes, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        using var client = new HttpClient(Guard()) { Timeout = Timeout.InfiniteTimeSpan };
        var at = Checked(link);
        try
        {
            for (var hops = 0; hops <= Redirects; hops++)
            {
                using var response = await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, giveUp.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
                {
                    at = Checked(Uri.TryCreate(at, next, out var whole) ? whole.AbsoluteUri : next.OriginalString);
                    continue;
                }

                // What the page of a failure says is nobody's business.
                return WebAnswer.Of(response, at, await Read(response, response.IsSuccessStatusCode ? largestBytes : 0, giveUp.Token));
            }

            throw new LinkRefused($"{Shown(link)} redirects too often.");
        }
        catch (OperationCanceledException slow) when (!cancel.IsCancellationRequested)
        {
            throw new LinkRefused($"{at.Host} did not answer within {Patience.TotalSeconds:0} seconds.", slow);
        }
        catch (Exception inside) when (inside is AntiSSRFException or ArgumentException)
        {
            // ArgumentException: the look-up of names takes no 0.0.0.0 and no ::, and says so before the guard is asked.
            throw new LinkRefused($"{at.Host} is not on the open Internet.", inside);
        }
        catch (Exception failed) when (failed is HttpRequestException or SocketException or AuthenticationException or IOException)
        {
            // The guard hands on what the look-up, the socket or TLS threw, not only what HttpClient makes of it.
            throw new LinkRefused($"{at.Host} cannot be reached: {failed.Message}", failed);
        }
    }

    internal static AntiSSRFPolicy Rules(string[] alsoOpen)
    {
        // No X-Forwarded-For: it wards off metadata services, which cannot be reached anyway, and looks strange to everybody else.
        var rules = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AllowPlainTextHttp = true, AddXFFHeader = false };
        rules.AddDeniedAddresses(AlsoClosed);
        rules.AddAllowedAddresses(alsoOpen);
        return rules;
    }

    /// <summary>The package lets any scheme and any user through once plain http is allowed, so redirects are followed above, where both are checked.</summary>
    private AntiSSRFHandler Guard()
    {
        var guard = Rules(alsoOpen).GetHandler();
        guard.AllowAutoRedirect = false;
        guard.UseCookies = false;
        return guard;
    }

    private static async Task<byte[]> Read(HttpResponseMessage response, int largestBytes, CancellationToken giveUp)
    {
        if (largestBytes == 0)
            return [];
        await using var body = await response.Content.ReadAsStreamAsync(giveUp);
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, giveUp)) > 0;)
        {
            if (kept.Length + read > largestBytes)
                throw new LinkRefused($"The file is larger than {largestBytes >> 20} MB.");
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static Uri Checked(string link)
    {
        if (link.Length > LongestLink)
            throw new LinkRefused($"{Shown(link)} is longer than {LongestLink} letters.");
        if (IsAmbiguous(link) || WebLink.Of(link) is not { } uri)
            throw new LinkRefused($"{Shown(link)} is not an http or https link.");
        return uri.UserInfo == "" ? uri : throw new LinkRefused($"The link to {uri.Host} names a user or a password; such links are not fetched.");
    }

    /// <summary>Readers of links do not agree on what these stand for (WHATWG URL makes a slash of a backslash and drops line breaks).</summary>
    private static bool IsAmbiguous(string link) => link.Any(letter => letter == '\\' || char.IsControl(letter));

    private static string Shown(string link) =>
        string.Concat(link.Take(LongestShown).Select(letter => char.IsControl(letter) ? ' ' : letter)) + (link.Length > LongestShown ? "..." : "");
}
