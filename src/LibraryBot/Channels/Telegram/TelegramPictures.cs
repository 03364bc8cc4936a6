using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>Fetches the pictures that people send and keeps them as media of the library.</summary>
internal sealed class TelegramPictures(TelegramWire wire, Func<byte[], string?> saveMedia)
{
    private const int AtMost = 10 * 1024 * 1024;

    /// <summary>The media id; null when Telegram does not give the file or the library does not take it.</summary>
    public async Task<string?> Fetch(PictureToFetch picture, CancellationToken stopping)
    {
        if (await wire.Ask("getFile", new { file_id = picture.FileId }, stopping) is not WireAnswer.Ok { Result: var file })
            return null;
        if (!file.TryGetProperty("file_path", out var path) || path.ValueKind != JsonValueKind.String)
            return null;
        return await wire.Download(path.GetString()!, AtMost, stopping) is { } bytes ? saveMedia(bytes) : null;
    }
}
