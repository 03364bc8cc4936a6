using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>One version of a post as it was handed in, kept for its history.</summary>
/// <param name="Changed">The steps whose answers are not those of the version before, by name.</param>
public sealed record PostVersion(long Post, int Version, string ById, string ByName, DateTimeOffset At, Given Given, string Hash, IReadOnlyList<string> Changed)
{
    public static readonly Collection<PostVersion> Versions = new("post_versions", version => IdOf(version.Post, version.Version));
    public static readonly StoreIndex<PostVersion> ByPost = Versions.ByNumber("post", version => version.Post);

    public static string IdOf(long post, int version) => string.Create(CultureInfo.InvariantCulture, $"{post}.{version}");

    /// <summary>Keeps a version of a post, and what of its answers has changed.</summary>
    public static void Keep(IStoreSession store, Post post, Flow flow, DateTimeOffset at)
    {
        var before = store.Find(Versions, ByPost, post.Number).MaxBy(version => version.Version)?.Given;
        var changed = before is null ? [] : flow.Asked.Where(step => before[step.Name] != post.Given[step.Name]).Select(step => step.Name).ToList();
        store.Put(Versions, new PostVersion(post.Number, post.Version, post.AuthorId, post.AuthorName, at, post.Given, PostHash.Of(post), changed));
    }
}
