using LibraryBot.Storage;

namespace LibraryBot.Responses;

/// <summary>What news did to what we know of a comment.</summary>
internal enum Merged
{
    Nothing,
    IsNew,
    HasNewText,
}

/// <summary>Brings news of a comment together with what is known of it: by its id, in any order, however often.</summary>
internal static class CommentMerge
{
    public static (Comment? Comment, Merged What) Take(IStoreSession store, CommentNews news, DateTimeOffset now)
    {
        var known = store.Get(Comment.Comments, news.Id);
        if (known is null && news.Verb == CommentVerb.Removed)
            return Keep(store, Of(news, 0, now).Removed(), Merged.Nothing);
        if (known is null)
            return IsOurs(store, news) ? (null, Merged.Nothing) : Keep(store, Of(news, store.Next("comment"), now), Merged.IsNew);
        if (known.State == CommentState.Removed)
            return (known, Merged.Nothing);
        if (news.Verb == CommentVerb.Removed)
            return Keep(store, known.Removed(), Merged.Nothing);

        var hasNewText = HasNewText(known, news, now);
        var merged = Hidden(Filled(hasNewText ? Rewritten(known, news) : known, news), news) with { MissedAt = null };
        return merged == known ? (known, Merged.Nothing) : Keep(store, merged, hasNewText ? Merged.HasNewText : Merged.Nothing);
    }

    private static (Comment, Merged) Keep(IStoreSession store, Comment comment, Merged what)
    {
        store.Put(Comment.Comments, comment);
        return (comment, what);
    }

    private static Comment Of(CommentNews news, long number, DateTimeOffset now)
    {
        var at = news.At is { } told && told < now ? told : news.ToldAt < now ? news.ToldAt : now;
        var comment = new Comment(news.Network, news.ExternalId, number, news.Post, news.Delivery, at, now)
        {
            Parent = news.Parent,
            AuthorId = news.AuthorId,
            AuthorName = news.AuthorName,
            Text = Comment.Cut(news.Text),
            TextAt = news.Verb == CommentVerb.Added ? at : news.ToldAt,
        };
        return Hidden(comment, news);
    }

    private static bool HasNewText(Comment known, CommentNews news, DateTimeOffset now) =>
        news.Text is not null && news.Verb is CommentVerb.Edited or CommentVerb.Seen && news.ToldAt > known.TextAt
        && now - known.SeenAt < Comment.TextKept && Comment.Cut(news.Text) != known.Text;

    private static Comment Rewritten(Comment known, CommentNews news) =>
        known with { Text = Comment.Cut(news.Text), TextAt = news.ToldAt, Version = known.Version + 1, Proposal = null, Records = [] };

    /// <summary>What was missing when we first heard of it may come later.</summary>
    private static Comment Filled(Comment known, CommentNews news) => !known.IsOpen || known.AuthorId is not null || known.AuthorName is not null ? known
        : known with { AuthorId = news.AuthorId, AuthorName = news.AuthorName };

    private static Comment Hidden(Comment known, CommentNews news)
    {
        bool? hidden = news.Verb switch { CommentVerb.Hidden => true, CommentVerb.Shown => false, CommentVerb.Added => null, _ => news.IsHidden };
        if (hidden is not { } isHidden || news.ToldAt <= known.HiddenAt || isHidden == (known.State == CommentState.Hidden))
            return known;
        return isHidden ? known with { State = CommentState.Hidden, Before = known.State, HiddenAt = news.ToldAt }
            : known with { State = known.Before ?? CommentState.New, Before = null, HiddenAt = news.ToldAt };
    }

    /// <summary>What we wrote ourselves comes back as news, and not always with who wrote it.</summary>
    private static bool IsOurs(IStoreReader store, CommentNews news) => news.Parent is { } parent && news.AuthorId is null
        && Thread(store, Comment.IdOf(news.Network, parent)).Any(act => act.Kind == CommentActKind.Reply && act.Attempts > 0
            && (act.ReplyId == news.ExternalId || act.Text?.Trim() == news.Text?.Trim()));

    /// <summary>What was done about a comment and about those that answer it: all of it stands under the first.</summary>
    private static IEnumerable<CommentAct> Thread(IStoreReader store, string top) =>
        store.Get(Comment.Comments, top) is not { } first ? []
        : store.Find(Comment.Comments, Comment.ByPost, first.Post).Where(one => one.Id == top || one.Parent == first.ExternalId)
            .SelectMany(one => store.Find(CommentAct.Acts, CommentAct.ByComment, one.Id));
}
