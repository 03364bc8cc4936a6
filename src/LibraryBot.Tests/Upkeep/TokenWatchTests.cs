using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Upkeep;

/// <summary>What the owners hear of tokens and versions that end, and when.</summary>
public sealed class TokenWatchTests
{
    private static readonly DateTimeOffset Morning = TempLibrary.Morning;

    [Fact]
    public async Task An_end_is_told_30_14_7_and_1_days_before_once_each()
    {
        await using var on = await WatchedAccounts.Open();
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, Morning.AddDays(40).AddHours(6));
        on.Graph.Tokens.BornAt(on.Graph.PageToken, Morning.AddDays(3000));
        await on.Connect(Destination.Facebook, on.Graph.PageToken);

        var days = new List<int>();
        for (var day = 1; day <= 40; day++)
        {
            await on.Pass(TimeSpan.FromDays(1));
            if (on.News() is not { Count: > 0 } news)
                continue;
            days.Add(day);
            var text = Assert.Single(news);
            Assert.Contains("Halaman Facebook: Perpustakaan Kota: tokennya berlaku sampai Senin, 20 April 2026", text);
            Assert.Contains("LibraryBot connect facebook", text);
            if (day == 11)
                Assert.Contains("30 hari lagi", text);
        }

        Assert.Equal([11, 27, 34, 40], days);
    }

    [Fact]
    public async Task After_days_of_silence_only_the_most_urgent_warning_is_told_and_a_restart_repeats_none()
    {
        await using var on = await WatchedAccounts.Open();
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, Morning.AddDays(40));
        on.Graph.Tokens.BornAt(on.Graph.PageToken, Morning.AddDays(3000));
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromDays(34));
        Assert.Contains("6 hari lagi", Assert.Single(on.News()));

        await on.Library.Restart();
        await on.Pass(TimeSpan.FromHours(1));

        Assert.Empty(on.News());
    }

    [Fact]
    public async Task A_new_end_is_warned_of_anew()
    {
        await using var on = await WatchedAccounts.Open();
        on.Graph.Tokens.BornAt(on.Graph.PageToken, Morning.AddDays(3000));
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, Morning.AddDays(20));
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Single(on.News());
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, Morning.AddDays(25));
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Contains("25 hari lagi", Assert.Single(on.News()));
    }

    [Fact]
    public async Task The_right_to_read_comments_ends_too()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromDays(80));
        Assert.Contains("izin membaca komentar dan pesan berlaku sampai", Assert.Single(on.News()));
        await on.Pass(TimeSpan.FromDays(12));
        Assert.Contains("izin membaca komentar dan pesan habis pada", Assert.Single(on.News()));
        await on.Pass(TimeSpan.FromDays(1));
        Assert.Empty(on.News());
    }

    [Fact]
    public async Task The_owner_reads_it_in_her_language()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Owner.Says("/language_en");
        on.News();
        on.Graph.Tokens.Expire(on.Graph.PageToken);
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Contains("its token is no longer good", Assert.Single(on.News()));
    }

    [Fact]
    public async Task A_version_that_ends_is_told_while_an_account_is_connected_and_when_it_is_over()
    {
        await using var on = await WatchedAccounts.Open("v20.0");
        await on.Pass(TimeSpan.FromDays(180));
        Assert.Empty(on.News());

        on.Graph.Tokens.BornAt(on.Graph.PageToken, Morning.AddDays(3000));
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        await on.Pass(TimeSpan.FromHours(1));
        var soon = Assert.Single(on.News());
        Assert.Contains("Versi v20.0", soon);
        Assert.Contains("Kamis, 24 September 2026", soon);
        Assert.Contains("Meta:GraphVersion ke v26.0", soon);
        await on.Pass(TimeSpan.FromDays(30));
        Assert.Contains("tidak dilayani lagi sejak", Assert.Single(on.News()));
        await on.Pass(TimeSpan.FromDays(30));
        Assert.Empty(on.News());
    }

    [Theory]
    [InlineData("v26.0", null)]
    [InlineData("v27.0", null)]
    [InlineData("v25.0", "2028-07-29")]
    [InlineData("v20.0", "2026-09-24")]
    [InlineData("v9.0", "2026-09-24")]
    public void The_end_of_each_version_is_known_where_Meta_has_named_it(string version, string? endsOn) =>
        Assert.Equal(endsOn, LibraryBot.Publishing.Meta.GraphVersions.EndOf(version)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_dead_token_is_told_once_also_by_the_publisher_and_a_new_one_lets_things_go_on()
    {
        await using var on = await WatchedAccounts.Open();
        var wentOn = 0;
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        on.Bot.Meta.Accounts.Connected += (_, _) => wentOn++;
        on.Graph.Tokens.PasswordChanged(on.Graph.PageToken);

        await on.Bot.Store.Commit(session => on.Bot.Meta.News.TokenDied(session, Destination.Facebook, "meta.token"));
        await on.Pass(TimeSpan.FromDays(1));
        await on.Library.Restart();
        await on.Pass(TimeSpan.FromDays(1));
        Assert.Contains("tokennya tidak berlaku lagi", Assert.Single(on.News()));
        Assert.NotNull((await on.Standing(Destination.Facebook))!.DeadSince);

        on.Bot.Meta.Accounts.Connected += (_, _) => wentOn++;
        await on.Connect(Destination.Facebook, on.Graph.Tokens.Renew());
        Assert.Equal(1, wentOn);
        Assert.Null((await on.Standing(Destination.Facebook))!.DeadSince);
        on.Graph.Tokens.Revoke(on.Graph.PageToken);
        await on.Pass(TimeSpan.FromDays(1));
        Assert.Single(on.News());
    }

    [Fact]
    public async Task A_post_that_met_a_dead_token_goes_out_after_connect_and_the_owner_hears_of_the_death_once()
    {
        await using var on = await WatchedAccounts.Open();
        var (sri, ratna) = (await on.Library.Librarian(), await on.Library.Approver());
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        on.Graph.Tokens.PasswordChanged(on.Graph.PageToken);
        await sri.SubmitsEvent("Bedah Buku Sungai");
        await ratna.Says("/setujui 1");
        on.News();

        await on.Library.PublishDue();
        await on.Library.PublishDue();
        await on.Pass(TimeSpan.Zero);

        Assert.Single(on.News(), text => text.Contains("tokennya tidak berlaku lagi", StringComparison.Ordinal));
        Assert.Equal(0, on.Graph.LiveOn(GraphNetwork.Facebook, "Bedah Buku Sungai"));
        await on.Connect(Destination.Facebook, on.Graph.Tokens.Renew());
        for (var look = 0; look < 5; look++)
            await on.Library.PublishDue();
        Assert.Equal(1, on.Graph.LiveOn(GraphNetwork.Facebook, "Bedah Buku Sungai"));
    }

    [Fact]
    public async Task While_no_owner_can_be_told_nothing_counts_as_told()
    {
        await using var on = await WatchedAccounts.Open();
        var account = (await on.Bot.Store.Read(store => store.All(Account.Accounts))).Single();
        await on.Bot.Store.Commit(session => session.Delete(Account.Accounts, account.Id));
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        on.Graph.Tokens.Expire(on.Graph.PageToken);
        await on.Pass(TimeSpan.FromDays(1));
        Assert.Empty(on.News());

        await on.Bot.Store.Commit(session => session.Put(Account.Accounts, account));
        await on.Pass(TimeSpan.FromDays(1));

        Assert.Single(on.News());
    }

    [Fact]
    public async Task A_token_of_the_settings_is_watched_and_its_setting_named()
    {
        await using var on = await WatchedAccounts.Open(configured: graph => [new MetaAccount(Destination.Facebook, graph.PageId, graph.PageToken)]);
        on.Graph.Tokens.Expire(on.Graph.PageToken);
        await on.Pass(TimeSpan.FromHours(1));
        Assert.Contains("Facebook:PageToken", Assert.Single(on.News()));

        var wentOn = false;
        on.Bot.Meta.Accounts.Connected += (_, _) => wentOn = true;
        on.Graph.Tokens.ExpiresAt(on.Graph.PageToken, null);
        await on.Pass(TimeSpan.FromDays(1));
        Assert.True(wentOn);
        Assert.Null((await on.Standing(Destination.Facebook))!.DeadSince);
    }

    [Fact]
    public async Task An_outage_at_Meta_is_no_death()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        on.Graph.Script.Before("GET", "/debug_token$").Answers(500, 2);
        Assert.False(await on.Bot.Meta.TokenWatch.Look(default));
        on.Graph.Script.Before("GET", "/debug_token$").Drops(times: 20);
        Assert.False(await on.Bot.Meta.TokenWatch.Look(default));
        Assert.Empty(on.News());
        on.Graph.Script.Clear();
        Assert.True(await on.Bot.Meta.TokenWatch.Look(default));
    }

    [Fact]
    public async Task A_token_of_Instagram_Login_is_renewed_from_20_days_before_its_end_without_a_word()
    {
        await using var on = await WatchedAccounts.Open(instagramLogin: true);
        var first = on.Graph.InstagramToken;
        on.Graph.Tokens.ExpiresAt(first, Morning.AddDays(60));
        await on.Connect(Destination.Instagram, first, Morning.AddDays(60));
        await on.Pass(TimeSpan.FromDays(39));
        Assert.Equal(first, on.Bot.Meta.Accounts.Of(Destination.Instagram)!.Token);

        await on.Pass(TimeSpan.FromDays(2));

        Assert.NotEqual(first, on.Bot.Meta.Accounts.Of(Destination.Instagram)!.Token);
        Assert.Equal(Morning.AddDays(101), (await on.Standing(Destination.Instagram))!.EndsAt);
        await on.Library.Restart();
        Assert.NotEqual(first, on.Bot.Meta.Accounts.Of(Destination.Instagram)!.Token);
        Assert.Empty(on.News());
    }

    [Fact]
    public async Task One_whose_end_nobody_knows_is_renewed_when_it_is_a_day_old()
    {
        await using var on = await WatchedAccounts.Open(instagramLogin: true);
        await on.Connect(Destination.Instagram, on.Graph.InstagramToken);
        await on.Pass(TimeSpan.FromHours(23));
        Assert.DoesNotContain(on.Graph.Requests, request => request.Path == "/refresh_access_token");
        await on.Pass(TimeSpan.FromHours(2));
        Assert.NotNull((await on.Standing(Destination.Instagram))!.EndsAt);
    }

    [Fact]
    public async Task A_renewal_that_is_refused_is_told_once_and_then_the_end_is_warned_of()
    {
        await using var on = await WatchedAccounts.Open(instagramLogin: true);
        await on.Connect(Destination.Instagram, on.Graph.InstagramToken, Morning.AddDays(58));
        on.Graph.Script.Before("GET", "/refresh_access_token$").Answers(400, 10, times: 100);
        await on.Pass(TimeSpan.FromDays(39));
        await on.Pass(TimeSpan.FromDays(1));
        Assert.Contains("tidak dapat diperpanjang secara otomatis", on.News()[0]);
        await on.Pass(TimeSpan.FromDays(5));
        Assert.Contains("tokennya berlaku sampai", Assert.Single(on.News()));
    }

    [Fact]
    public async Task Lost_keys_are_told_once_and_the_network_is_in_rehearsal()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        Directory.Delete(Path.Combine(on.Bot.Settings.DataFolder, "keys"), recursive: true);

        await on.Library.Restart();
        await on.Pass(TimeSpan.FromHours(1));
        await on.Pass(TimeSpan.FromDays(1));

        Assert.Null(on.Bot.Meta.Accounts.Of(Destination.Facebook));
        Assert.Contains("kunci untuk membukanya hilang", Assert.Single(on.News()));
        Assert.Equal(DestinationState.Rehearsal, (await on.Bot.Store.Read(store => store.Get(Destination.Destinations, Destination.Facebook)))!.State);

        await on.Connect(Destination.Facebook, on.Graph.PageToken);
        await on.Library.Restart();
        Assert.Equal(on.Graph.PageToken, on.Bot.Meta.Accounts.Of(Destination.Facebook)!.Token);
    }

    [Fact]
    public async Task Without_an_account_Meta_is_not_called()
    {
        await using var on = await WatchedAccounts.Open();
        await on.Pass(TimeSpan.FromDays(2));
        Assert.Empty(on.Graph.Requests);
    }
}
