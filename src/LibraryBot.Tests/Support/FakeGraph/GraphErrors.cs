namespace LibraryBot.Tests.Support;

/// <summary>The words of scripted errors.</summary>
internal static class GraphErrors
{
    public static string Message(int code, int subcode) => (code, subcode) switch
    {
        (1, 0) => "An unknown error occurred",
        (2, _) => "An unexpected error has occurred. Please retry your request later.",
        (4, 2207051) => "Application request limit reached",
        (4, _) => "(#4) Application request limit reached",
        (17, _) => "(#17) User request limit reached",
        (32, _) => "(#32) Page request limit reached",
        (613, _) => "(#613) Calls to this api have exceeded the rate limit.",
        (80001, _) => "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
        (80002, _) => "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.",
        (9007, _) => "Media ID is not available",
        (24, 2207008) => "The media you are trying to publish is temporarily not available",
        (24, _) => "The requested resource does not exist",
        (9, _) => "Application request limit reached",
        (100, 33) => "Unsupported get request. Object with ID does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
        (190, 460) => "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
        (190, _) => "Error validating access token: Session has expired on Saturday, 21-Nov-26 02:00:00 PST.",
        (368, _) => "The action attempted has been deemed abusive or is otherwise disallowed",
        (506, _) => "(#506) Duplicate status message",
        (9004, _) => "Only photo or video can be accepted as media type.",
        _ => $"(#{code}) Scripted error",
    };

    public static string? Title(int code, int subcode) => (code, subcode) switch
    {
        (9007, _) => "Cannot publish",
        (4, 2207051) => "Action is blocked",
        (_, > 2_000_000) => "Something went wrong",
        _ => null,
    };

    public static string? UserMessage(int code, int subcode) => (code, subcode) switch
    {
        (9007, _) => "The media is not ready to be published. Please wait a moment.",
        (4, 2207051) => "We restrict certain activity to protect our community.",
        (24, 2207008) => "The media is not ready for publishing, please try again in a moment.",
        (_, > 2_000_000) => "Please try again later.",
        _ => null,
    };
}
