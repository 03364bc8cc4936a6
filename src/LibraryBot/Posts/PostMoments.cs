using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>The words of a post that name its moments, in either language: a channel may show them in the reader's own zone.</summary>
internal static class PostMoments
{
    public static IReadOnlyList<Entity> Of(Flow flow, Given given) =>
    [
        .. flow.Asked.Where(step => step.Kind == StaticKinds.DateTime)
            .Select(step => Moment.Read(given[step.Name])).OfType<Moment>()
            .SelectMany(moment => new[] { Lang.Id, Lang.En }.Select(lang => Entity.Moment(moment.Day(lang), moment.Starts))),
    ];
}
