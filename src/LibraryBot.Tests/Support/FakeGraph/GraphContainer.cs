using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What becomes a medium when it is published: for 24 hours, and once.</summary>
public sealed class GraphContainer : GraphNode
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    internal GraphContainer(GraphInstagram account, string kind) : base(account.Graph.Ids.Container()) =>
        (Account, Kind, CreatedAt) = (account, kind, account.Graph.Clock.Now);

    public GraphInstagram Account { get; }

    /// <summary>IMAGE, CAROUSEL or STORIES.</summary>
    public string Kind { get; }

    public DateTimeOffset CreatedAt { get; }
    public string Caption { get; internal init; } = "";
    public string? AltText { get; internal init; }
    public string? ImageUrl { get; internal init; }
    public bool IsCarouselItem { get; internal init; }
    public IReadOnlyList<GraphContainer> Children { get; internal init; } = [];

    /// <summary>What it became.</summary>
    public GraphMedia? PublishedAs { get; internal set; }

    /// <summary>IN_PROGRESS, FINISHED, ERROR, EXPIRED or PUBLISHED, by the clock.</summary>
    public string Status => PublishedAs is not null ? "PUBLISHED" : Now >= CreatedAt + Life ? "EXPIRED" : Step.Status;

    internal IReadOnlyList<GraphStep> Timeline { get; init; } = [];

    /// <summary>A child whose carousel took it.</summary>
    internal bool IsUsed { get; set; }

    internal override string Type => "ShadowIGMediaBuilder";
    internal override string AccountId => Account.Id;
    internal override IReadOnlyList<string> DefaultFields => ["id"];
    internal override IReadOnlyList<string> WorldFields => ["status_code", "status"];

    private DateTimeOffset Now => Account.Graph.Clock.Now;
    private GraphStep Step => Timeline.LastOrDefault(step => CreatedAt.AddSeconds(step.Seconds) <= Now) ?? new GraphStep(0, "IN_PROGRESS");

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Account))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "status_code" => Account.Graph.Habits.EmptyStatusCode ? null : Status,
        "status" => Words(),
        "copyright_check_status" => null,
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call)
    {
        if (call is not { Method: "GET", Edge: "" })
            return base.Answer(call);
        call.Needs("instagram_basic");
        if (Account.Graph.Habits.Outage33Reads > 0)
        {
            Account.Graph.Habits.Outage33Reads--;
            throw GraphRefusal.NotThere(Id, call.Method);
        }

        return Read(call, call.Fields);
    }

    private string Words() => Status switch
    {
        "FINISHED" => "Finished: Media has been uploaded and it is ready to be published.",
        "PUBLISHED" => "Published: Media has been successfully published.",
        "EXPIRED" => "Expired: Media was not published within 24 hours.",
        "ERROR" => string.Create(CultureInfo.InvariantCulture, $"Error: {Step.Subcode}"),
        _ => "In Progress: Media is still being processed.",
    };
}
