using System.Threading.Channels;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Media;
using LibraryBot.OutsideWeb;
using LibraryBot.Posters;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Covers;

/// <summary>
/// Covers of books, fetched beside the turns and kept: of the newest books, and of those that people were just shown. A cover's link came
/// from a catalogue, so it is followed to the open Internet only, its bytes are judged and drawn anew, and what fails is left alone for a while.
/// </summary>
internal sealed class CoverShelf(ILibraryStore store, LibraryKnowledge knowledge, MediaFolder media, PublicWeb web, Words words, TimeProvider clock, ILogger<CoverShelf> log)
{
    private const int NewestAtMost = 40;
    private const int AskedAtMost = 100;

    /// <summary>Nobody may fill the disk by asking for one book after another.</summary>
    private const int FetchedADay = 200;
    private const int BytesAtMost = 4 << 20;
    private const int PixelsAtMost = 16_000_000;

    /// <summary>Smaller ones are the blanks that catalogues have in place of a cover.</summary>
    private const int SmallestSide = 40;
    private const int LargestSide = 640;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);
    private static readonly TimeSpan AgainAfterTrouble = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfterNoPicture = TimeSpan.FromDays(30);
    private readonly Channel<string> asked = Channel.CreateBounded<string>(new BoundedChannelOptions(AskedAtMost) { FullMode = BoundedChannelFullMode.DropWrite });
    private DateOnly countedDay;
    private int fetched;

    /// <summary>The cover of a book if it is here already; else it is fetched for the next one who asks.</summary>
    public ShownPicture? Of(TurnContext turn, string bookId)
    {
        if (knowledge.Book(bookId) is not { Cover: { } link } book)
            return null;
        var kept = turn.Store.Get(KeptCover.Covers, KeptCover.IdOf(link));
        if (kept?.Media is { } picture && media.Has(picture))
            return new ShownPicture(picture, words.Say(turn.Lang, "answers", "book.cover", ("title", book.Title)).Trim());
        if (IsDue(kept))
            turn.Store.AfterCommit(() => asked.Writer.TryWrite(bookId));
        return null;
    }

    /// <summary>Runs until cancelled. In a library without covers there is nothing to do.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (await TryFetchNext(cancel))
                await Task.Delay(Pace, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                await UntilAskedOrTime(cancel);
        }
    }

    /// <summary>Fetches one cover; false when none is wanted now.</summary>
    internal async Task<bool> FetchNext()
    {
        if (await Next() is not { } book)
            return false;
        fetched++;
        var kept = await Fetch(book.Cover!);
        await store.Commit(session => session.Put(KeptCover.Covers, kept));
        return true;
    }

    private async Task<bool> TryFetchNext(CancellationToken cancel)
    {
        try
        {
            return await FetchNext();
        }
        // Everything: a cover is never worth a bot that stops.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "Covers could not be fetched; tried again later");
            return false;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task UntilAskedOrTime(CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(Quiet, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            await asked.Reader.WaitToReadAsync(until.Token);
        }
        catch (OperationCanceledException)
        {
            // The newest books are looked at again.
        }
    }

    private async Task<Book?> Next()
    {
        var mayFetch = MayFetch();
        while (asked.Reader.TryRead(out var id))
        {
            // It may have been hidden since it was shown.
            if (mayFetch && knowledge.Book(id) is { Cover: not null } shown && await FirstDue([shown]) is { } due)
                return due;
        }

        return mayFetch ? await FirstDue([.. knowledge.NewestBooks(NewestAtMost).Where(book => book.Cover is not null)]) : null;
    }

    private async Task<Book?> FirstDue(IReadOnlyList<Book> books) => books.Count == 0 ? null
        : await store.Read(reader => books.FirstOrDefault(book => IsDue(reader.Get(KeptCover.Covers, KeptCover.IdOf(book.Cover!)))));

    private bool IsDue(KeptCover? kept) => kept is null || (kept.Media is { } picture ? !media.Has(picture) : kept.AgainAt <= clock.GetUtcNow());

    private bool MayFetch()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (today != countedDay)
            (countedDay, fetched) = (today, 0);
        return fetched < FetchedADay;
    }

    private async Task<KeptCover> Fetch(string link)
    {
        var (now, id) = (clock.GetUtcNow(), KeptCover.IdOf(link));
        try
        {
            var bytes = await web.Fetch(link, BytesAtMost);
            return Drawn(bytes) is { } cover && media.Save(cover) is MediaSaved.Kept kept
                ? new KeptCover(id, now) { Media = kept.Id }
                : new KeptCover(id, now) { AgainAt = now + AgainAfterNoPicture };
        }
        catch (LinkRefused refused)
        {
            log.LogInformation("A cover was not fetched: {Reason}", refused.Message);
            return new KeptCover(id, now) { AgainAt = now + AgainAfterTrouble };
        }
    }

    /// <summary>Null for what is no picture, or none of a cover's size.</summary>
    private static byte[]? Drawn(byte[] bytes) =>
        PictureKind.Of(bytes) is not null && Photograph.Size(bytes) is { } size
        && Math.Min(size.Width, size.Height) >= SmallestSide && (long)size.Width * size.Height <= PixelsAtMost
            ? Photograph.Small(bytes, LargestSide)
            : null;
}
