using System.Net;
using System.Net.Sockets;
using LibraryBot.OutsideWeb;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.OutsideWeb;

/// <summary>
/// Links that would lead into the library's own network, or elsewhere than to the web. Each is refused in one line, and a server
/// on this machine, which most of them lead to (PORT), sees nobody come.
/// </summary>
public sealed class HostileLinksTests : IAsyncLifetime
{
    private const string Inside = " is not on the open Internet.";
    private readonly CountingSite inner = new();

    public static TheoryData<string> Networks =>
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::ffff:0:0:0/96", "::ffff:10.0.0.0/104", "::ffff:127.0.0.0/104", "::ffff:169.254.0.0/112", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64",
        "2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await inner.DisposeAsync();

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("HTTP://127.0.0.1:PORT/")]
    [InlineData("http://127.1:PORT/")]
    [InlineData("http://127.0.1:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://0x7f000001:PORT/")]
    [InlineData("http://0x7f.1:PORT/")]
    [InlineData("http://0X7F.0x0.0x0.0x1:PORT/")]
    [InlineData("http://017700000001:PORT/")]
    [InlineData("http://0177.0.0.01:PORT/")]
    [InlineData("http://127。0。0。1:PORT/")]
    [InlineData("http://127.0.0.1:PORT/?x=http://perpus.example/#@perpus.example")]
    [InlineData("http://@127.0.0.1:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://LocalHost:PORT/")]
    public async Task A_spelling_of_this_machine_leads_to_it_only_where_that_is_allowed(string link)
    {
        link = link.Replace("PORT", $"{inner.Port}", StringComparison.Ordinal);
        Assert.EndsWith(Inside, await Refusal(link));
        Assert.Equal(0, await inner.Visits());

        Assert.Equal("halo"u8.ToArray(), await new PublicWeb(TimeProvider.System, "127.0.0.0/8", "::1/128").Fetch(link));
        Assert.Equal(1, await inner.Visits());
    }

    [Theory]
    [InlineData("http://0/")]
    [InlineData("http://0:PORT/")]
    [InlineData("http://0.0.0.0:PORT/")]
    [InlineData("http://000.0.0.0:PORT/")]
    [InlineData("http://127.0.0.2:PORT/")]
    [InlineData("http://127.255.255.254:PORT/")]
    [InlineData("http://[::]:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:PORT/")]
    [InlineData("http://[::1]perpus.example:PORT/")]
    [InlineData("http://[::1%251]:PORT/")]
    [InlineData("http://[fe80::1%25eth0]:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://[::ffff:7f00:1]:PORT/")]
    [InlineData("http://[::127.0.0.1]:PORT/")]
    [InlineData("http://[::ffff:0:127.0.0.1]:PORT/")]
    [InlineData("http://[64:ff9b::127.0.0.1]:PORT/")]
    [InlineData("http://[2002:7f00:1::]:PORT/")]
    [InlineData("https://127.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1:22/")]
    [InlineData("http://127.0.0.1:2375/containers/json")]
    [InlineData("http://127.0.0.1:6379/")]
    [InlineData("http://10.0.0.1:9200/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://100.100.100.200/latest/meta-data/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xA9FEA9FE/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("http://192.0.0.192/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://255.255.255.255/")]
    public async Task An_address_inside_is_refused(string link)
    {
        Assert.EndsWith(Inside, await Refusal(link));
        Assert.Equal(0, await inner.Visits());
    }

    /// <summary>What these names stand for depends on the machine: often nothing, else something inside.</summary>
    [Theory]
    [InlineData("http://localhost.:PORT/")]
    [InlineData("http://127.0.0.1.:PORT/")]
    [InlineData("http://perpus.localhost:PORT/")]
    [InlineData("http://localhost.localdomain:PORT/")]
    [InlineData("http://ip6-localhost:PORT/")]
    [InlineData("http://①②⑦.⓪.⓪.①:PORT/")]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/")]
    [InlineData("http://ⅼocalhost:PORT/")]
    [InlineData("http://１２７.０.０.１:PORT/")]
    [InlineData("http://١٢٧.٠.٠.١:PORT/")]
    [InlineData("http://127.0.0.1.2:PORT/")]
    [InlineData("http://256.0.0.1:PORT/")]
    [InlineData("http://metadata.google.internal/computeMetadata/v1/")]
    [InlineData("http://metadata/")]
    [InlineData("http://host.docker.internal:PORT/")]
    [InlineData("http://kubernetes.default.svc/")]
    public async Task A_name_from_inside_is_refused(string link)
    {
        var told = await Refusal(link);
        Assert.True(told.EndsWith(Inside, StringComparison.Ordinal) || told.Contains(" cannot be reached: ", StringComparison.Ordinal) || told.EndsWith(" is not an http or https link.", StringComparison.Ordinal), told);
        Assert.Equal(0, await inner.Visits());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("agenda.ics")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://127.0.0.1/etc/passwd")]
    [InlineData("ftp://127.0.0.1:PORT/")]
    [InlineData("gopher://127.0.0.1:PORT/_PING")]
    [InlineData("dict://127.0.0.1:PORT/stat")]
    [InlineData("ldap://127.0.0.1:PORT/")]
    [InlineData("ws://127.0.0.1:PORT/")]
    [InlineData("wss://127.0.0.1:PORT/")]
    [InlineData("webcal://127.0.0.1:PORT/")]
    [InlineData("data:text/calendar,BEGIN:VCALENDAR")]
    [InlineData("javascript:alert(1)")]
    [InlineData("jar:http://127.0.0.1:PORT/!/")]
    [InlineData("view-source:http://127.0.0.1:PORT/")]
    [InlineData("//127.0.0.1:PORT/")]
    [InlineData("127.0.0.1:PORT")]
    [InlineData("http:127.0.0.1:PORT/")]
    [InlineData("http:///127.0.0.1:PORT/")]
    [InlineData("http://")]
    [InlineData("http://[::1")]
    [InlineData("http://127.0.0.1:99999/")]
    [InlineData("http://127.0.0.1:-1/")]
    [InlineData("http://127%2e0.0.1:PORT/")]
    [InlineData("http://%31%32%37.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1%00.perpus.example:PORT/")]
    [InlineData("http:\\\\127.0.0.1:PORT\\")]
    [InlineData("http:/\\127.0.0.1:PORT/")]
    [InlineData("http://perpus.example\\@127.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1:PORT\\@perpus.example/")]
    [InlineData("http://127.0.0.1:PORT/\r\nX-Injected: 1")]
    [InlineData("http://127.0.0.1\r\n:PORT/")]
    [InlineData("\r\nhttp://127.0.0.1:PORT/")]
    [InlineData("ht\ttp://127.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1:PORT/\0")]
    [InlineData("http://127.0.0.1:PORT/\u0085")]
    public async Task What_is_no_link_to_the_web_is_refused(string link)
    {
        Assert.EndsWith(" is not an http or https link.", await Refusal(link));
        Assert.Equal(0, await inner.Visits());
    }

    [Theory]
    [InlineData("http://pustakawan@127.0.0.1:PORT/")]
    [InlineData("http://pustakawan:RAHASIA@127.0.0.1:PORT/")]
    [InlineData("http://perpus.example:RAHASIA@127.0.0.1:PORT/")]
    [InlineData("http://perpus.example%2f@127.0.0.1:PORT/")]
    [InlineData("http://perpus.example%23@127.0.0.1:PORT/")]
    [InlineData("http://:@127.0.0.1:PORT/")]
    public async Task A_link_with_a_user_is_refused_and_its_password_not_repeated(string link)
    {
        var told = await Refusal(link);
        Assert.StartsWith("The link to 127.0.0.1 names a user", told);
        Assert.DoesNotContain("RAHASIA", told);
        Assert.Equal(0, await inner.Visits());
    }

    [Theory]
    [InlineData(2048, " is not on the open Internet.")]
    [InlineData(2049, " is longer than 2048 letters.")]
    [InlineData(5_000_000, " is longer than 2048 letters.")]
    public async Task A_very_long_link_is_refused_and_shown_shortened(int length, string told)
    {
        var refusal = await Refusal($"http://127.0.0.1:{inner.Port}/".PadRight(length, 'a'));
        Assert.EndsWith(told, refusal);
        Assert.InRange(refusal.Length, 1, 150);
        Assert.Equal(0, await inner.Visits());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task A_closed_network_is_refused_from_its_first_address_to_its_last(string network)
    {
        foreach (var address in Ends(IPNetwork.Parse(network)))
            Assert.EndsWith(Inside, await Refusal($"http://{(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address)}:{inner.Port}/"));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("103.28.12.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450::1")]
    public void The_open_Internet_stays_open(string address) =>
        Assert.DoesNotContain(PublicWeb.Rules([]).DeniedAddresses, network => IPNetwork.Parse(network).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.2:PORT/")]
    [InlineData("https://127.0.0.2:PORT/")]
    [InlineData("//127.0.0.2:PORT/")]
    [InlineData("http://127.2:PORT/")]
    [InlineData("http://2130706434:PORT/")]
    [InlineData("http://0x7f000002:PORT/")]
    [InlineData("http://0177.0.0.2:PORT/")]
    [InlineData("http://0:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[::1%251]:PORT/")]
    [InlineData("http://[::ffff:127.0.0.2]:PORT/")]
    [InlineData("http://[::127.0.0.1]:PORT/")]
    [InlineData("http://[64:ff9b::127.0.0.1]:PORT/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://pustakawan:RAHASIA@127.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1:80@127.0.0.2:PORT/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1:PORT/")]
    [InlineData("gopher://127.0.0.1:PORT/")]
    [InlineData("ws://127.0.0.1:PORT/")]
    [InlineData("data:text/calendar,BEGIN:VCALENDAR")]
    [InlineData("javascript:alert(1)")]
    public async Task A_redirect_from_an_allowed_place_to_a_forbidden_one_is_refused(string target)
    {
        target = target.Replace("PORT", $"{inner.Port}", StringComparison.Ordinal);
        await using var outer = new CountingSite((_, to) => CountingSite.Say(to, $"302 Found\r\nLocation: {target}"));

        var told = await Refusal($"http://127.0.0.1:{outer.Port}/", "127.0.0.1/32");

        Assert.DoesNotContain(" answered ", told);
        Assert.DoesNotContain("too often", told);
        Assert.DoesNotContain("RAHASIA", told);
        Assert.Equal((1, 0), (await outer.Visits(), await inner.Visits()));
    }

    private async Task<string> Refusal(string link, params string[] alsoOpen)
    {
        var web = new PublicWeb(TimeProvider.System, alsoOpen);
        var told = (await Assert.ThrowsAsync<LinkRefused>(() => web.Fetch(link.Replace("PORT", $"{inner.Port}", StringComparison.Ordinal)))).Message;
        Assert.DoesNotContain(told, char.IsControl);
        return told;
    }

    private static IEnumerable<IPAddress> Ends(IPNetwork network)
    {
        yield return network.BaseAddress;
        var last = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        yield return new IPAddress(last);
    }
}
