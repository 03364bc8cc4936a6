using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Tokens, their exchange, their death, scopes and proofs: FG-10 to FG-16.</summary>
public sealed class FakeGraphTokenTests : AgainstTheGraph
{
    [Fact]
    public async Task A_short_token_is_exchanged_for_a_long_one_with_the_right_secret_only()
    {
        var said = await Exchange(Graph.AppSecret, Graph.UserToken);
        Assert.Equal(("bearer", 5183944), ((string?)said.Json["token_type"], (int)said.Json["expires_in"]!));
        var token = (string)said.Json["access_token"]!;
        Assert.NotEqual(Graph.UserToken, token);
        Assert.Equal("200", (await Get("/me/accounts", ("access_token", token))).Code);
        Time.Advance(TimeSpan.FromSeconds(5183944));
        Assert.Equal("400 190/463", (await Get("/me", ("access_token", token))).Code);
        var wrong = await Exchange("salah", Graph.UserToken);
        Assert.Equal(("400 1/0", "Error validating client secret."), (wrong.Code, wrong.Message));
        Graph.Tokens.Revoke(Graph.UserToken);
        Assert.Equal("400 190/458", (await Exchange(Graph.AppSecret, Graph.UserToken)).Code);
    }

    [Fact]
    public async Task Debug_token_tells_of_living_and_dead_tokens_alike()
    {
        var page = await Debug(Graph.PageToken);
        Assert.Equal(("PAGE", true, 0L), ((string?)page["type"], (bool)page["is_valid"]!, (long)page["expires_at"]!));
        Assert.Equal((Graph.AppId, Graph.PageId, Graph.UserId), ((string?)page["app_id"], (string?)page["profile_id"], (string?)page["user_id"]));
        Assert.Contains("pages_manage_posts", page["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal(Graph.PageId, (string?)page["granular_scopes"]![0]!["target_ids"]![0]);
        var user = await Debug(Graph.UserToken);
        Assert.Equal(("USER", Time.GetUtcNow().AddDays(60).ToUnixTimeSeconds()), ((string?)user["type"], (long)user["expires_at"]!));
        Graph.Tokens.PasswordChanged(Graph.PageToken);
        var dead = await Debug(Graph.PageToken);
        Assert.False((bool)dead["is_valid"]!);
        Assert.Equal((190, 460), ((int)dead["error"]!["code"]!, (int)dead["error"]!["subcode"]!));
        Assert.False((bool)(await Debug("sampah"))["is_valid"]!);
    }

    [Fact]
    public async Task A_page_that_was_not_ticked_comes_without_its_token_and_its_instagram()
    {
        var other = Graph.AddPage("Taman Bacaan", ticked: false);
        Graph.AddInstagram("taman.bacaan", other);
        var pages = (await Get("/me/accounts", ("access_token", Graph.UserToken))).Data;
        Assert.Equal(["Perpustakaan Kota", "Taman Bacaan"], pages.Select(page => (string?)page!["name"]));
        Assert.Equal(Graph.PageToken, (string?)pages[0]!["access_token"]);
        Assert.Contains("CREATE_CONTENT", pages[0]!["tasks"]!.AsArray().Select(task => (string?)task));
        Assert.Null(pages[1]!["access_token"]);
        var unticked = await Page(other.Id);
        Assert.Null(unticked["access_token"]);
        Assert.Null(unticked["instagram_business_account"]);
        var ticked = await Page(Graph.PageId);
        Assert.Equal(Graph.PageToken, (string?)ticked["access_token"]);
        Assert.Equal((Graph.InstagramId, "perpustakaan.kota"), ((string?)ticked["instagram_business_account"]!["id"], (string?)ticked["instagram_business_account"]!["username"]));

        async Task<JsonObject> Page(string id) =>
            (await Get($"/{id}", ("fields", "id,name,tasks,access_token,instagram_business_account{username}"), ("access_token", Graph.UserToken))).Json;
    }

    [Fact]
    public async Task An_instagram_token_is_renewed_when_it_is_a_day_old()
    {
        var said = await Refresh();
        Assert.Equal(5184000, (int)said.Json["expires_in"]!);
        var renewed = (string)said.Json["access_token"]!;
        Assert.Equal("200", (await Get("/me", ("access_token", renewed))).Code);
        Graph.Tokens.BornAt(Graph.InstagramToken, Time.GetUtcNow().AddHours(-23));
        Assert.Equal("400 100/0", (await Refresh()).Code);
        Graph.Tokens.ExpiresAt(Graph.InstagramToken, Time.GetUtcNow().AddHours(2));
        Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("400 190/463", (await Refresh()).Code);
    }

    [Fact]
    public async Task An_account_that_logged_in_itself_is_called_otherwise_under_me()
    {
        var me = (await Get("/me", ("fields", "user_id,username"), ("access_token", Graph.InstagramToken))).Json;
        Assert.Equal((Graph.InstagramId, "perpustakaan.kota"), ((string?)me["user_id"], (string?)me["username"]));
        Assert.Equal(Graph.Instagram.AppScopedId, (string?)me["id"]);
        Assert.Equal("200", (await Get($"/{Graph.Instagram.AppScopedId}/media", ("access_token", Graph.InstagramToken))).Code);
        Assert.Equal("400 100/33", (await Get($"/{Graph.PageId}", ("access_token", Graph.InstagramToken))).Code);
        Assert.Equal("Perpustakaan Kota", (string?)(await Get("/me")).Json["name"]);
        Assert.Equal(Graph.UserId, (await Get("/me", ("access_token", Graph.UserToken))).Id);
    }

    [Fact]
    public async Task Every_death_of_a_token_has_its_subcode()
    {
        var none = await Get("/me", ("access_token", ""));
        Assert.Equal(("400 104/0", "An access token is required to request this resource."), (none.Code, none.Message));
        var garbage = await Get("/me", ("access_token", "sampah"));
        Assert.Equal(("400 190/0", "Invalid OAuth access token - Cannot parse access token"), (garbage.Code, garbage.Message));
        (Action<string> Kill, int Subcode)[] deaths =
        [
            (Graph.Tokens.Expire, 463), (Graph.Tokens.Revoke, 458), (Graph.Tokens.Checkpoint, 459), (Graph.Tokens.Unconfirmed, 464),
            (Graph.Tokens.Invalidate, 467), (Graph.Tokens.LosesRole, 492), (Graph.Tokens.PasswordChanged, 460),
        ];
        foreach (var (kill, subcode) in deaths)
        {
            kill(Graph.PageToken);
            Assert.Equal($"400 190/{subcode.ToString(CultureInfo.InvariantCulture)}", (await Get("/me")).Code);
            Graph.Tokens.Renew();
            Assert.Equal("200", (await Get("/me")).Code);
        }

        Graph.Tokens.ExpiresAt(Graph.PageToken, Time.GetUtcNow().AddHours(7));
        Time.Advance(TimeSpan.FromHours(7));
        Assert.StartsWith("Error validating access token: Session has expired on Sunday, 22-Nov-26 02:00:00 PST.", (await Get("/me")).Message);
    }

    [Fact]
    public async Task A_changed_password_kills_all_tokens_of_the_person()
    {
        Graph.Tokens.PasswordChanged(Graph.UserToken);
        Assert.Equal("400 190/460", (await Get("/me")).Code);
        Assert.Equal("200", (await Get("/me", ("access_token", Graph.InstagramToken))).Code);
    }

    [Theory]
    [InlineData("pages_manage_posts", "POST", "/{page}/feed", "200")]
    [InlineData("pages_manage_posts", "POST", "/{page}/photos", "200")]
    [InlineData("pages_read_engagement", "GET", "/{page}/feed", "10")]
    [InlineData("pages_manage_engagement", "POST", "/{post}/comments", "200")]
    [InlineData("pages_messaging", "POST", "/{page}/messages", "200")]
    [InlineData("pages_manage_metadata", "POST", "/{page}/subscribed_apps", "200")]
    [InlineData("instagram_content_publish", "POST", "/{ig}/media", "10")]
    [InlineData("instagram_content_publish", "POST", "/{ig}/media_publish", "10")]
    [InlineData("instagram_basic", "GET", "/{ig}/media", "10")]
    [InlineData("instagram_manage_comments", "GET", "/{media}/comments", "10")]
    public async Task A_missing_scope_is_told_by_its_code(string scope, string method, string path, string code)
    {
        path = path.Replace("{page}", Graph.PageId, StringComparison.Ordinal).Replace("{ig}", Graph.InstagramId, StringComparison.Ordinal)
            .Replace("{post}", Graph.Page.PostsByHand("a").Id, StringComparison.Ordinal).Replace("{media}", Graph.Instagram.PostsByHand("b").Id, StringComparison.Ordinal);
        Graph.Tokens.LosesScope(Graph.PageToken, scope);
        var said = await Send(new HttpMethod(method), path, [("message", "a"), ("image_url", PictureUrl)]);
        Assert.Equal($"400 {code}/0", said.Code);
        Assert.Contains(scope, said.Message, StringComparison.Ordinal);
        Graph.Tokens.GainsScope(Graph.PageToken, scope);
        Assert.NotEqual($"400 {code}/0", (await Send(new HttpMethod(method), path, [("message", "a"), ("image_url", PictureUrl)])).Code);
    }

    [Fact]
    public async Task An_instagram_token_publishes_with_scopes_of_its_own()
    {
        var media = $"/{Graph.InstagramId}/media";
        Assert.Equal("200", (await Post(media, ("image_url", PictureUrl), ("access_token", Graph.InstagramToken))).Code);
        Graph.Tokens.LosesScope(Graph.InstagramToken, "instagram_business_content_publish");
        Assert.Equal("400 10/0", (await Post(media, ("image_url", PictureUrl), ("access_token", Graph.InstagramToken))).Code);
    }

    [Fact]
    public async Task A_persons_token_cannot_post_and_least_of_all_unpublished()
    {
        var feed = $"/{Graph.PageId}/feed";
        var unpublished = await Post(feed, ("message", "a"), ("published", "false"), ("access_token", Graph.UserToken));
        Assert.Equal(("400 200/0", "(#200) Unpublished posts must be posted to a page as the page itself."), (unpublished.Code, unpublished.Message));
        Assert.Equal("400 200/0", (await Post($"/{Graph.PageId}/photos", ("url", PictureUrl), ("published", "false"), ("access_token", Graph.UserToken))).Code);
        Assert.Equal("400 190/2069032", (await Post(feed, ("message", "a"), ("access_token", Graph.UserToken))).Code);
        Graph.Habits.UserTokenMayPost = true;
        Assert.Equal("200", (await Post(feed, ("message", "a"), ("access_token", Graph.UserToken))).Code);
        Graph.Page.Tasks.Remove("CREATE_CONTENT");
        Assert.Equal("400 200/0", (await Post(feed, ("message", "b"))).Code);
        Assert.Equal("400 100/33", (await Get($"/{Graph.AddPage("Lain").Id}/feed")).Code);
    }

    [Fact]
    public async Task A_proof_must_be_right_and_may_be_required()
    {
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Graph.AppSecret), Encoding.UTF8.GetBytes(Graph.PageToken)));
        Assert.Equal("200", (await Get("/me")).Code);
        Assert.Equal("400 100/0", (await Get("/me", ("appsecret_proof", "salah"))).Code);
        Graph.Habits.RequiresProof = true;
        Assert.Equal("400 100/0", (await Get("/me")).Code);
        Assert.Equal("200", (await Get("/me", ("appsecret_proof", right))).Code);
    }

    private Task<GraphSaid> Exchange(string secret, string token) => Get(
        "/oauth/access_token", ("grant_type", "fb_exchange_token"), ("client_id", Graph.AppId), ("client_secret", secret), ("fb_exchange_token", token));

    private Task<GraphSaid> Refresh() => Get("/refresh_access_token", ("grant_type", "ig_refresh_token"), ("access_token", Graph.InstagramToken));

    private async Task<JsonNode> Debug(string token) =>
        (await Get("/debug_token", ("input_token", token), ("access_token", $"{Graph.AppId}|{Graph.AppSecret}"))).Json["data"]!;
}
