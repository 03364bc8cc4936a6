using LibraryBot.Dialogs;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>A post that waits for review, named by its number or picked from the list. The value is its number.</summary>
internal sealed class PostInReview(TurnContext turn) : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at)
    {
        var said = heard.Text.Trim();
        var waiting = Waiting();
        var found = waiting.FirstOrDefault(post => said.TrimStart('#') == post.Id || said == Line(post));
        if (found is not null)
            return new Reading.Accepted(found.Id);
        return waiting.Count == 0
            ? new Reading.Refused("no_such_post")
            : new Reading.Refused("no_such_post", ("said", said));
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. Waiting().Take(8).Select(Line)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = [value] };

    private List<Post> Waiting() =>
        [.. turn.Store.Find(Post.Posts, Post.ByStatus, PostStatus.InReview.ToString()).OrderBy(post => post.Number)];

    private static string Line(Post post) => $"#{post.Id} {post.Title}";
}

/// <summary>The words that go with a request for changes or a rejection; an approval needs none.</summary>
internal sealed class ReviewWords : IAnswerKind
{
    private static readonly IAnswerKind Text = StaticKinds.All["text"].Kind;

    public Reading Read(Heard heard, StepScene at) => Text.Read(heard, at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Text.Show(value, at);

    public bool IsNeeded(StepScene at) => at.Given["decision"] != "approve";
}
