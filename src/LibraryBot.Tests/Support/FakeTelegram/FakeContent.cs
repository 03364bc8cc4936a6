using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What a person's message holds.</summary>
internal static class FakeContent
{
    public static JsonObject Text(string text) => new() { ["text"] = text };

    public static JsonObject Photo(FakeTelegram fake, byte[] bytes, string? caption) =>
        Captioned(new() { ["photo"] = FakeMessage.PhotoSizes(fake.Files.Keep(bytes), bytes.Length) }, caption);

    /// <summary>A file, as someone sends a picture "without compression".</summary>
    public static JsonObject Document(FakeTelegram fake, byte[] bytes, string name, string mime, string? caption)
    {
        var id = fake.Files.Keep(bytes);
        return Captioned(
            new()
            {
                ["document"] = new JsonObject
                {
                    ["file_id"] = id, ["file_unique_id"] = id + "-u", ["file_name"] = name, ["mime_type"] = mime, ["file_size"] = bytes.Length,
                },
            },
            caption);
    }

    public static JsonObject Voice(FakeTelegram fake)
    {
        var id = fake.Files.Keep([1]);
        return new() { ["voice"] = new JsonObject { ["file_id"] = id, ["file_unique_id"] = id + "-u", ["duration"] = 3 } };
    }

    /// <summary>The same, forwarded from elsewhere.</summary>
    public static JsonObject Forwarded(JsonObject content, FakeOrigin origin, long now)
    {
        content["forward_origin"] = origin.Json(now);
        return content;
    }

    private static JsonObject Captioned(JsonObject content, string? caption)
    {
        if (caption is not null)
            content["caption"] = caption;
        return content;
    }
}

/// <summary>Where a forwarded message came from: every kind that Telegram has.</summary>
public abstract record FakeOrigin
{
    public sealed record User(FakeUser By) : FakeOrigin;

    /// <summary>Someone who hides the account behind forwards.</summary>
    public sealed record Hidden(string Name) : FakeOrigin;

    /// <summary>An anonymous administrator, or a channel that wrote in a group.</summary>
    public sealed record Chat(FakeGroup By) : FakeOrigin;

    public sealed record Channel(FakeGroup By, int MessageId) : FakeOrigin;

    internal JsonObject Json(long now)
    {
        var json = this switch
        {
            User(var by) => new JsonObject { ["type"] = "user", ["sender_user"] = by.Json() },
            Hidden(var name) => new JsonObject { ["type"] = "hidden_user", ["sender_user_name"] = name },
            Chat(var by) => new JsonObject { ["type"] = "chat", ["sender_chat"] = by.Json() },
            Channel(var by, var id) => new JsonObject { ["type"] = "channel", ["chat"] = by.Json(), ["message_id"] = id },
            _ => throw new InvalidOperationException("Telegram has no other kind of origin."),
        };
        json["date"] = now - 60;
        return json;
    }
}
