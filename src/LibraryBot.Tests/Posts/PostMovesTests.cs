using LibraryBot.Posts;

namespace LibraryBot.Tests.Posts;

public sealed class PostMovesTests
{
    private const string Diagram = """
        Draft -submit-> InReview
        InReview -approve-> Approved
        InReview -send back-> ChangesRequested
        InReview -reject-> Rejected
        InReview -withdraw-> Withdrawn
        ChangesRequested -submit-> InReview
        ChangesRequested -withdraw-> Withdrawn
        Approved -publish-> Published
        Approved -withdraw-> Withdrawn
        """;

    [Fact]
    public void The_life_of_a_post_is_this_and_nothing_else() =>
        Assert.Equal(Diagram, string.Join('\n', PostMoves.Allowed.Select(move => $"{move.From} -{move.Verb}-> {move.To}")));

    [Fact]
    public void Only_an_approved_post_becomes_public() =>
        Assert.All(PostMoves.Allowed.Where(move => move.To == PostStatus.Published), move => Assert.Equal(PostStatus.Approved, move.From));

    [Fact]
    public void What_is_over_stays_over() =>
        Assert.DoesNotContain(PostMoves.Allowed, move => move.From is PostStatus.Published or PostStatus.Rejected or PostStatus.Withdrawn);
}
