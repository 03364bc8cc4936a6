using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Anything with an id: read by its fields, and asked by its edges.</summary>
public abstract class GraphNode
{
    private protected GraphNode(string id) => Id = id;

    public string Id { get; }

    /// <summary>As error messages name it.</summary>
    internal abstract string Type { get; }

    /// <summary>Of the Page or the Instagram account that it belongs to.</summary>
    internal abstract string AccountId { get; }

    internal abstract IReadOnlyList<string> DefaultFields { get; }

    /// <summary>What a look at the whole world shows.</summary>
    internal virtual IReadOnlyList<string> WorldFields => DefaultFields;

    /// <summary>Null when the field is empty, which leaves it out.</summary>
    internal abstract JsonNode? Field(GraphField field, GraphCall call);

    /// <summary>Refuses whoever may not see it.</summary>
    internal abstract void MustBeSeenBy(GraphCall call);

    /// <summary>The address of the picture that must be fetched before the call can be answered.</summary>
    internal virtual string? PictureFor(GraphCall call) => null;

    internal virtual JsonNode Answer(GraphCall call) => call switch
    {
        { Method: "GET", Edge: "" } => Read(call, call.Fields),
        { Method: "GET" } => throw GraphRefusal.NoField(call.Edge, Type),
        _ => throw GraphRefusal.Unsupported(call.Method),
    };

    internal JsonObject Read(GraphCall call, GraphFields? fields)
    {
        var shown = new JsonObject { ["id"] = ShownId(call) };
        foreach (var field in (fields ?? GraphFields.Of(DefaultFields)).All)
        {
            if (field.Name != "id" && Field(field, call) is { } value)
                shown[field.Name] = value;
        }

        return shown;
    }

    internal virtual string ShownId(GraphCall call) => Id;

    private protected GraphRefusal NoField(GraphField field) => GraphRefusal.NoField(field.Name, Type);
}
