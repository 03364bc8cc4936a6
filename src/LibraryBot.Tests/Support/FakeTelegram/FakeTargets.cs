using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Finds the chat and the message that a call means, or the refusal that Telegram has for it.</summary>
internal sealed class FakeTargets(FakeTelegram fake)
{
    private static readonly TimeSpan DeletesWithin = TimeSpan.FromHours(48);

    public FakeChat Chat(FakeArguments arguments)
    {
        var asked = arguments.Text("chat_id");
        if (string.IsNullOrEmpty(asked))
            throw FakeRefusal.Bad("chat_id is empty");
        var chat = fake.FindAny(asked) ?? throw FakeRefusal.Bad("chat not found");
        if (chat.Closed is { } closed)
            throw closed;
        if (arguments.Number("message_thread_id") is { } thread && !chat.Topics.Contains((int)thread))
            throw FakeRefusal.Bad("message thread not found");
        return chat;
    }

    public (FakeChat Chat, FakeMessage Message) ToEdit(FakeArguments arguments)
    {
        var chat = Chat(arguments);
        var message = chat.Find(arguments.Number("message_id")) ?? throw FakeRefusal.Bad("message to edit not found");
        return message.FromBot ? (chat, message) : throw FakeRefusal.Bad("message can't be edited");
    }

    public FakeMessage ToDelete(FakeArguments arguments) => ToDelete(Chat(arguments), arguments.Number("message_id"));

    public FakeMessage ToDelete(FakeChat chat, long? id)
    {
        var message = chat.Find(id) ?? throw FakeRefusal.Bad("message to delete not found");
        var isOld = fake.DeletesOnlyFor48Hours && fake.Now - message.SentAt > DeletesWithin.TotalSeconds;
        // An administrator with the right deletes anyone's, however old.
        return MayAlways(chat) || (!isOld && (message.FromBot || chat is FakePrivateChat)) ? message : throw FakeRefusal.Bad("message can't be deleted");
    }

    public static int? ReplyTo(FakeChat chat, FakeArguments arguments)
    {
        if (arguments.Json("reply_parameters") is not JsonObject reply)
            return (int?)arguments.Number("reply_to_message_id");
        var id = (int?)reply["message_id"];
        if (chat.Find(id) is not null)
            return id;
        return (bool?)reply["allow_sending_without_reply"] == true || reply["ephemeral_message_id"] is not null
            ? null : throw FakeRefusal.Bad("message to be replied not found");
    }

    private static bool MayAlways(FakeChat chat) =>
        chat is FakeGroup && chat.Membership.BotStatus == "administrator" && chat.Membership.May("can_delete_messages");
}
