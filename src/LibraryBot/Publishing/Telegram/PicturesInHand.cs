using Telegram.Bot.Types;

namespace LibraryBot.Publishing.Telegram;

/// <summary>The pictures of one call. What has no name yet is uploaded by this call alone.</summary>
internal sealed class PicturesInHand(UploadedPictures uploaded, Func<string, byte[]?> openMedia) : IDisposable
{
    private readonly List<SemaphoreSlim> held = [];

    /// <summary>Telegram's names by media id; null where it has none.</summary>
    public Dictionary<string, string?> Names { get; } = [];

    public async Task Hold(SemaphoreSlim upload, CancellationToken cancel)
    {
        await upload.WaitAsync(cancel);
        held.Add(upload);
    }

    /// <summary>A file of the call: each upload needs a name of its own in it.</summary>
    public InputFile File(string media, int place) => Names[media] is { } name
        ? InputFile.FromFileId(name)
        : InputFile.FromStream(new MemoryStream(openMedia(media) ?? throw new FileNotFoundException($"The picture {media} is gone.")), $"picture{place}{Path.GetExtension(media)}");

    /// <summary>A document is sent once, so it is uploaded each time.</summary>
    public InputFile Document(string media, string name) =>
        InputFile.FromStream(new MemoryStream(openMedia(media) ?? throw new FileNotFoundException($"The document {media} is gone.")), name);

    /// <summary>What Telegram calls them, as its answer says.</summary>
    public void Learn(IReadOnlyList<string> pictures, IReadOnlyList<Message> messages)
    {
        foreach (var (media, message) in pictures.Zip(messages))
        {
            if (Names[media] is null && message.Photo?.MaxBy(size => (long)size.Width * size.Height) is { } largest)
                uploaded.Remember(media, largest.FileId);
        }
    }

    /// <summary>Telegram no longer knows a name. False when all were uploads anyway.</summary>
    public bool Forget()
    {
        var named = Names.Where(name => name.Value is not null).Select(name => name.Key).ToList();
        named.ForEach(uploaded.Forget);
        return named.Count > 0;
    }

    public void Dispose()
    {
        held.ForEach(upload => upload.Release());
        held.Clear();
    }
}
