using LibraryBot.Publishing;

namespace LibraryBot.Posts;

/// <summary>What a post says and shows in one network, exactly as it is sent there.</summary>
public sealed record NetworkPost(string Text, IReadOnlyList<Picture> Pictures)
{
    public bool IsSame(NetworkPost other) => Text == other.Text && Pictures.SequenceEqual(other.Pictures);
}
