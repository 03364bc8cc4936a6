namespace LibraryBot.Tests.Support;

/// <summary>Where Meta's behaviour is not certain or has varied: a client must be right under every value. Also set by /__fake/habits.</summary>
public sealed class GraphHabits
{
    /// <summary>Living versions, oldest first.</summary>
    public IList<string> Versions { get; init; } = ["v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"];

    /// <summary>Versions that are over: the oldest living one answers for them.</summary>
    public IList<string> ExpiredVersions { get; init; } = ["v17.0", "v18.0", "v19.0", "v20.0"];

    /// <summary>The language of error_user_title and error_user_msg: "id", "kn", or null for English.</summary>
    public string? LocaliseUserMessages { get; set; }

    /// <summary>The HTTP status of code 190: 400, 401 or 403.</summary>
    public int TokenStatus { get; set; } = 400;

    /// <summary>The HTTP status of codes 3, 10 and 200 to 299: 400, 401 or 403.</summary>
    public int PermissionStatus { get; set; } = 400;

    /// <summary>Calls without appsecret_proof are refused. A wrong one always is.</summary>
    public bool RequiresProof { get; set; }

    /// <summary>A user token may publish on a Page (as before the new Pages).</summary>
    public bool UserTokenMayPost { get; set; }

    /// <summary>The same message and link as the newest post within ten minutes.</summary>
    public GraphDuplicates Duplicates { get; set; }

    /// <summary>How long a new post is missing from a Page's lists (reading it by id shows it at once).</summary>
    public int IndexDelaySeconds { get; set; }

    /// <summary>How long a new medium is missing from an Instagram account's list.</summary>
    public int InstagramIndexDelaySeconds { get; set; }

    /// <summary>Publishing a staged post that is published already: false answers success, true answers error 100.</summary>
    public bool PublishingAgainIsRefused { get; set; }

    /// <summary>The code for changing or removing a post that another app made: 200 or 10.</summary>
    public int ForeignPostCode { get; set; } = 200;

    /// <summary>Photos and carousel children are used up when their parent is created; false: when it is published.</summary>
    public bool UsedFromCreation { get; set; }

    /// <summary>subscribed_apps answers "true" as text.</summary>
    public bool SuccessAsText { get; set; }

    /// <summary>The code for a second private reply to one comment.</summary>
    public int RepliedAlreadyCode { get; set; } = 10900;

    /// <summary>The code for a private reply to a comment of more than seven days.</summary>
    public int RepliedTooLateCode { get; set; } = 10903;

    /// <summary>Instagram takes PNG too.</summary>
    public bool AcceptPng { get; set; }

    /// <summary>Most hashtags of a caption.</summary>
    public int HashtagLimit { get; set; } = 5;

    /// <summary>The subcode of too many hashtags.</summary>
    public int HashtagSubcode { get; set; } = 2207040;

    /// <summary>A container's status_code is left out and only its status is told.</summary>
    public bool EmptyStatusCode { get; set; }

    /// <summary>So many reads of containers answer 100/33, though token and container are good.</summary>
    public int Outage33Reads { get; set; }

    /// <summary>What publishing an expired or unknown container answers with code 24: 2207006 or 2207008.</summary>
    public int GoneContainerSubcode { get; set; } = 2207006;

    /// <summary>Publishing a container again: false answers 24/2207006, true the same medium's id.</summary>
    public bool SecondPublishAnswersSameId { get; set; }

    /// <summary>How long a container is IN_PROGRESS before it is FINISHED.</summary>
    public double ContainerSeconds { get; set; } = 2;

    /// <summary>How many a list holds when the call names no limit.</summary>
    public int PageSize { get; set; } = 25;

    /// <summary>The same for an Instagram medium's comments.</summary>
    public int InstagramCommentsPageSize { get; set; } = 50;

    /// <summary>The code for renewing an Instagram token of less than a day.</summary>
    public int TooYoungToRefreshCode { get; set; } = 100;
}

public enum GraphDuplicates
{
    /// <summary>Two posts.</summary>
    Accepted,

    /// <summary>506 "Duplicate status message".</summary>
    Code506,

    /// <summary>368 "You've already posted this".</summary>
    Code368,
}
