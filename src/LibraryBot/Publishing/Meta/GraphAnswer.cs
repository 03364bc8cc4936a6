using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>What came of one call: a closed set.</summary>
public abstract record GraphAnswer
{
    /// <summary>It was done, or read: a JSON object.</summary>
    public sealed record Said(JsonElement Body) : GraphAnswer
    {
        /// <summary>A field as text, whether the network wrote text, a number or a truth value; null when it is not there.</summary>
        public string? Text(string name) => GraphJson.Text(Body, name);

        /// <summary>Whether a field is true, as a truth value or as the word.</summary>
        public bool Is(string name) => GraphJson.Truth(Body, name) == true;

        /// <summary>The rows of a list.</summary>
        public IReadOnlyList<JsonElement> Rows => GraphJson.Rows(Body, "data");
    }

    /// <summary>The network's own no, with its code.</summary>
    public sealed record Denied(GraphError Error) : GraphAnswer;

    /// <summary>It is proven that nothing left this machine.</summary>
    public sealed record NeverLeft(string Why) : GraphAnswer;

    /// <summary>Bytes left, and what came back says nothing: a time-out, a broken connection, an answer that is no JSON.</summary>
    public sealed record Lost(string Why) : GraphAnswer;
}
