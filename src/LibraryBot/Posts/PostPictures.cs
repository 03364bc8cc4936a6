using System.Globalization;
using System.Text.Json;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.OutsideWeb;
using LibraryBot.Posters;
using LibraryBot.Publishing;
using LibraryBot.Turns;
using PictureKind = LibraryBot.Dialogs.Kinds.PictureKind;

namespace LibraryBot.Posts;

/// <summary>The pictures of a post.</summary>
/// <param name="LacksPicture">One of its photos cannot be read any more.</param>
internal sealed record DrawnPictures(IReadOnlyList<Picture> Pictures, bool LacksPicture);

/// <summary>
/// Makes the pictures of a post from its answers: photos as they were sent, a poster that is painted of its words, both with words
/// for those who do not see them. What is shown in the preview is the file that is sent.
/// </summary>
/// <param name="link">Where the library's bot is reached from outside; null: nobody has said.</param>
internal sealed class PostPictures(MediaFolder media, Brand brand, Func<string?> link)
{
    private const string Portrait = "portrait";

    /// <summary>What Instagram takes without cutting it itself (developers.facebook.com/docs/instagram-platform, image specifications).</summary>
    private const double Narrowest = 0.8;
    private const double Widest = 1.91;
    private const double Rounding = 0.005;

    /// <summary>More than this Facebook does not take of a picture.</summary>
    private const int PhotoBytesAtMost = 3_900_000;
    private readonly RecentlyUsed<string> painted = new(100);

    public DrawnPictures Of(Given given, PosterWords words)
    {
        var photos = PictureKind.Media(given[PostSteps.Picture]);
        var lacks = photos.Any(photo => !IsThere(photo));
        var alts = AltTextKind.Lines(given[AltTextKind.Of(PostSteps.Picture)]);
        if (CardKind.Card(given, PostSteps.Picture) is not { } card)
            return new DrawnPictures([.. photos.Select((photo, at) => new Picture(Plain(photo), alts.ElementAtOrDefault(at)))], lacks);
        var poster = Poster(given, words, card == Portrait ? PosterShape.Portrait : PosterShape.Square, photos.Count > 0 ? photos[0] : null);
        return new DrawnPictures([poster, .. photos.Skip(1).Select((photo, at) => new Picture(Plain(photo), alts.ElementAtOrDefault(at)))], lacks);
    }

    /// <summary>Instagram shows no post without a picture, and only JPEG within certain shapes: it gets a poster where there is nothing else, and photos cut to fit.</summary>
    public IReadOnlyList<Picture> ForInstagram(DrawnPictures drawn, Given given, PosterWords words)
    {
        if (drawn.Pictures.Count == 0)
            return [Poster(given, words, PosterShape.Portrait, null)];
        // An album has one shape: that of its first picture.
        var ratio = Shape(drawn.Pictures[0]) is { } first ? Math.Clamp(first, Narrowest, Widest) : 1;
        return [.. drawn.Pictures.Select(picture => picture with { Media = Fitted(picture, ratio, given[PostSteps.Crop]) ?? picture.Media })];
    }

    /// <summary>What goes out of a photo: without the place and the device that a camera writes into it.</summary>
    private string Plain(string photo) => Once("plain " + photo, () => media.Read(photo) is { } bytes ? Photograph.Plain(bytes, PhotoBytesAtMost) : null) ?? photo;

    private double? Shape(Picture picture) => media.Read(picture.Media) is { } bytes && Photograph.Size(bytes) is { } size ? (double)size.Width / size.Height : null;

    /// <summary>Null: it fits as it is, or cannot be read.</summary>
    private string? Fitted(Picture picture, double ratio, string? crop)
    {
        if (Path.GetExtension(picture.Media) == ".jpg" && Shape(picture) is { } shape && Math.Abs(shape - ratio) <= Rounding)
            return null;
        return Once($"{picture.Media} {ratio.ToString(CultureInfo.InvariantCulture)} {crop}", () => media.Read(picture.Media) is not { } bytes ? null
            : crop == "whole" ? Photograph.Whole(bytes, ratio, brand.Colour)
            : Photograph.Cropped(bytes, ratio, Enum.TryParse<CropAnchor>(crop, ignoreCase: true, out var anchor) ? anchor : CropAnchor.Centre));
    }

    private Picture Poster(Given given, PosterWords words, PosterShape shape, string? photo)
    {
        var content = new PosterContent(words.KindName, words.Title)
        {
            Eyebrow = words.Kind,
            Date = Moment.Read(given["starts_at"]) is { } moment ? Date(moment, words.Lang) : null,
            Place = given["place"],
            Lines = words.Lines,
            Link = Address(given["sign_up"]) ?? words.Page ?? link(),
            LinkWords = words.LinkWords,
        };
        var id = Once($"{JsonSerializer.Serialize(content)} {shape} {photo} {words.Library}", () =>
            new PosterPainter(brand, words.Library).Paint(content with { Photo = photo is null ? null : media.Read(photo) }, shape));
        return new Picture(id ?? throw new InvalidOperationException("A poster could not be kept."), given[PostSteps.PosterAlt] ?? words.Alt);
    }

    private static PosterDate Date(Moment moment, Lang lang)
    {
        var (weekday, rest) = moment.Day(lang).Split(", ", 2) is [var first, var second] ? (first, second) : ("", moment.Day(lang));
        var parts = rest.Split(' ', 2);
        var hours = moment.EndHour(lang) is { Length: > 0 } end ? $"{moment.Hour(lang)}-{end}" : moment.Hour(lang);
        return new PosterDate(weekday, parts[0], parts.ElementAtOrDefault(1) ?? "", $"{hours} {moment.Zone}");
    }

    /// <summary>The first address in a text.</summary>
    private static string? Address(string? text) => (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.TrimEnd('.', ',', ')'))
        .FirstOrDefault(word => WebLink.Of(word) is not null);

    /// <summary>Made and kept once; what asks for the same again gets the same file.</summary>
    private string? Once(string key, Func<byte[]?> make)
    {
        if (painted.TryGet(key, out var known) && IsThere(known))
            return known;
        if (make() is not { } bytes || media.Save(bytes) is not MediaSaved.Kept kept)
            return null;
        painted.Set(key, kept.Id);
        return kept.Id;
    }

    private bool IsThere(string id)
    {
        using var bytes = media.Open(id)?.Bytes;
        return bytes is not null;
    }
}
