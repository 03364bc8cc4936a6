namespace LibraryBot.Publishing.Meta;

/// <summary>What an error means for what we do next, whatever the call was.</summary>
public enum GraphTrouble
{
    /// <summary>A code that we do not know: nobody can say what it did.</summary>
    Unclear,

    /// <summary>The token is dead: the channel needs a new one.</summary>
    TokenDead,

    /// <summary>The token lives and may not do this.</summary>
    NotAllowed,

    /// <summary>Too many calls: none until the named time.</summary>
    Throttled,

    /// <summary>Instagram's posts of the day are used up.</summary>
    QuotaUsed,

    /// <summary>Meta's own trouble, which passes.</summary>
    Temporary,

    /// <summary>The object is not there, or not visible just now (an outage of 2026 answered so for weeks).</summary>
    NotVisible,

    /// <summary>The container is not ready to be published.</summary>
    NotReady,

    /// <summary>The container could not be published just now, or is none any more: its status tells.</summary>
    ContainerInDoubt,

    /// <summary>What was staged is no good: it has to be staged anew.</summary>
    StageLost,

    /// <summary>Meta could not fetch our picture.</summary>
    NotFetched,

    /// <summary>The network says that it has this already: reason to look, not proof.</summary>
    Duplicate,

    /// <summary>The account is held back for what it posts: seen with the post live all the same.</summary>
    Restricted,

    /// <summary>The account is blocked until its people see to it.</summary>
    Blocked,

    /// <summary>The picture is too big.</summary>
    PictureTooBig,

    /// <summary>The picture is of a format or shape that is not taken.</summary>
    PictureFormat,
    PictureShape,
    CaptionTooLong,
    TooManyTags,
    Album,

    /// <summary>The text holds a link that is not taken.</summary>
    Link,

    /// <summary>Any other refusal of what we sent.</summary>
    Rejected,
}

/// <summary>
/// Which numbers mean what, first by code and subcode, then by code (Meta's error pages of the Graph API and of Instagram's content
/// publishing, June 2026). Never by a text, and never by digits within an id.
/// </summary>
public static class GraphTroubles
{
    private const int Any = -1;

    public static readonly IReadOnlyList<(int From, int To, int Subcode, GraphTrouble Trouble)> Table =
    [
        // Instagram content publishing.
        (-2, -2, 2207003, GraphTrouble.NotFetched),
        (-2, -2, 2207020, GraphTrouble.StageLost),
        (-1, -1, 2207001, GraphTrouble.Temporary),
        (-1, -1, 2207032, GraphTrouble.Temporary),
        (-1, -1, 2207053, GraphTrouble.StageLost),
        (1, 1, 2207057, GraphTrouble.Rejected),
        (4, 4, 2207051, GraphTrouble.Restricted),
        (9, 9, 2207042, GraphTrouble.QuotaUsed),
        (24, 24, 2207006, GraphTrouble.ContainerInDoubt),
        (24, 24, 2207008, GraphTrouble.ContainerInDoubt),
        (25, 25, 2207050, GraphTrouble.Blocked),
        (100, 100, 2207023, GraphTrouble.PictureFormat),
        (100, 100, 2207028, GraphTrouble.Album),
        (100, 100, 2207040, GraphTrouble.TooManyTags),
        (352, 352, 2207026, GraphTrouble.PictureFormat),
        (9004, 9004, 2207052, GraphTrouble.NotFetched),
        (9007, 9007, 2207027, GraphTrouble.NotReady),
        (36000, 36000, 2207004, GraphTrouble.PictureTooBig),
        (36001, 36001, 2207005, GraphTrouble.PictureFormat),
        (36003, 36003, 2207009, GraphTrouble.PictureShape),
        (36004, 36004, 2207010, GraphTrouble.CaptionTooLong),

        // Graph API.
        (100, 100, 33, GraphTrouble.NotVisible),
        (102, 102, Any, GraphTrouble.TokenDead),
        (104, 104, Any, GraphTrouble.TokenDead),
        (190, 190, Any, GraphTrouble.TokenDead),
        (3, 3, Any, GraphTrouble.NotAllowed),
        (10, 10, Any, GraphTrouble.NotAllowed),
        (200, 299, Any, GraphTrouble.NotAllowed),
        (1, 2, Any, GraphTrouble.Temporary),
        (-2, -1, Any, GraphTrouble.Temporary),
        (4, 4, Any, GraphTrouble.Throttled),
        (17, 17, Any, GraphTrouble.Throttled),
        (32, 32, Any, GraphTrouble.Throttled),
        (341, 341, Any, GraphTrouble.Throttled),
        (613, 613, Any, GraphTrouble.Throttled),
        (80000, 80014, Any, GraphTrouble.Throttled),
        (9, 9, Any, GraphTrouble.QuotaUsed),
        (24, 24, Any, GraphTrouble.ContainerInDoubt),
        (25, 25, Any, GraphTrouble.Blocked),
        (9004, 9004, Any, GraphTrouble.NotFetched),
        (9007, 9007, Any, GraphTrouble.NotReady),
        (36000, 36000, Any, GraphTrouble.PictureTooBig),
        (36001, 36001, Any, GraphTrouble.PictureFormat),
        (36003, 36003, Any, GraphTrouble.PictureShape),
        (36004, 36004, Any, GraphTrouble.CaptionTooLong),
        (368, 368, Any, GraphTrouble.Blocked),
        (506, 506, Any, GraphTrouble.Duplicate),
        (1366051, 1366051, Any, GraphTrouble.Duplicate),
        (1366046, 1366046, Any, GraphTrouble.PictureTooBig),
        (100, 100, 1366046, GraphTrouble.PictureTooBig),
        (100, 100, 1366051, GraphTrouble.Duplicate),
        (100, 100, 1609005, GraphTrouble.Link),
        (100, 100, 1609008, GraphTrouble.Link),
        (1609005, 1609005, Any, GraphTrouble.Link),
        (1609008, 1609008, Any, GraphTrouble.Link),
        (324, 324, Any, GraphTrouble.PictureFormat),
        (2069019, 2069019, Any, GraphTrouble.PictureFormat),
        (352, 352, Any, GraphTrouble.PictureFormat),
        (100, 100, Any, GraphTrouble.Rejected),
    ];

    public static GraphTrouble Of(GraphError error)
    {
        var fits = Table.Where(row => error.Code >= row.From && error.Code <= row.To).ToList();
        return fits.Where(row => row.Subcode == error.Subcode).Concat(fits.Where(row => row.Subcode == Any))
            .Select(row => row.Trouble).FirstOrDefault(GraphTrouble.Unclear);
    }
}
