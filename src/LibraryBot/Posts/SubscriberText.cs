using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Responses;

namespace LibraryBot.Posts;

/// <summary>
/// A post as its subscribers get it: in their language where its approver saw it in that language too, and with a line that
/// says why it comes to them.
/// </summary>
internal static class SubscriberText
{
    public static string Of(Post post, Lang lang, Words words)
    {
        var text = lang == post.Lang ? post.Text : post.OtherText ?? post.Text;
        return $"{text.TrimEnd('\n')}\n\n{Because(lang, post, words)}";
    }

    private static string Because(Lang lang, Post post, Words words) =>
        words.Say(lang, "broadcast", "because", ("topic", words.Say(lang, "broadcast", "topic." + Topic.OfKind(post.Kind)).Trim())).Trim();
}
