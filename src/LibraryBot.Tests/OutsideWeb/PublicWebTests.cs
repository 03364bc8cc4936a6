using System.Net;
using System.Net.Sockets;
using System.Text;
using LibraryBot.OutsideWeb;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.OutsideWeb;

/// <summary>What a link that may be fetched brings, and where its limits are. The site is on this machine, so its address is let through.</summary>
public sealed class PublicWebTests
{
    private const string Here = "127.0.0.1/32";
    private const int Limit = 10 << 20;
    private static readonly string[] Unwanted = ["Cookie:", "Accept-Encoding:", "X-Forwarded-For:", "Authorization:", "Proxy-"];
    private readonly PublicWeb web = new(TimeProvider.System, Here);

    [Fact]
    public async Task A_file_comes_as_it_was_sent()
    {
        await using var site = new CountingSite((_, to) => CountingSite.Say(to, "200 OK\r\nContent-Encoding: gzip", "not unpacked"));
        Assert.Equal("not unpacked", Encoding.UTF8.GetString(await web.Fetch($"http://127.0.0.1:{site.Port}/agenda%20baru.ics?a=@b#c")));
        Assert.StartsWith("GET /agenda%20baru.ics?a=@b HTTP/1.1\n", Assert.Single(site.Heads));
    }

    [Fact]
    public async Task A_request_tells_nothing_about_us()
    {
        await using var site = new CountingSite((path, to) => path == "/" ? CountingSite.Say(to, "302 Found\r\nSet-Cookie: a=b; Path=/\r\nLocation: /next") : CountingSite.Say(to, "200 OK"));
        await web.Fetch($"http://127.0.0.1:{site.Port}/");
        Assert.Equal(2, await site.Visits());
        Assert.All(site.Heads, head => Assert.All(Unwanted, header => Assert.DoesNotContain(header, head, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "redirects too often")]
    public async Task Three_redirects_are_followed_and_no_more(int redirects, string? refusal)
    {
        await using var site = new CountingSite((path, to) => path == $"/{redirects}" ? CountingSite.Say(to, "200 OK", "here") : CountingSite.Say(to, $"302 Found\r\nLocation: /{int.Parse(path[1..]) + 1}"));
        await Ends(web.Fetch($"http://127.0.0.1:{site.Port}/0"), "here", refusal);
        Assert.Equal(4, await site.Visits());
    }

    [Theory]
    [InlineData(Limit, null)]
    [InlineData(Limit + 1, "larger than 10 MB")]
    [InlineData(int.MaxValue, "larger than 10 MB")]
    public async Task Ten_megabytes_are_read_and_no_more(int length, string? refusal)
    {
        await using var site = new CountingSite(async (_, to) =>
        {
            await CountingSite.Say(to, "200 OK");
            for (var left = length; left > 0; left -= 1 << 16)
                await to.WriteAsync(new byte[Math.Min(left, 1 << 16)]);
        });
        await Ends(web.Fetch($"http://127.0.0.1:{site.Port}/"), new string('\0', Math.Min(length, Limit)), refusal);
    }

    [Theory]
    [InlineData("", 19, null)]
    [InlineData("", 20, "did not answer within 20 seconds")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Drops: ", 20, "did not answer within 20 seconds")]
    public async Task A_server_that_drips_is_given_up_on_after_twenty_seconds(string unfinished, int drops, string? refusal)
    {
        var clock = new FakeTimeProvider();
        await using var site = new CountingSite(async (_, to) =>
        {
            if (unfinished == "")
                await CountingSite.Say(to, "200 OK");
            else
                await to.WriteAsync(Encoding.ASCII.GetBytes(unfinished));
            for (var drop = 0; drop < drops; drop++)
            {
                await to.WriteAsync("x"u8.ToArray());
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            if (refusal is not null)
                await to.ReadExactlyAsync(new byte[1]); // stays until the other side hangs up
        });
        await Ends(new PublicWeb(clock, Here).Fetch($"http://127.0.0.1:{site.Port}/"), new string('x', drops), refusal);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", "127.0.0.1 answered 404.")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n", "127.0.0.1 answered 304.")]
    [InlineData("HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n", "127.0.0.1 answered 302.")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http:\\\\10.0.0.1\\\r\nConnection: close\r\n\r\n", "127.0.0.1 answered 302.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalo", "127.0.0.1 cannot be reached: ")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "127.0.0.1 cannot be reached: ")]
    [InlineData("", "127.0.0.1 cannot be reached: ")]
    public async Task What_went_wrong_is_told_in_one_line(string answer, string told)
    {
        await using var site = new CountingSite(async (_, to) => await to.WriteAsync(Encoding.ASCII.GetBytes(answer)));
        await Ends(web.Fetch($"http://127.0.0.1:{site.Port}/"), "", told);
    }

    [Fact]
    public async Task A_site_without_TLS_and_a_closed_port_cannot_be_reached()
    {
        using var site = new TcpListener(IPAddress.Loopback, 0);
        site.Start();
        var place = $"127.0.0.1:{((IPEndPoint)site.LocalEndpoint).Port}/";
        var fetching = web.Fetch($"https://{place}");
        using (var caller = await site.AcceptTcpClientAsync())
            await caller.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        await Ends(fetching, "", "127.0.0.1 cannot be reached: ");

        site.Stop();
        await Ends(web.Fetch($"http://{place}"), "", "127.0.0.1 cannot be reached: ");
    }

    [SkippableFact]
    public async Task A_name_with_one_forbidden_address_is_refused_although_another_is_allowed()
    {
        Skip.If((await Dns.GetHostAddressesAsync("localhost")).DistinctBy(address => address.AddressFamily).Count() < 2, "localhost has one address here");
        await using var site = new CountingSite();
        await Ends(web.Fetch($"http://localhost:{site.Port}/"), "", "localhost is not on the open Internet.");
        Assert.Equal(0, await site.Visits());
        await Ends(new PublicWeb(TimeProvider.System, Here, "::1/128").Fetch($"http://localhost:{site.Port}/"), "halo", null);
    }

    private static async Task Ends(Task<byte[]> fetching, string body, string? refusal)
    {
        if (refusal is null)
        {
            Assert.Equal(body, Encoding.UTF8.GetString(await fetching));
            return;
        }

        var told = (await Assert.ThrowsAsync<LinkRefused>(() => fetching)).Message;
        Assert.Contains(refusal, told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }
}
