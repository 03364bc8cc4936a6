using LibraryBot.Checkup;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Checkup;

/// <summary>What the doctor says of the accounts at Meta.</summary>
public sealed class MetaChecksTests
{
    [Fact]
    public async Task Without_an_account_it_is_rehearsal_and_no_fault()
    {
        await using var on = await WatchedAccounts.Open();
        var found = await Look(on);
        Assert.DoesNotContain(found, finding => finding.IsFault);
        Assert.Contains(found, finding => finding.Name == "facebook" && finding.What.StartsWith("rehearsal", StringComparison.Ordinal));
        Assert.DoesNotContain(found, finding => finding.Name == "graph version");
    }

    [Fact]
    public async Task A_connected_account_is_named_with_its_time()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        var found = await Look(on);
        Assert.DoesNotContain(found, finding => finding.IsFault);
        Assert.Contains(found, finding => finding.What.StartsWith($"Perpustakaan Kota ({on.Graph.PageId}), no end date is known, asked 2026-03-11", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Name == "graph version" && finding.What.StartsWith("v26.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_is_a_fault_with_what_does_not_work_without_it()
    {
        await using var on = await WatchedAccounts.Open();
        on.Graph.Tokens.LosesScope(on.Graph.PageToken, "pages_manage_engagement");
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        var fault = Assert.Single(await Look(on), finding => finding.IsFault);
        Assert.Equal("The token lacks pages_manage_engagement: the bot cannot answer and hide comments.", fault.What);
        Assert.Contains("connect facebook", fault.Fix);
    }

    [Fact]
    public async Task A_token_near_its_end_and_a_dead_one_are_faults()
    {
        await using var on = await WatchedAccounts.Open(configured: graph => [new MetaAccount(Destination.Facebook, graph.PageId, graph.PageToken)]);
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, TempLibrary.Morning.AddDays(10));
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Contains(await Look(on), finding => finding.IsFault && finding.What == "The token ends on 21 March 2026." && finding.Fix!.Contains("Facebook:PageToken", StringComparison.Ordinal));
        on.Graph.Tokens.Expire(on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Contains(await Look(on), finding => finding.IsFault && finding.What.StartsWith("The token is dead, since 2026-03-11", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lost_keys_are_a_fault()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        Directory.Delete(Path.Combine(on.Bot.Settings.DataFolder, "keys"), recursive: true);
        await on.Library.Restart();
        var fault = Assert.Single(await Look(on), finding => finding.IsFault);
        Assert.Contains("do not open its token", fault.What);
        Assert.Contains("connect facebook", fault.Fix);
    }

    [Fact]
    public async Task Instagram_without_an_address_that_it_reaches_is_a_fault()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Instagram, on.Graph.PageToken);
        Assert.Contains(await Look(on), finding => finding is { Name: "instagram", IsFault: true } && finding.Fix!.Contains("PublicUrl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_that_is_over_is_a_fault()
    {
        await using var on = await WatchedAccounts.Open("v20.0");
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        Assert.Contains(await Look(on), finding => finding is { Name: "graph version", IsFault: false } && finding.What.Contains("24 September 2026", StringComparison.Ordinal));
        await on.Pass(TimeSpan.FromDays(190));
        var fault = Assert.Single(await Look(on), finding => finding is { Name: "graph version", IsFault: true });
        Assert.Contains("Meta:GraphVersion to v26.0", fault.Fix);
    }

    [Fact]
    public async Task A_folder_that_lies_still_is_looked_at_without_a_change()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        var keys = Directory.EnumerateFiles(Path.Combine(on.Bot.Settings.DataFolder, "keys")).ToList();
        var settings = on.Bot.Settings;
        await on.Bot.DisposeAsync();

        await using (var stopped = await Examined.Stopped(settings, null, DialogFolders.Real, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            var found = await stopped.Store!.Read(store => MetaChecks.Facebook(store, stopped).ToList());
            Assert.Contains(found, finding => finding.What.StartsWith("Perpustakaan Kota (", StringComparison.Ordinal));
        }

        Assert.Equal(keys, Directory.EnumerateFiles(Path.Combine(settings.DataFolder, "keys")));
        await on.Library.Restart();
    }

    private static Task<List<Finding>> Look(WatchedAccounts accounts)
    {
        var on = Examined.Running(accounts.Bot, accounts.Bot.House.Book);
        return accounts.Bot.Store.Read(store => new List<Finding>([.. MetaChecks.Facebook(store, on), .. MetaChecks.Instagram(store, on), .. MetaChecks.Version(store, on)]));
    }
}
