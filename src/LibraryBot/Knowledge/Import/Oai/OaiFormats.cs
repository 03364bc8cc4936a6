using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>The format to ask for, and what the formats tell of the system behind them.</summary>
internal sealed record OaiFormats(string Prefix, bool IsInlisLite, bool IsSlims = false)
{
    private const string Plain = "oai_dc";

    /// <summary>The more a format tells of a book, the earlier it stands; prefixes differ from site to site, namespaces less.</summary>
    private static readonly (string Prefix, string Namespace)[] ByWorth =
    [
        ("marcxml", "http://www.loc.gov/MARC21/slim"),
        ("marc21", "http://www.loc.gov/MARC21/slim"),
        ("marc", "http://www.loc.gov/MARC21/slim"),
        ("oai_marc", "http://www.openarchives.org/OAI/1.1/oai_marc"),
        ("mods", "http://www.loc.gov/mods/v3"),
        (Plain, "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ];

    /// <summary>The best format on offer. Every repository must offer oai_dc (OAI-PMH 2.0, 4.4), so that is asked for when the list cannot be had.</summary>
    public static async Task<OaiFormats> Choose(OaiDoor door)
    {
        var offered = await Offered(door);
        var best = ByWorth.Select(worth => Find(offered, format => format.Prefix.Equals(worth.Prefix, StringComparison.OrdinalIgnoreCase))
            ?? Find(offered, format => format.Namespace == worth.Namespace)).FirstOrDefault(found => found is not null);
        return new OaiFormats(best ?? Plain, IsInlisLiteAt(door.Address) || (Has(offered, "rif") && Has(offered, "oai_marc")), await CallsItselfSlims(door));
    }

    public static OaiFormats Given(OaiDoor door, string prefix) => new(prefix, IsInlisLiteAt(door.Address));

    public static async Task<IReadOnlyList<(string Prefix, string Namespace)>> Offered(OaiDoor door)
    {
        using var page = await door.Ask(("verb", "ListMetadataFormats"));
        return page.ToEnd().IsOai ? page.Formats : throw new LinkRefused($"{door.Address.Text} is no OAI-PMH repository.");
    }

    /// <summary>A SLiMS whose librarian changed the beginning of its identifiers is still known by its name.</summary>
    private static async Task<bool> CallsItselfSlims(OaiDoor door)
    {
        try
        {
            using var page = await door.Ask(("verb", "Identify"));
            var name = page.ToEnd().RepositoryName ?? "";
            return name.Contains("slims", StringComparison.OrdinalIgnoreCase) || name.Contains("senayan", StringComparison.OrdinalIgnoreCase);
        }
        catch (LinkRefused)
        {
            return false;
        }
    }

    private static string? Find(IEnumerable<(string Prefix, string Namespace)> offered, Func<(string Prefix, string Namespace), bool> isIt) =>
        offered.Where(isIt).Select(format => format.Prefix).FirstOrDefault();

    private static bool Has(IEnumerable<(string Prefix, string Namespace)> offered, string prefix) => offered.Any(format => format.Prefix == prefix);

    private static bool IsInlisLiteAt(OaiAddress address) => address.Text.Contains("inlislite", StringComparison.OrdinalIgnoreCase);
}
