using System.Security.Cryptography;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// Meta fetches a picture from our public address: we fetch it there first, as Meta will, so that a web server in front that serves
/// something else is our finding and not a riddle of theirs. The address is the library's own setting, so it may lie anywhere.
/// </summary>
public sealed class PublicPicture(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = Media.MediaFolder.BytesAtMost,
    };

    /// <summary>Whether it is there for everyone: 200, JPEG, the same bytes.</summary>
    public async Task<bool> IsThere(MetaPicture picture, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            using var answer = await http.GetAsync(picture.Url, either.Token);
            return answer.StatusCode == System.Net.HttpStatusCode.OK
                && answer.Content.Headers.ContentType?.MediaType == picture.ContentType
                && SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(either.Token)).AsSpan().SequenceEqual(SHA256.HashData(picture.Bytes));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();
}
