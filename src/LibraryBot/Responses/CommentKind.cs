using LibraryBot.Dialogs;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>A comment that a dialog is about. The value is its id; it is said by its number.</summary>
internal sealed class CommentKind(TurnContext turn, CommentCards cards) : IAnswerKind
{
    public const int ReplyAtMost = 1000;

    public Reading Read(Heard heard, StepScene at)
    {
        var said = heard.Text.Trim().TrimStart('#');
        var open = Open().FirstOrDefault(comment => Number(comment) == said);
        return open is null ? new Reading.Refused("no_such_comment", ("said", heard.Text)) : new Reading.Accepted(open.Id);
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. Open().Take(8).Select(comment => "#" + Number(comment))];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = [value.Length > 0 && turn.Store.Get(Comment.Comments, value)?.Text is { } text ? text : cards.Say(at.Lang, "no_text")],
    };

    private IEnumerable<Comment> Open() => turn.Store.Find(Comment.Comments, Comment.ByState, CommentState.New.ToString()).Where(comment => comment.Act is null).OrderBy(comment => comment.Number);

    private static string Number(Comment comment) => comment.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
