using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Messages in a group that one person alone sees (Bot API 10.2). An older server sends them to all: it does not know the field.</summary>
internal sealed class FakeEphemeral(FakeTelegram fake, FakeTargets targets, FakeEditing editing)
{
    public static FakeUser? Receiver(FakeTelegram fake, FakeChat chat, FakeArguments arguments)
    {
        if (fake.OlderServer || arguments.Json("ephemeral_message_parameters") is not JsonObject asked)
            return null;
        if (chat is not FakeGroup { Type: "group" or "supergroup" })
            throw FakeRefusal.Bad("ephemeral messages can be sent only to groups and supergroups");
        if ((string?)asked["callback_query_id"] is { } callback && !fake.Callbacks.IsOpen(callback))
            throw FakeRefusal.Bad("query is too old and response timeout expired or query ID is invalid");
        return chat.Membership.Person((long?)asked["receiver_user_id"] ?? 0) ?? throw FakeRefusal.Bad("invalid receiver_user_id specified");
    }

    public JsonNode EditText(FakeArguments arguments)
    {
        editing.ChangeText(Find(arguments, "edit"), arguments);
        return true;
    }

    public JsonNode Delete(FakeArguments arguments)
    {
        Find(arguments, "delete").Deleted = true;
        return true;
    }

    private FakeMessage Find(FakeArguments arguments, string verb) =>
        fake.OlderServer
            ? throw FakeMethods.NotFound()
            : targets.Chat(arguments).FindEphemeral(arguments.Number("ephemeral_message_id"), arguments.Number("receiver_user_id"))
                ?? throw FakeRefusal.Bad($"message to {verb} not found");
}
