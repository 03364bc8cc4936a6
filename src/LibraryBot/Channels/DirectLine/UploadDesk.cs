using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LibraryBot.Channels.DirectLine;

/// <summary>
/// Takes pictures, and of the staff other files too: multipart parts in their order, with at most one "activity" part that says the words to them.
/// The query's userId is not looked at; who speaks is in the token.
/// </summary>
internal sealed class UploadDesk(ConversationDesk conversations, DirectLineDoor door, DirectLineMeter meter, MediaFolder media, SentFiles sent, ILibraryStore store)
{
    private const int AroundTheFiles = 512 * 1024;
    private static readonly DirectLineError NotMultipart = DirectLineError.BadBody("An upload is multipart/form-data with at least one file.");
    private static readonly DirectLineError NotAPicture = new(415, "UnsupportedMediaType", "Pictures only: JPEG, PNG, GIF or WebP. Other files are taken of signed-in staff.");

    public async Task<IResult> Upload(HttpContext http)
    {
        if (door.Check(http, out var token, TokenPurpose.Chat) is { } refused)
            return refused;
        if (meter.Upload(http, token) is { } wait)
            return wait;

        var isOfStaff = await IsOfStaff(token);
        LimitBody(http, BytesAtMost(isOfStaff));
        var parts = new UploadedParts(isOfStaff);
        return await TryRead(http, parts) ?? Keep(parts) ?? await conversations.Take(token, parts.AsActivity());
    }

    private Task<bool> IsOfStaff(DirectLineToken token) =>
        store.Read(reader => Staff.Of(reader, new ConversationReference(DirectLineChannel.ChannelId, token.ConversationId, token.UserId)).IsStaff);

    private static int BytesAtMost(bool isOfStaff) => isOfStaff ? DirectLineLimits.StaffUploadBytes : DirectLineLimits.UploadBytes;

    private static async Task<IResult?> TryRead(HttpContext http, UploadedParts parts)
    {
        try
        {
            return await Read(http, parts);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return DirectLineError.TooBig;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return NotMultipart;
        }
    }

    private static async Task<DirectLineError?> Read(HttpContext http, UploadedParts parts)
    {
        if (BoundaryOf(http.Request) is not { } boundary)
            return NotMultipart;

        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            var refused = IsActivity(section)
                ? await ReadActivity(section, parts, http.RequestAborted)
                : await ReadFile(section, parts, http.RequestAborted);
            if (refused is not null)
                return refused;
        }

        return parts.Read.Count > 0 ? null : NotMultipart;
    }

    private static async Task<DirectLineError?> ReadActivity(MultipartSection section, UploadedParts parts, CancellationToken stop)
    {
        if (await RequestBody.ReadAtMost(section.Body, DirectLineLimits.ActivityBytes, stop) is not { } json)
            return DirectLineError.TooBig;
        switch (PostedActivity.Read(json))
        {
            case PostedActivity.Bad bad:
                return bad.Error;
            case PostedActivity.Good good:
                parts.Words = good.Activity;
                break;
        }

        return null;
    }

    private static async Task<DirectLineError?> ReadFile(MultipartSection section, UploadedParts parts, CancellationToken stop)
    {
        if (parts.Read.Count == DirectLineLimits.FilesPerUpload || await RequestBody.ReadAtMost(section.Body, BytesAtMost(parts.AreOfStaff), stop) is not { } bytes)
            return DirectLineError.TooBig;
        parts.Read.Add((bytes, FileName(section)));
        return null;
    }

    /// <summary>Once all of it has come: what the disk does then is no fault of the upload.</summary>
    private DirectLineError? Keep(UploadedParts parts)
    {
        foreach (var (bytes, name) in parts.Read)
        {
            switch (media.Save(bytes))
            {
                case MediaSaved.Kept kept:
                    parts.Add(kept, name);
                    break;
                case var _ when parts.AreOfStaff && bytes.Length > 0 && PictureKind.Of(bytes) is null:
                    parts.Add(SentFile.Attached(sent.Save(bytes, name), name));
                    break;
                case MediaSaved.TooBig:
                    return DirectLineError.TooBig;
                default:
                    return NotAPicture;
            }
        }

        return null;
    }

    // Browsers send the activity as a Blob, which makes it a "file": its type or its name tells it apart.
    private static bool IsActivity(MultipartSection section) =>
        section.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) == true
        || (section.GetContentDispositionHeader()?.Name is { } name && HeaderUtilities.RemoveQuotes(name) == "activity");

    private static string? FileName(MultipartSection section)
    {
        var header = section.GetContentDispositionHeader();
        var name = HeaderUtilities.RemoveQuotes(header?.FileNameStar.HasValue == true ? header.FileNameStar : header?.FileName ?? default).Value;
        var visible = new string([.. (name ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]);
        return visible.Length == 0 ? null : visible[..Math.Min(visible.Length, 120)];
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 100 } boundary
            ? boundary.Value
            : null;

    private static void LimitBody(HttpContext http, int bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = bytes + AroundTheFiles;
    }

    private sealed class UploadedParts(bool areOfStaff)
    {
        private readonly List<Attachment> files = [];

        public bool AreOfStaff { get; } = areOfStaff;

        public Activity? Words { get; set; }

        /// <summary>The files as they came, with the names that the sender gave them.</summary>
        public List<(byte[] Bytes, string? Name)> Read { get; } = [];

        public void Add(MediaSaved.Kept kept, string? name) => Add(new Attachment
        {
            ContentType = kept.ContentType,
            ContentUrl = MediaLinks.Scheme + kept.Id,
            Name = name,
        });

        public void Add(Attachment file) => files.Add(file);

        /// <summary>The files are what was uploaded, not what the activity part claims.</summary>
        public Activity AsActivity() => (Words ?? new Activity()) with { Attachments = files };
    }
}
