using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LibraryBot.Publishing.Telegram;

namespace LibraryBot.Channels.Telegram;

/// <summary>What Telegram answered to a call.</summary>
internal abstract record WireAnswer
{
    public sealed record Ok(JsonElement Result) : WireAnswer;

    public sealed record Refused(int Code, string Description, TimeSpan? RetryAfter) : WireAnswer;

    /// <summary>No answer, or none that can be read.</summary>
    public sealed record Lost(string Why) : WireAnswer;
}

/// <summary>
/// Calls of the Bot API as raw JSON, for what must survive an answer that the library's types do not know:
/// one unknown kind of member in a batch makes Telegram.Bot fail the whole batch, for ever.
/// </summary>
internal sealed class TelegramWire(TelegramOptions options) : IDisposable
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };
    private readonly HttpClient http = TelegramHttp.Client(options);
    private readonly string root = new Uri(options.BaseUrl).GetLeftPart(UriPartial.Authority);

    public async Task<WireAnswer> Ask(string method, object parameters, CancellationToken cancel)
    {
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(parameters));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(new Uri($"{root}/bot{options.Token}/{method}"), content, cancel);
            return Read(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new WireAnswer.Lost(lost.Message);
        }
    }

    /// <summary>A file of the bot by the path that getFile gave; null when it cannot be had or is larger than allowed.</summary>
    public async Task<byte[]?> Download(string path, int atMost, CancellationToken cancel)
    {
        try
        {
            var address = new Uri($"{root}/file/bot{options.Token}/{path}");
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > atMost)
                return null;
            await response.Content.LoadIntoBufferAsync(atMost, cancel);
            return await response.Content.ReadAsByteArrayAsync(cancel);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private static WireAnswer Read(HttpStatusCode status, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            var answer = document.RootElement;
            return answer.GetProperty("ok").GetBoolean()
                ? new WireAnswer.Ok(answer.GetProperty("result").Clone())
                : Refusal(answer);
        }
        catch (Exception garbled) when (garbled is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (int)status is >= 400 and < 500
                ? new WireAnswer.Refused((int)status, "no reason given", null)
                : new WireAnswer.Lost($"an answer with status {(int)status} that is not of the Bot API");
        }
    }

    private static WireAnswer.Refused Refusal(JsonElement answer)
    {
        var wait = answer.TryGetProperty("parameters", out var parameters) && parameters.TryGetProperty("retry_after", out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(1, seconds.GetInt32()))
            : (TimeSpan?)null;
        return new WireAnswer.Refused(answer.GetProperty("error_code").GetInt32(), answer.GetProperty("description").GetString() ?? "", wait);
    }
}
