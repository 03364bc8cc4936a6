using System.Collections.Concurrent;
using LibraryBot.Storage;

namespace LibraryBot.Publishing.Telegram;

/// <summary>A picture that Telegram has from this bot already: it is named instead of uploaded. Another bot's names mean nothing to this one.</summary>
public sealed record TelegramFile(string BotId, string Media, string FileId)
{
    public static readonly Collection<TelegramFile> Rows = new("telegram_files", file => KeyOf(file.BotId, file.Media));

    public static string KeyOf(string botId, string media) => $"{botId}|{media}";
}

/// <summary>Which pictures Telegram has. A new one is uploaded once: whoever wants it meanwhile waits for its name.</summary>
internal sealed class UploadedPictures(ILibraryStore store, string botId, Func<string, byte[]?> openMedia, ILogger log)
{
    private readonly ConcurrentDictionary<string, string> known = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> uploads = new();

    /// <summary>Whether each can be sent.</summary>
    public async Task<bool> Has(IReadOnlyList<string> pictures)
    {
        foreach (var media in pictures)
        {
            if (await Name(media) is null && openMedia(media) is null)
                return false;
        }

        return true;
    }

    /// <summary>Whether a document can be sent.</summary>
    public bool Keeps(string media) => openMedia(media) is not null;

    /// <summary>These pictures for one call: by their names, or with nobody else uploading them until it is disposed.</summary>
    public async Task<PicturesInHand> Take(IReadOnlyList<string> pictures, CancellationToken cancel)
    {
        var hand = new PicturesInHand(this, openMedia);
        try
        {
            // In one order for everyone, so that nobody waits in a circle.
            foreach (var media in pictures.Distinct().Order(StringComparer.Ordinal))
            {
                var upload = uploads.GetOrAdd(media, _ => new SemaphoreSlim(1));
                if (await Name(media) is null)
                    await hand.Hold(upload, cancel);
                hand.Names[media] = await Name(media);
            }
        }
        catch
        {
            hand.Dispose();
            throw;
        }

        return hand;
    }

    internal void Remember(string media, string name)
    {
        if (known.TryGetValue(media, out var before) && before == name)
            return;
        known[media] = name;
        _ = Record(session => session.Put(TelegramFile.Rows, new TelegramFile(botId, media, name)));
    }

    internal void Forget(string media)
    {
        known[media] = "";
        _ = Record(session => session.Delete(TelegramFile.Rows, TelegramFile.KeyOf(botId, media)));
    }

    private async Task<string?> Name(string media)
    {
        if (!known.TryGetValue(media, out var name))
            name = known.GetOrAdd(media, await Recorded(media));
        return name.Length == 0 ? null : name;
    }

    private async Task<string> Recorded(string media)
    {
        try
        {
            return (await store.Read(session => session.Get(TelegramFile.Rows, TelegramFile.KeyOf(botId, media))))?.FileId ?? "";
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Whether Telegram has {Media} could not be looked up: it is uploaded", media);
            return "";
        }
    }

    /// <summary>Nobody waits for it: without the record the picture is uploaded once more after the next start.</summary>
    private async Task Record(Action<IStoreSession> body)
    {
        try
        {
            await store.Commit(body);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Telegram's name of a picture was not recorded");
        }
    }
}
