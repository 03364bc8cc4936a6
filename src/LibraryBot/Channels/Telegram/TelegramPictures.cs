using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>Fetches what people send and has it kept: pictures as media of the library, other files for the staff to decide on.</summary>
internal sealed class TelegramPictures(TelegramWire wire, Func<byte[], string?> saveMedia, Func<byte[], string?, string> saveFile)
{
    private const int PictureAtMost = 10 * 1024 * 1024;

    /// <summary>The media id; null when Telegram does not give the file or the library does not take it.</summary>
    public async Task<string?> Fetch(PictureToFetch picture, CancellationToken stopping) =>
        await Bytes(picture.FileId, PictureAtMost, stopping) is { } bytes ? saveMedia(bytes) : null;

    /// <summary>The id of a sent file; null when Telegram does not give it.</summary>
    public async Task<string?> Fetch(FileToFetch file, CancellationToken stopping) =>
        await Bytes(file.FileId, Media.SentFiles.BytesAtMost, stopping) is { Length: > 0 } bytes ? saveFile(bytes, file.Name) : null;

    private async Task<byte[]?> Bytes(string fileId, int atMost, CancellationToken stopping)
    {
        if (await wire.Ask("getFile", new { file_id = fileId }, stopping) is not WireAnswer.Ok { Result: var file })
            return null;
        if (!file.TryGetProperty("file_path", out var path) || path.ValueKind != JsonValueKind.String)
            return null;
        return await wire.Download(path.GetString()!, atMost, stopping);
    }
}
