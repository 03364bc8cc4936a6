using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Media;
using PictureKind = LibraryBot.Dialogs.Kinds.PictureKind;
using LibraryBot.Publishing;

namespace LibraryBot.Posts;

/// <summary>The pictures of a post.</summary>
/// <param name="LacksPicture">One of its photos cannot be read any more.</param>
internal sealed record DrawnPictures(IReadOnlyList<Picture> Pictures, bool LacksPicture = false);

/// <summary>Makes the pictures of a post from its answers: photos as they were sent, a poster that is painted of its words, both with words for those who do not see them.</summary>
internal sealed class PostPictures(MediaFolder media)
{
    public DrawnPictures Of(Flow flow, Given given, PosterWords words)
    {
        _ = media;
        var alts = AltTextKind.Lines(given[AltTextKind.Of(PostSteps.Picture)]);
        return new DrawnPictures([.. PictureKind.Media(given[PostSteps.Picture]).Select((id, at) => new Picture(id, alts.ElementAtOrDefault(at)))]);
    }

    public IReadOnlyList<Picture> ForInstagram(IReadOnlyList<Picture> pictures, Given given) => pictures;
}
