using System.Net;

namespace LibraryBot.Publishing;

/// <summary>A call failed before any of its body left this machine: it is proven that nothing was sent.</summary>
public sealed class NothingLeft(Exception why) : HttpRequestException(why.Message, why);

/// <summary>
/// Tells a call that never left from one whose answer was lost. A refused connection, a name that is not found and a
/// failed handshake look alike in many ways; whether the body had begun to be written does not.
/// </summary>
internal sealed class WireWatch(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
            return await base.SendAsync(request, cancellationToken);

        var content = new WatchedContent(request.Content);
        request.Content = content;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (!content.Begun)
        {
            throw new NothingLeft(failure);
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent content;

        public WatchedContent(HttpContent content)
        {
            this.content = content;
            foreach (var header in content.Headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        public bool Begun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Begun = true;
            return content.CopyToAsync(stream, context);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Headers.ContentLength ?? -1;
            return length >= 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                content.Dispose();
            base.Dispose(disposing);
        }
    }
}
