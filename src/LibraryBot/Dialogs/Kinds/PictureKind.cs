using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>A picture, kept as its media id. The preview shows it; no text can name it.</summary>
internal sealed class PictureKind : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at) => heard.Pictures switch
    {
        [var media, ..] => new Reading.Accepted(media),
        [] when at.Step.Optional && AnswerWords.IsNothing(heard.Text) => new Reading.Accepted(""),
        [] => new Reading.Refused("picture_needed"),
    };

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.Nothing;
}
