using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Channels.Telegram;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posters;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;

namespace LibraryBot;

/// <summary>The configuration, read once and checked: every key that we do not know in our sections is refused by name.</summary>
public sealed partial record Settings
{
    /// <summary>The settings of rounds, and the kinds of post that they are for.</summary>
    private static readonly Dictionary<string, string> ReviewKinds = new()
    {
        ["Event"] = "event",
        ["NewBooks"] = "new-books",
        ["Report"] = "report",
        ["Pathfinder"] = "pathfinder",
        ["Announcement"] = "announcement",
    };

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Telegram"] = ["Token", "BaseUrl", "Mode", "WebhookSecret", "Limits", "EphemeralAnswers"],
        ["Meta"] = ["GraphUrl", "GraphVersion", "AppId", "AppSecret", "VerifyToken", "RepliesBy"],
        ["Facebook"] = ["PageId", "PageToken", "Publishing"],
        ["Instagram"] = ["UserId", "Token", "GraphUrl", "HashtagLimit"],
        ["Publishing"] = ["CancelSeconds", "QuietHours", "Slots"],
        ["Brand"] = ["Name", "Colour", "Accent", "Logo"],
        ["Review"] = ["Rounds", .. ReviewKinds.Keys, "RemindHours", "WindowHours"],
    };

    public string DataFolder { get; init; } = "data";

    /// <summary>Where files that the staff sent in chat lie until it is decided on them.</summary>
    public string SentFolder => Path.Combine(DataFolder, "imports");
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    public Lang Language { get; init; } = Lang.Id;

    /// <summary>Where people reach this bot, without a slash at the end; null: the address it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The addresses to listen on, with a semicolon between them; null: our own.</summary>
    public string? Urls { get; init; }
    public string? TelegramToken { get; init; }
    public string? TelegramBaseUrl { get; init; }
    public TelegramMode TelegramMode { get; init; }

    /// <summary>What Telegram sends along with each post; null: the bot makes one of its own.</summary>
    public string? TelegramWebhookSecret { get; init; }

    /// <summary>False for a test server without Telegram's limits.</summary>
    public bool TelegramIsPaced { get; init; } = true;

    /// <summary>Whether an answer in a group is shown to the person alone who asked.</summary>
    public bool EphemeralAnswers { get; init; }

    /// <summary>How long an approved broadcast can still be stopped.</summary>
    public TimeSpan CancelWindow { get; init; } = TimeSpan.FromSeconds(60);
    public QuietHours QuietHours { get; init; } = QuietHours.None;

    /// <summary>The hours that are proposed for a post.</summary>
    public SendSlots Slots { get; init; } = SendSlots.Read("12:15, 19:00")!;

    /// <summary>The library's colours and mark, for what the bot paints.</summary>
    public Brand Brand { get; init; } = Brand.Usual;

    /// <summary>The library's name on what the bot paints; null: as its knowledge has it.</summary>
    public string? BrandName { get; init; }

    /// <summary>Who reviews which post.</summary>
    public ReviewRules Review { get; init; } = new();

    /// <summary>How many hashtags Instagram takes.</summary>
    public int HashtagLimit { get; init; } = 5;

    /// <summary>Where Meta's Graph API is, and as which app we speak to it.</summary>
    public MetaOptions Meta { get; init; } = new();

    /// <summary>What Meta says when it asks whether its webhook is ours; null: there is no webhook.</summary>
    public string? MetaVerifyToken { get; init; }

    /// <summary>Who may answer and hide comments without asking anybody.</summary>
    public Role RepliesBy { get; init; } = Role.Approver;

    /// <summary>The Page and the Instagram account whose tokens are in the configuration.</summary>
    public IReadOnlyList<MetaAccount> MetaAccounts { get; init; } = [];

    /// <summary>Whether the Page takes posts that are staged unseen first; where it does not, a post is made in one step.</summary>
    public bool FacebookStages { get; init; } = true;

    /// <summary>Reads the configuration, or refuses it in one line that names the key.</summary>
    public static Settings Read(IConfiguration configuration)
    {
        RefuseUnknownKeys(configuration);
        var settings = new Settings
        {
            DataFolder = Text(configuration, "DataFolder") ?? "data",
            Zone = ReadZone(Text(configuration, "TimeZone") ?? "Asia/Jakarta"),
            Language = LangCodes.Read(Text(configuration, "Language") ?? "id") ?? throw Wrong("Language", "id or en"),
            PublicUrl = ReadUrl(configuration, "PublicUrl"),
            Urls = Text(configuration, "Urls") ?? Text(configuration, "ASPNETCORE_URLS"),
            TelegramToken = ReadToken(configuration),
            TelegramBaseUrl = ReadUrl(configuration, "Telegram:BaseUrl"),
            TelegramIsPaced = ReadLimits(configuration),
            EphemeralAnswers = Text(configuration, "Telegram:EphemeralAnswers")?.ToLowerInvariant() switch
            {
                null or "off" => false,
                "on" => true,
                _ => throw Wrong("Telegram:EphemeralAnswers", "on or off"),
            },
            TelegramMode = ReadMode(configuration),
            TelegramWebhookSecret = ReadWebhookSecret(configuration),
            CancelWindow = TimeSpan.FromSeconds(ReadWhole(configuration, "Publishing:CancelSeconds", 60, 0, 3600)),
            Brand = ReadBrand(configuration),
            BrandName = Text(configuration, "Brand:Name"),
            Review = ReadReview(configuration),
            Slots = SendSlots.Read(Text(configuration, "Publishing:Slots") ?? "12:15, 19:00") ?? throw Wrong("Publishing:Slots", "hours like 12:15, 19:00"),
            HashtagLimit = ReadWhole(configuration, "Instagram:HashtagLimit", 5, 0, 30),
            Meta = ReadMeta(configuration),
            MetaVerifyToken = Text(configuration, "Meta:VerifyToken"),
            RepliesBy = Text(configuration, "Meta:RepliesBy")?.ToLowerInvariant() switch
            {
                null or "approver" => Role.Approver,
                "librarian" => Role.Librarian,
                _ => throw Wrong("Meta:RepliesBy", "approver or librarian"),
            },
            MetaAccounts = [.. new[] { ReadAccount(configuration, Destination.Facebook, "Facebook:PageId"), ReadAccount(configuration, Destination.Instagram, "Instagram:UserId") }.OfType<MetaAccount>()],
            FacebookStages = Text(configuration, "Facebook:Publishing")?.ToLowerInvariant() switch
            {
                null or "staged" => true,
                "direct" => false,
                _ => throw Wrong("Facebook:Publishing", "staged or direct"),
            },
            QuietHours = QuietHours.Read(configuration["Publishing:QuietHours"] ?? "21:00-06:00") ?? throw Wrong("Publishing:QuietHours", "hours like 21:00-06:00, or off"),
        };
        settings.RefuseUnreachableWebhook();
        return settings;
    }

    /// <summary>A demo on a sample library, whose people may come in with the same codes while it runs.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The library's clock, as its people read it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    private static void RefuseUnknownKeys(IConfiguration configuration)
    {
        foreach (var (section, keys) in Known)
        {
            foreach (var child in configuration.GetSection(section).GetChildren())
            {
                if (!keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                    throw new SettingsRefused($"The setting {section}:{child.Key} is not known. Known in {section}: {string.Join(", ", keys)}.");
            }
        }
    }

    private static TimeZoneInfo ReadZone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw Wrong("TimeZone", "a zone like Asia/Jakarta, Asia/Makassar or Asia/Jayapura");

    private static string? ReadUrl(IConfiguration configuration, string key)
    {
        if (Text(configuration, key) is not { } url)
            return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var read) && read is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? url.TrimEnd('/')
            : throw Wrong(key, "a plain address that begins with https:// or http://");
    }

    // The token itself is never repeated in a message: it would end in a log.
    private static string? ReadToken(IConfiguration configuration)
    {
        if (Text(configuration, "Telegram:Token") is not { } token)
            return null;
        var parts = token.Split(':');
        return parts is [{ Length: > 0 } digits, { Length: > 0 } letters] && digits.All(char.IsAsciiDigit) && letters.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? token
            : throw Wrong("Telegram:Token", "the token that BotFather gave, digits, a colon and letters");
    }

    // Against Telegram itself a bot without a pace would soon be banned.
    private static bool ReadLimits(IConfiguration configuration) => Text(configuration, "Telegram:Limits")?.ToLowerInvariant() switch
    {
        null or "telegram" => true,
        "none" when Text(configuration, "Telegram:BaseUrl") is null => throw new SettingsRefused("The setting Telegram:Limits may be none only with Telegram:BaseUrl, for a test server."),
        "none" => false,
        _ => throw Wrong("Telegram:Limits", "telegram or none"),
    };

    private static TelegramMode ReadMode(IConfiguration configuration) => Text(configuration, "Telegram:Mode")?.ToLowerInvariant() switch
    {
        null or "polling" => TelegramMode.Polling,
        "webhook" => TelegramMode.Webhook,
        _ => throw Wrong("Telegram:Mode", "polling or webhook"),
    };

    private static string? ReadWebhookSecret(IConfiguration configuration) => Text(configuration, "Telegram:WebhookSecret") switch
    {
        { } secret when !WebhookSecret.IsFit(secret) => throw Wrong("Telegram:WebhookSecret", "1 to 256 letters, digits, _ or -"),
        var secret => secret,
    };

    /// <summary>Telegram posts only to an https address at one of its ports. A server of one's own (Telegram:BaseUrl) may be near.</summary>
    private void RefuseUnreachableWebhook()
    {
        if (TelegramMode != TelegramMode.Webhook || TelegramToken is null || TelegramBaseUrl is not null)
            return;
        if (PublicUrl is null)
            throw new SettingsRefused("The setting Telegram:Mode is webhook, which needs PublicUrl: the https address under which Telegram reaches the bot. Set it, or set Telegram:Mode to polling.");
        if (new Uri(PublicUrl) is not { Scheme: "https", Port: 443 or 80 or 88 or 8443 })
            throw Wrong("PublicUrl", "an https address at port 443, 80, 88 or 8443 for Telegram:Mode webhook: Telegram posts to no other");
    }

    private static MetaOptions ReadMeta(IConfiguration configuration)
    {
        var usual = new MetaOptions();
        var version = Text(configuration, "Meta:GraphVersion") ?? usual.Version;
        return new MetaOptions(ReadUrl(configuration, "Meta:GraphUrl") ?? usual.GraphUrl, GraphVersion().IsMatch(version) ? version : throw Wrong("Meta:GraphVersion", "a version like v26.0"))
        {
            InstagramUrl = ReadUrl(configuration, "Instagram:GraphUrl"),
            AppId = Text(configuration, "Meta:AppId"),
            AppSecret = Text(configuration, "Meta:AppSecret"),
        };
    }

    // A token that cannot stand in a header is no token; it is never repeated in a message.
    private static MetaAccount? ReadAccount(IConfiguration configuration, string kind, string idKey)
    {
        var tokenKey = MetaAccount.SettingOf(kind);
        var (id, token) = (Text(configuration, idKey), Text(configuration, tokenKey));
        if (id is not null && !id.All(char.IsAsciiDigit))
            throw Wrong(idKey, "the account's id, digits only");
        if (token is not null && !MetaAccount.IsToken(token))
            throw Wrong(tokenKey, "an access token, without spaces");
        return (id, token) switch
        {
            ({ }, { }) => new MetaAccount(kind, id, token),
            (null, { }) => throw Wrong(idKey, $"the id of the account that {tokenKey} belongs to"),
            _ => null,
        };
    }

    [GeneratedRegex(@"^v[0-9]{1,2}\.[0-9]\z")]
    private static partial Regex GraphVersion();

    private static Brand ReadBrand(IConfiguration configuration)
    {
        return new Brand(Colour("Brand:Colour") ?? Brand.Usual.Colour, Colour("Brand:Accent") ?? Brand.Usual.Accent, Logo());

        string? Colour(string key) => Text(configuration, key) is not { } text ? null : Brand.ReadColour(text) ?? throw Wrong(key, "a colour like #0b4f5c");

        byte[]? Logo()
        {
            if (Text(configuration, "Brand:Logo") is not { } path)
                return null;
            var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
            return Photograph.Size(bytes) is null ? throw Wrong("Brand:Logo", "a PNG or JPEG file that can be read") : bytes;
        }
    }

    private static ReviewRules ReadReview(IConfiguration configuration)
    {
        var usual = new ReviewRules();
        return new ReviewRules
        {
            Usual = Rounds("Review:Rounds") ?? usual.Usual,
            ByKind = ReviewKinds.Select(kind => (Kind: kind.Value, Rounds: Rounds("Review:" + kind.Key))).Where(kind => kind.Rounds is not null).ToDictionary(kind => kind.Kind, kind => kind.Rounds!),
            RemindAfter = TimeSpan.FromHours(ReadWhole(configuration, "Review:RemindHours", (int)usual.RemindAfter.TotalHours, 1, 240)),
            Window = TimeSpan.FromHours(ReadWhole(configuration, "Review:WindowHours", (int)usual.Window.TotalHours, 3, 720)),
        };

        IReadOnlyList<ReviewRound>? Rounds(string key) => Text(configuration, key) is not { } text ? null
            : ReviewRound.ReadAll(text) ?? throw Wrong(key, "rounds like: any approver, or: all Sari Dewi, Budi; any owner");
    }

    private static int ReadWhole(IConfiguration configuration, string key, int usual, int least, int most) =>
        Text(configuration, key) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Wrong(key, $"a whole number from {least} to {most}");

    private static string? Text(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    private static SettingsRefused Wrong(string key, string wanted) => new($"The setting {key} must be {wanted}.");
}

/// <summary>The configuration cannot be used; the message is one line for the person at the keyboard.</summary>
public sealed class SettingsRefused(string message) : Exception(message);
