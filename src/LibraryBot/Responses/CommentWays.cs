using LibraryBot.Answers;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Responses;

/// <summary>What other parts of the house do for the comments: they know posts and records, this part does not.</summary>
/// <param name="PostOf">The post that a comment stands under.</param>
/// <param name="TitlesOf">The titles of records, by their ids; opening hours have none.</param>
/// <param name="Keep">Keeps an answered question among the records, from the commit on.</param>
/// <param name="Wake">There is something to do at a network. Called once it is committed.</param>
public sealed record CommentWays(
    Func<IStoreReader, Comment, CommentedPost> PostOf,
    Func<IReadOnlyList<string>, IReadOnlyList<string>> TitlesOf,
    Action<IStoreSession, KeptQuestion> Keep,
    Action<string> Wake);

/// <summary>A post as its comments are shown with.</summary>
/// <param name="Link">Where it stands at the network.</param>
/// <param name="About">The one record that it announces, for questions that lean on it.</param>
public sealed record CommentedPost(long Number, string Title, string? Link, AskedBefore? About);

/// <summary>A question that was answered under a post, for those who ask it next.</summary>
public sealed record KeptQuestion(string Id, string Question, string Answer, Lang Lang);
