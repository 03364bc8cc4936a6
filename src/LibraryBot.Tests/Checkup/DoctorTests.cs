using LibraryBot.Activities;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Checkup;

public sealed class DoctorTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly TypedHere here = new();

    [Fact]
    public async Task A_library_in_order_has_no_fault_and_hears_what_was_looked_at()
    {
        await InOrder();

        var looked = await here.Run("doctor");

        Assert.Equal((0, ""), (looked.Exit, looked.Errors));
        Assert.StartsWith("No fault was found.", looked.Output);
        string[] names = ["settings", "public address", "time zone", "dialogs", "data folder", "disk space", "store files", "indexes", "store size", "backups", "journal", "record", "quarantine", "replies", "deliveries", "owner", "approvers", "telegram"];
        Assert.All(names, name => Assert.Contains($"\n- {name}: ", looked.Output));
    }

    [Fact]
    public async Task The_doctor_changes_nothing_and_leaves_nothing()
    {
        await InOrder();
        here.FlipBit("data/library.db", 9000);
        var before = here.Contents();

        var looked = await here.Run("doctor");

        Assert.Equal(1, looked.Exit);
        Assert.Contains("store files: 1 pages of", looked.Output);
        Assert.Equal(before, here.Contents());
    }

    [Fact]
    public async Task A_store_that_is_gone_is_a_fault_and_stays_gone()
    {
        await InOrder();
        File.Delete(here.File("data/library.db"));

        Assert.Contains("library.db is gone", (await here.Run("doctor")).Output);
        Assert.False(File.Exists(here.File("data/library.db")));
    }

    [Fact]
    public async Task A_damaged_journal_is_a_fault()
    {
        await InOrder();
        await here.Import("Zaitun");
        await here.Import("Belimbing");
        var segment = JournalSegment.In(here.File("data/journal")).Last(one => new FileInfo(one.Path).Length > 100).Path;
        File.WriteAllText(segment, "nonsense\n" + File.ReadAllText(segment));

        Assert.Contains("journal: ", Faults(await here.Run("doctor")));
    }

    [Fact]
    public async Task Where_nothing_is_yet_the_doctor_says_what_to_do_first()
    {
        var looked = await here.Run("doctor");

        Assert.Equal(1, looked.Exit);
        Assert.Contains("There is no folder " + here.Data, looked.Output);
        Assert.False(Directory.Exists(here.Data));
    }

    [Fact]
    public async Task Settings_and_dialogs_that_are_refused_are_faults_among_others()
    {
        await InOrder();
        await File.WriteAllTextAsync(here.File("appsettings.json"), """{ "Telegram": { "Tokn": "123:SECRET" } }""");
        Directory.CreateDirectory(here.File("dialogs/common"));
        await File.WriteAllTextAsync(here.File("dialogs/common/id.yaml"), "hello: no bar\n");

        var faults = Faults(await here.Run("doctor"));

        Assert.Contains("settings: The setting Telegram:Tokn is not known", faults);
        Assert.Contains("dialogs: dialogs/common/id.yaml:1", faults.Replace('\\', '/'));
        Assert.DoesNotContain("SECRET", faults);
    }

    [Fact]
    public async Task A_backup_that_cannot_be_opened_is_a_fault()
    {
        await InOrder();
        await File.WriteAllTextAsync(here.File("data/backups/20200101T000000Z.zip"), "rubbish");

        Assert.Contains("20200101T000000Z.zip cannot be opened", Faults(await here.Run("doctor")));
    }

    [Fact]
    public async Task No_backup_is_no_fault_in_the_first_hour_of_a_store_whose_journal_has_all_of_it()
    {
        await InOrder();
        Directory.Delete(here.File("data/backups"), recursive: true);
        Assert.Equal(0, (await here.Run("doctor")).Exit);

        File.Delete(JournalSegment.In(here.File("data/journal"))[0].Path);

        Assert.Contains("There is no backup", Faults(await here.Run("doctor")));
    }

    [Fact]
    public async Task An_old_backup_is_a_fault_only_when_something_came_after_it()
    {
        await InOrder(backupFrom: Now.AddDays(-3));
        Assert.Equal(0, (await here.Run("doctor")).Exit);

        await here.Import("Zaitun");

        Assert.Contains("more than a day ago", Faults(await here.Run("doctor")));
    }

    [Fact]
    public async Task What_waits_is_named_with_its_number_and_age()
    {
        await InOrder();
        await InStore(session =>
        {
            session.Put(Quarantined.Rows, new Quarantined("telegram|1", "telegram", "{", "An odd\nshape.", Now.AddDays(-2)));
            session.Put(Quarantined.Rows, new Quarantined("telegram|2", "telegram", "{", "Old.", Now.AddDays(-20)));
            session.Put(OutboxRow.Rows, new OutboxRow(1, new ConversationReference("telegram", "c", "u"), new Activity { Text = "halo" }, Now.AddHours(-2)));
            session.Put(Delivery.Deliveries, new Delivery { Post = 12, Version = 1, DestinationId = "telegram:1", Kind = "telegram", DestinationName = "Grup Baca", Address = "1", Text = "x", DueAt = Now.AddHours(-5), State = DeliveryState.NeedsHuman });
        });

        var faults = Faults(await here.Run("doctor"));

        Assert.Contains("quarantine: 2 messages", faults);
        Assert.Contains("the newest: An odd shape.", faults);
        Assert.Contains("replies: 1 reply to telegram has waited", faults);
        Assert.Contains("post #12 reached Grup Baca", faults);
    }

    [Fact]
    public async Task A_record_that_somebody_changed_by_hand_is_a_fault_with_the_number_of_its_line()
    {
        await InOrder();
        await InStore(session =>
        {
            for (var line = 0; line < 4; line++)
                AuditLine.Add(session, "p1", "Sri", "submit", null, Now);
        });
        Assert.Contains("- record: 4 lines, each fits the one before", (await here.Run("doctor")).Output);
        await InStore(session => session.Put(AuditLine.Lines, session.All(AuditLine.Lines).Single(line => line.Number == 2) with { PersonName = "Budi" }));
        var faults = Faults(await here.Run("doctor"));
        Assert.Contains("record: Line 2 of the record of who did what is not as it was written.", faults);
        Assert.Contains("tell the head of the library", faults);
    }

    [Fact]
    public async Task A_library_needs_an_owner_who_can_be_told_and_two_who_can_approve()
    {
        await InOrder();
        await InStore(session => session.Delete(Account.Accounts, "test|u"));
        Assert.Contains("No owner is signed in", Faults(await here.Run("doctor")));

        await InStore(session => session.Delete(Person.People, "owner"));
        var faults = Faults(await here.Run("doctor"));

        Assert.Contains("owner: Nobody is the owner", faults);
        Assert.Contains("approvers: 1 person can approve", faults);
    }

    [SkippableFact]
    public async Task Others_who_can_look_into_the_folder_are_a_fault()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps no such modes.");
        await InOrder();
#pragma warning disable CA1416 // Windows was skipped above.
        File.SetUnixFileMode(here.Data, File.GetUnixFileMode(here.Data) | UnixFileMode.OtherRead);
#pragma warning restore CA1416

        Assert.Contains("chmod o-rwx", Faults(await here.Run("doctor")));
    }

    [Theory]
    [InlineData("{}", "PublicUrl is not set")]
    [InlineData("""{ "PublicUrl": "http://perpus.example" }""", "can be read on the way")]
    public async Task An_address_that_others_can_read_is_a_fault(string settings, string fault)
    {
        await InOrder();
        await File.WriteAllTextAsync(here.File("appsettings.json"), settings);

        Assert.Contains(fault, Faults(await here.Run("doctor")));
    }

    [Fact]
    public async Task A_store_in_use_by_somebody_who_does_not_answer_is_a_fault()
    {
        await InOrder();
        await using var held = await Open();

        Assert.Contains("in use by another LibraryBot", Faults(await here.Run("doctor")));
    }

    public void Dispose() => here.Dispose();

    /// <summary>What was printed before the list of what is in order; each fault comes with a fix.</summary>
    private static string Faults(Ended looked)
    {
        Assert.Equal(1, looked.Exit);
        var faults = looked.Output.Split("In order:")[0];
        var blocks = faults.Split("\n\n")[..^1];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains("\n  Fix: ", block));
        return faults;
    }

    /// <summary>A library that nothing is wrong with.</summary>
    private async Task InOrder(DateTimeOffset? backupFrom = null)
    {
        await File.WriteAllTextAsync(here.File("appsettings.json"), """{ "PublicUrl": "https://bot.perpus.example" }""");
        await here.Does("invite", "--role", "approver");
        await InStore(session =>
        {
            session.Put(Person.People, new Person("owner", "Hendra", Role.Owner));
            session.Put(Person.People, new Person("approver", "Ratna", Role.Approver));
            session.Put(Account.Accounts, new Account("test|u", "owner", new ConversationReference("test", "c", "u")));
        });
        await using var store = await Open();
        Directory.CreateDirectory(here.File("data/backups"));
        await store.Backup(here.File("data/backups/" + BackupShelf.NameOf(backupFrom ?? Now)), null, default);
    }

    private async Task InStore(Action<IStoreSession> body)
    {
        await using var store = await Open();
        await store.Commit(body);
    }

    private Task<LiteLibraryStore> Open() => Bot.OpenStore(here.Data, TimeProvider.System, NullLoggerFactory.Instance);
}
