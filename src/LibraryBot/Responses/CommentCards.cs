using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>Comments, and what is done about them, as staff see them in chat.</summary>
internal sealed class CommentCards(TurnHouse house, CommentWays ways)
{
    public const string Folder = "comments";
    private const int QuotedAtMost = 1000;
    private const int LineAtMost = 80;

    /// <summary>A comment with its post, what the records answer, and what can be done.</summary>
    public Activity Card(IStoreSession store, Comment comment, Lang lang)
    {
        var text = Say(lang, comment.Version > 1 ? "card.changed" : "card", [.. Named(store, comment, lang), ("who", Who(comment, lang)), ("text", Quoted(comment, lang))]);
        if (comment.State == CommentState.PassedOn)
            text += "\n" + Say(lang, "card.passed", ("by", comment.DealtBy ?? ""));
        if (comment.Proposal is { } proposal)
            text += "\n\n" + Say(lang, "card.proposal", ("records", ways.TitlesOf(comment.Records) is { Count: > 0 } titles ? string.Join("; ", titles) : Say(lang, "records.hours")), ("reply", proposal));
        return Message.Card(text, Buttons(store, comment, lang));
    }

    /// <summary>What a librarian wants to do, for somebody who decides.</summary>
    public Activity Approval(IStoreSession store, Comment comment, CommentAct act, Lang lang)
    {
        var key = act.Text is null ? "approval." + Key(act.Kind) : "approval.reply." + Key(act.Kind);
        var text = Say(lang, key, [.. Named(store, comment, lang), ("by", act.ByName), ("text", Quoted(comment, lang)), ("reply", act.Text ?? "")]);
        return Message.Card(text, [Press(store, act, lang, "approve", "positive"), Press(store, act, lang, "decline")]);
    }

    /// <summary>What became of something, for who wanted it.</summary>
    public Activity Outcome(IStoreSession store, Comment comment, CommentAct act, Lang lang, bool mayKeep)
    {
        switch (act.State)
        {
            case CommentActState.Done:
                return Message.Card(Say(lang, $"done.{Key(act.Kind)}", Named(store, comment, lang)), After(store, comment, act, lang, mayKeep));
            case CommentActState.NeedsHuman:
                return Message.Card(Say(lang, "why." + act.Why, [.. Named(store, comment, lang), ("reply", act.Text ?? "")]), [Press(store, act, lang, "there"), Press(store, act, lang, "again")]);
            case CommentActState.Refused:
                return Message.Card(Say(lang, "refused", [.. Named(store, comment, lang), ("what", Say(lang, "what." + Key(act.Kind))), ("why", Say(lang, "why." + act.Why))]), comment.State == CommentState.Removed ? [] : [Press(store, comment, lang, "show")]);
            default:
                return Message.Of(Say(lang, "why." + act.Why, Named(store, comment, lang)));
        }
    }

    /// <summary>One line for a list.</summary>
    public string Line(IStoreReader store, Comment comment, Lang lang) => Say(lang, "list.line", [.. Named(store, comment, lang), ("text", Shortened(comment.Text ?? Say(lang, "no_text"), LineAtMost))]);

    public CardAction Press(IStoreSession store, Comment comment, Lang lang, string verb, string? words = null) =>
        Button.For(store, words ?? Say(lang, "buttons." + verb), "comment." + verb, comment.Id, comment.Version, house.Clock.GetUtcNow());

    public string Say(Lang lang, string key, params IEnumerable<(string Name, string Value)> values) => house.Book.Words.Say(lang, Folder, key, [.. values]).Trim();

    public IEnumerable<(string, string)> Named(IStoreReader store, Comment comment, Lang lang)
    {
        var post = ways.PostOf(store, comment);
        return
        [
            ("number", Number(comment.Number)), ("network", Say(lang, "network." + comment.Network)), ("post", Number(post.Number)), ("title", post.Title),
            ("link", post.Link ?? Say(lang, "no_link")),
        ];
    }

    public static string Key(CommentActKind kind) => kind switch
    {
        CommentActKind.Reply => "public",
        CommentActKind.PrivateReply => "private",
        CommentActKind.Hide => "hide",
        _ => "unhide",
    };

    private CardAction Press(IStoreSession store, CommentAct act, Lang lang, string verb, string? style = null) =>
        Button.For(store, Say(lang, "buttons." + verb), "comment_act." + verb, act.Id, 1, house.Clock.GetUtcNow(), new ButtonRules(Style: style));

    private IReadOnlyList<CardAction> Buttons(IStoreSession store, Comment comment, Lang lang)
    {
        if (comment.State == CommentState.Hidden)
            return [Press(store, comment, lang, "unhide")];
        if (!comment.IsOpen || comment.Act is not null)
            return [];
        string[] verbs = comment.Proposal is null ? ["reply", "hide", "pass", "leave"]
            : comment.TakesPrivateReply(house.Clock.GetUtcNow()) ? ["send", "private", "edit", "hide", "pass", "leave"]
            : ["send", "edit", "hide", "pass", "leave"];
        return [.. verbs.Select(verb => Press(store, comment, lang, verb))];
    }

    private IReadOnlyList<CardAction> After(IStoreSession store, Comment comment, CommentAct act, Lang lang, bool mayKeep) => act.Kind switch
    {
        CommentActKind.Reply when mayKeep && comment.Text is not null => [Press(store, act, lang, "keep")],
        CommentActKind.Hide => [Press(store, comment, lang, "unhide")],
        _ => [],
    };

    private string Who(Comment comment, Lang lang) => comment.AuthorName is { Length: > 0 } name ? Shortened(name, LineAtMost) : Say(lang, "somebody");

    private string Quoted(Comment comment, Lang lang) => comment.Text is { Length: > 0 } text ? Shortened(text, QuotedAtMost) : Say(lang, "no_text");

    private static string Shortened(string text, int most)
    {
        var line = most == LineAtMost ? text.ReplaceLineEndings(" ") : text;
        return line.Length <= most ? line : Comment.Cut(line, most) + "…";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
