using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>The Bot API's methods that a library bot uses, each with the refusals that Telegram has for it.</summary>
internal sealed class FakeMethods
{
    private readonly FakeTelegram fake;
    private readonly FakeTargets targets;
    private readonly FakeSending sending;
    private readonly FakeEditing editing;
    private readonly FakeEphemeral ephemeral;
    private readonly FakeLookups lookups;

    public FakeMethods(FakeTelegram fake)
    {
        this.fake = fake;
        targets = new FakeTargets(fake);
        sending = new FakeSending(fake, targets);
        editing = new FakeEditing(fake, targets);
        ephemeral = new FakeEphemeral(fake, targets, editing);
        lookups = new FakeLookups(fake, targets);
    }

    public async Task<JsonNode> Call(string method, FakeArguments arguments)
    {
        // Method names are case-insensitive.
        if (method.Equals("getUpdates", StringComparison.OrdinalIgnoreCase))
            return await fake.Updates.Get(arguments);
        lock (fake.Guard)
            return Run(method.ToLowerInvariant(), arguments);
    }

    public static FakeRefusal NotFound() => new(404, "Not Found: method not found");

    private JsonNode Run(string method, FakeArguments arguments) => method switch
    {
        "getme" => lookups.Me(),
        "getchat" => lookups.Chat(arguments),
        "getchatmember" => lookups.Member(arguments),
        "getchatadministrators" => lookups.Administrators(arguments),
        "getfile" => lookups.File(arguments),
        "setwebhook" or "deletewebhook" or "getwebhookinfo" => Webhook(method, arguments),
        "sendmessage" => sending.Message(arguments),
        "sendphoto" => sending.Photo(arguments),
        "senddocument" => sending.Document(arguments),
        "sendmediagroup" => sending.Album(arguments),
        "copymessage" => sending.Copy(arguments),
        "sendchataction" => targets.Chat(arguments) is not null,
        "editmessagetext" => editing.Text(arguments),
        "editmessagecaption" => editing.Caption(arguments),
        "editmessagemedia" => editing.Media(arguments),
        "editmessagereplymarkup" => editing.Keyboard(arguments),
        "deletemessage" => editing.Delete(arguments),
        "deletemessages" => editing.DeleteMany(arguments),
        "editephemeralmessagetext" => ephemeral.EditText(arguments),
        "deleteephemeralmessage" => ephemeral.Delete(arguments),
        "answercallbackquery" => fake.Callbacks.Answer(arguments),
        "answerinlinequery" => fake.Inline.Answer(arguments),
        "leavechat" => Leave(arguments),
        _ => Presentation(method, arguments),
    };

    private JsonNode Webhook(string method, FakeArguments arguments) => method switch
    {
        "setwebhook" => fake.Webhook.Set(arguments),
        "deletewebhook" => fake.Webhook.Delete(arguments),
        _ => fake.Webhook.Info(),
    };

    // How the bot looks: menus, name, descriptions.
    private JsonNode Presentation(string method, FakeArguments arguments) => method switch
    {
        "setmycommands" => fake.MenuBook.Set(arguments),
        "getmycommands" => fake.MenuBook.Get(arguments),
        "deletemycommands" => fake.MenuBook.Delete(arguments),
        "setchatmenubutton" => fake.MenuBook.SetButton(arguments),
        "getchatmenubutton" => fake.MenuBook.GetButton(arguments),
        _ when fake.OlderServer => throw NotFound(),
        "setmyname" => fake.Profile.Set(arguments, "name", 64),
        "getmyname" => fake.Profile.Get(arguments, "name"),
        "setmydescription" => fake.Profile.Set(arguments, "description", 512),
        "getmydescription" => fake.Profile.Get(arguments, "description"),
        "setmyshortdescription" => fake.Profile.Set(arguments, "short_description", 120),
        "getmyshortdescription" => fake.Profile.Get(arguments, "short_description"),
        _ => throw NotFound(),
    };

    private JsonNode Leave(FakeArguments arguments)
    {
        if (targets.Chat(arguments) is not FakeGroup group)
            throw FakeRefusal.Bad("chat can't be left");
        group.Closed = FakeRefusal.NotThere(group.Type);
        return true;
    }
}
