using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>The person who logged in.</summary>
internal sealed class GraphUser(string id, string name) : GraphNode(id)
{
    internal override string Type => "User";
    internal override string AccountId => Id;
    internal override IReadOnlyList<string> DefaultFields => ["name", "id"];

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "name" => name,
        _ => throw NoField(field),
    };

    internal override void MustBeSeenBy(GraphCall call)
    {
    }
}
