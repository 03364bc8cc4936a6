using LibraryBot.Channels.Telegram;
using LibraryBot.Dialogs;

namespace LibraryBot.Turns;

/// <summary>The kinds and endings that dialogs/ may name. A test holds that each of them is there in code.</summary>
public static class DialogCatalogue
{
    public static readonly DialogParts Parts = StaticKinds.With(
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["books"] = ["", "title", "author", "call_number"],
            ["whys"] = [""],
            ["event"] = [""],
            ["facts"] = [""],
            ["consent"] = [""],
            ["day"] = [""],
            ["hours"] = [""],
            ["entries"] = ["", "text"],
            ["send_time"] = [""],
            ["poster_alt"] = [""],
            ["crop"] = [""],
            ["ticket"] = [""],
            ["comment"] = [""],
            ["source_link"] = [""],
            ["source_kind"] = [""],
            ["source_set"] = [""],
        },
        ["begin_post", "submit_post", "decide", "pass_on", "answer_ticket", "reply_to_comment", "keep_comment_faq", "keep_unanswered_faq", "begin_series", "add_source"]) with
    {
        WithChoices = [StaticKinds.Choice, StaticKinds.Card, StaticKinds.Details, "crop"],
        Variants = ["facebook", "instagram", "poster", "alt"],
        PostNames = ["hashtags", "lead", "page"],
        Limits =
        [
            new TextLimit("common", "menu.", MenuLine.DescriptionAtMost),
            new TextLimit("telegram", "profile.description", ProfileText.DescriptionAtMost),
            new TextLimit("telegram", "profile.short", ProfileText.ShortDescriptionAtMost),
        ],
    };
}
