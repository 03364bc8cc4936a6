using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>What is kept of a conversation between turns: one document, written once a turn.</summary>
public sealed record Conversation(string Id, ConversationReference Reference)
{
    public static readonly Collection<Conversation> Conversations = new("conversations", conversation => conversation.Id);

    /// <summary>The language that the person chose with /bahasa.</summary>
    public Lang? ChosenLanguage { get; init; }

    /// <summary>The language of the last exchange.</summary>
    public Lang? LastLanguage { get; init; }
    public DialogState? Dialog { get; init; }
    public AskedBefore? Before { get; init; }

    /// <summary>A question that goes to a librarian if the person says yes next.</summary>
    public string? PassOn { get; init; }

    /// <summary>Wrong sign-in codes since the last right one, and when the last was tried.</summary>
    public int WrongCodes { get; init; }
    public DateTimeOffset? WrongCodeAt { get; init; }
}
