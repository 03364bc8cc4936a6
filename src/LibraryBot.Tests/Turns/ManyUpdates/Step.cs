using CsCheck;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>What may happen to a bot between two moments.</summary>
internal abstract record Step
{
    private const int Chats = FlakyNetwork.FirstWebChat + 2;

    /// <summary>Somebody sends something in a chat.</summary>
    internal sealed record Says(int Chat, MessageKind Kind) : Step;

    /// <summary>The network brings a batch: of each chat named the next that was not acknowledged, or something old once more.</summary>
    internal sealed record Brings(IReadOnlyList<Pick> Picks) : Step
    {
        public override string ToString() => $"Brings {string.Join(' ', Picks)}";
    }

    /// <summary>The process is killed at a commit that is still to come.</summary>
    internal sealed record IsKilled(int AfterCommits, bool Saved) : Step;

    /// <summary>Some commits to come save nothing.</summary>
    internal sealed record HasNoRoom(int Commits) : Step;

    /// <summary>Everything under way comes to its end.</summary>
    internal sealed record Rests : Step;

    public static Gen<Step> Any { get; } = Gen.Frequency(
        (10, Gen.Select(Gen.Int[0, Chats - 1], AnyKind(), Step (chat, kind) => new Says(chat, kind))),
        (12, AnyPick().Array[1, 6].Select(Step (picks) => new Brings(picks))),
        (1, Gen.Select(Gen.Int[0, 12], Gen.Bool, Step (commits, saved) => new IsKilled(commits, saved))),
        (1, Gen.Int[1, 4].Select(Step (commits) => new HasNoRoom(commits))),
        (2, Gen.Const<Step>(new Rests())));

    private static Gen<Pick> AnyPick() => Gen.Select(Gen.Int[0, Chats - 1], Gen.Int[-2, 40], (chat, old) => new Pick(chat, old > 12 ? -1 : old));

    private static Gen<MessageKind> AnyKind() => Gen.Frequency(
        (12, Gen.Const(MessageKind.Note)),
        (4, Gen.Const(MessageKind.Twice)),
        (2, Gen.Const(MessageKind.Shaky)),
        (1, Gen.Const(MessageKind.Broken)),
        (1, Gen.Const(MessageKind.NotForUs)),
        (1, Gen.Const(MessageKind.Unreadable)));
}

/// <param name="Old">How far back among what the chat brought before; below zero: what it has not brought yet.</param>
internal sealed record Pick(int Chat, int Old)
{
    public override string ToString() => Old < 0 ? $"{Chat}" : $"{Chat}~{Old}";
}

internal enum MessageKind
{
    /// <summary>Is noted and answered once.</summary>
    Note,

    /// <summary>Is noted and answered in two messages.</summary>
    Twice,

    /// <summary>Fails twice before it goes like a note.</summary>
    Shaky,

    /// <summary>Fails for ever: it is put aside, and the person is told.</summary>
    Broken,

    /// <summary>An edit of a channel's post, which the bot takes no notice of.</summary>
    NotForUs,

    /// <summary>Of a shape that nobody knows.</summary>
    Unreadable,
}
