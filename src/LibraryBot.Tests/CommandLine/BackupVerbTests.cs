using System.IO.Compression;
using System.Text.Json.Nodes;
using LibraryBot.Media;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

public sealed class BackupVerbTests : IDisposable
{
    private readonly TypedHere here = new();

    [Fact]
    public async Task What_was_backed_up_is_back_on_a_new_machine_with_its_pictures()
    {
        await here.Import("Zaitun");
        var picture = Assert.IsType<MediaSaved.Kept>(new MediaFolder(here.File("data/media")).Save(Pictures.Png)).Id;
        await File.WriteAllTextAsync(here.File("data/media/half.part"), "not yet whole");

        var saved = await here.Does("backup", "mine.zip");
        var restored = await here.Does("restore", "mine.zip", "--data", "elsewhere/new");

        Assert.Contains("1 picture,", saved);
        Assert.Contains("checked from end to end", saved);
        Assert.Contains("signing.key", saved);
        Assert.Contains("the pictures: 1", restored);
        Assert.DoesNotContain("lies in", restored);
        Assert.Contains("Zaitun", await here.Does("ask", "Zaitun", "--data", "elsewhere/new"));
        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync(here.File("elsewhere/new/media/" + picture)));
        Assert.Equal(["media/" + picture], EntriesOf("mine.zip").Where(name => name.StartsWith("media/", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task A_backup_is_for_its_owner_alone_wherever_it_lies()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps no such modes.");
        await here.Import("Zaitun");
        Directory.CreateDirectory(here.File("shelf"));

        await here.Does("backup", "shelf");

        var file = Assert.Single(Directory.EnumerateFileSystemEntries(here.File("shelf")));
        Assert.Matches(@"librarybot-\d{8}T\d{6}Z\.zip$", file);
#pragma warning disable CA1416 // Windows was skipped above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_backup_refuses_what_it_would_harm_or_cannot_reach()
    {
        await here.Import("Zaitun");
        await File.WriteAllTextAsync(here.File("there.zip"), "mine");

        Assert.Contains("never replaces a file", (await here.Run("backup", "there.zip")).Refusal);
        Assert.Contains("There is no folder", (await here.Run("backup", "nowhere/x.zip")).Refusal);
        Assert.Contains("There is no data folder", (await here.Run("backup", "x.zip", "--data", "typo")).Refusal);
        Assert.Equal("mine", await File.ReadAllTextAsync(here.File("there.zip")));
        Assert.False(Directory.Exists(here.File("typo")));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_changes_nothing()
    {
        await here.Import("Zaitun");
        var before = here.Contents();
        await File.WriteAllTextAsync(here.File("letter.zip"), "Dear library");
        ZipFile.CreateFromDirectory(Directory.CreateDirectory(here.File("empty")).FullName, here.File("empty.zip"));

        Assert.Contains("is not a backup", (await here.Run("restore", "letter.zip")).Refusal);
        Assert.Contains("is not a backup", (await here.Run("restore", "empty.zip")).Refusal);
        Assert.Contains("is not a backup", (await here.Run("restore", "gone.zip")).Refusal);
        Assert.Equal(before, here.Contents());
    }

    [Theory]
    [InlineData("library.db", 9000)]
    [InlineData("library-a.sums", 40)]
    public async Task A_damaged_backup_is_refused_before_anything_is_touched(string part, int at)
    {
        await here.Import("Zaitun");
        await here.Does("backup", "mine.zip");
        Spoil("mine.zip", part, at);
        var before = here.Contents();

        var refusal = (await here.Run("restore", "mine.zip")).Refusal;

        Assert.Contains("damaged", refusal);
        Assert.Contains("Nothing was changed", refusal);
        Assert.Equal(before, here.Contents());
        Assert.True(await here.Knows("Zaitun"));
    }

    [Fact]
    public async Task A_damaged_picture_is_named_and_the_rest_comes_back()
    {
        await here.Import("Zaitun");
        var picture = Assert.IsType<MediaSaved.Kept>(new MediaFolder(here.File("data/media")).Save(Pictures.Png)).Id;
        await here.Does("backup", "mine.zip");
        Spoil("mine.zip", "media/" + picture, 30);

        var restored = await here.Does("restore", "mine.zip", "--data", "new");

        Assert.Contains($"left out: {picture}", restored);
        Assert.False(File.Exists(here.File("new/media/" + picture)));
        Assert.Contains("Zaitun", await here.Does("ask", "Zaitun", "--data", "new"));
    }

    [Fact]
    public async Task A_backup_of_a_later_version_is_refused_by_its_name()
    {
        await here.Import("Zaitun");
        await here.Does("backup", "mine.zip");
        Relabel("mine.zip", label => (label["schema"], label["program"]) = (99, "7.1.0"));

        var refusal = (await here.Run("restore", "mine.zip", "--data", "new")).Refusal;

        Assert.Contains("LibraryBot 7.1.0", refusal);
        Assert.Contains("schema 99", refusal);
    }

    [Fact]
    public async Task After_a_restore_the_restored_history_goes_on_and_the_replaced_one_does_not_come_back()
    {
        await here.Import("Zaitun");
        await here.Does("backup", "early.zip");
        await here.Import("Belimbing");
        await using (var store = await Bot.OpenStore(here.Data, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            Directory.CreateDirectory(here.File("data/backups"));
            await store.Backup(here.File("data/backups/20990101T000000Z.zip"), null, default);
        }

        var said = await here.Does("restore", "early.zip");
        await here.Import("Cempedak");
        await here.Import("Delima");
        here.FlipBit("data/library.db", 9000);
        var repaired = await here.Run("ask", "halo");

        var aside = Assert.Single(Directory.EnumerateDirectories(here.Data, "replaced-*"));
        Assert.Contains(aside, said);
        Assert.Matches(@"Not in the backup: \d+ changes", said);
        Assert.True(File.Exists(Path.Combine(aside, "backups", "20990101T000000Z.zip")));
        Assert.Equal(0, repaired.Exit);
        Assert.Single(Directory.EnumerateDirectories(here.Data, "damaged-*"));
        Assert.True(await here.Knows("Zaitun"));
        Assert.True(await here.Knows("Cempedak"));
        Assert.True(await here.Knows("Delima"));
        Assert.False(await here.Knows("Belimbing"));
    }

    [Fact]
    public async Task What_was_replaced_can_be_put_back_from_its_own_shelf()
    {
        await here.Import("Zaitun");
        await here.Does("backup", "early.zip");
        await here.Import("Belimbing");
        Directory.CreateDirectory(here.File("data/backups"));
        await here.Does("backup", "data/backups/20260311T030000Z.zip");
        await here.Does("restore", "early.zip");
        Assert.False(await here.Knows("Belimbing"));

        var aside = Assert.Single(Directory.EnumerateDirectories(here.Data, "replaced-*"));
        await here.Does("restore", Path.Combine(aside, "backups", "20260311T030000Z.zip"));

        Assert.True(await here.Knows("Belimbing"));
    }

    [Fact]
    public async Task A_backup_on_the_shelf_itself_can_be_restored()
    {
        await here.Import("Zaitun");
        Directory.CreateDirectory(here.File("data/backups"));
        await here.Does("backup", "data/backups/20260311T030000Z.zip");
        await here.Import("Belimbing");

        await here.Does("restore", "data/backups/20260311T030000Z.zip");

        Assert.True(await here.Knows("Zaitun"));
        Assert.False(await here.Knows("Belimbing"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restore_that_was_killed_is_never_taken_for_a_store_and_can_be_done_again(bool hadBegunToPlace)
    {
        await here.Import("Zaitun");
        await here.Does("backup", "early.zip");
        await here.Import("Belimbing");
        CutOff(hadBegunToPlace);

        Assert.Contains("A restore into", (await here.Run("ask", "halo")).Refusal);
        Assert.Contains("a restore was cut off", (await here.Run("doctor")).Output);
        var said = await here.Does("restore", "early.zip");

        Assert.True(await here.Knows("Zaitun"));
        Assert.False(await here.Knows("Belimbing"));
        var aside = Assert.Single(Directory.EnumerateDirectories(here.Data, "replaced-*"));
        Assert.Contains(aside, said);
        Assert.Matches(@"Not in the backup: \d+ changes", said);
        Assert.Contains(Directory.EnumerateFiles(aside), file => Path.GetFileName(file) == "library.db");
    }

    public void Dispose() => here.Dispose();

    /// <summary>The folder as a restore leaves it that is killed while it moves files.</summary>
    private void CutOff(bool hadBegunToPlace)
    {
        var files = new StoreFiles(here.Data);
        var mark = new RestoreMark(Directory.CreateDirectory(here.File("data/replaced-1")).FullName, Directory.CreateDirectory(here.File("data/staging-1")).FullName);
        Backup.Read(here.File("early.zip")).Unpack(mark.Staging);
        File.WriteAllText(Path.Combine(mark.Staging, "checked"), "");
        mark.Write(here.Data);
        if (!hadBegunToPlace)
        {
            File.Move(files.Data, Path.Combine(mark.Aside, "library.db"));
            return;
        }

        files.MoveAllInto(mark.Aside);
        File.Move(Path.Combine(mark.Staging, "library.db"), files.Data);
    }

    private IEnumerable<string> EntriesOf(string zip)
    {
        using var read = ZipFile.OpenRead(here.File(zip));
        return [.. read.Entries.Select(entry => entry.FullName)];
    }

    private void Relabel(string zip, Action<JsonObject> change)
    {
        using var archive = ZipFile.Open(here.File(zip), ZipArchiveMode.Update);
        var entry = archive.GetEntry("backup.json")!;
        JsonObject label;
        using (var reader = entry.Open())
            label = JsonNode.Parse(reader)!.AsObject();
        change(label);
        entry.Delete();
        using var writer = new StreamWriter(archive.CreateEntry("backup.json").Open());
        writer.Write(label.ToJsonString());
    }

    /// <summary>Turns a bit of what a part holds; the zip around it stays whole.</summary>
    private void Spoil(string zip, string part, int at)
    {
        using var archive = ZipFile.Open(here.File(zip), ZipArchiveMode.Update);
        var entry = archive.GetEntry(part)!;
        using var bytes = new MemoryStream();
        using (var reader = entry.Open())
            reader.CopyTo(bytes);
        entry.Delete();
        bytes.GetBuffer()[at] ^= 4;
        using var writer = archive.CreateEntry(part).Open();
        bytes.WriteTo(writer);
    }
}
