using LibraryBot.Accessions;
using LibraryBot.Storage;

namespace LibraryBot.Checkup;

/// <summary>The links that knowledge is brought from again and again.</summary>
internal static class SourceChecks
{
    public static IEnumerable<Finding> Health(IStoreReader store, Examined on)
    {
        var sources = KnowledgeSource.Confirmed(store);
        foreach (var sick in sources.Where(source => source is { State: SourceState.On, IsSick: true }))
        {
            yield return new Finding(
                "sources",
                $"Nothing could be brought from {OneLine.Of(sick.Link)} since {Amounts.Moment(sick.FailingSince!.Value)}: {OneLine.Of(sick.Trouble ?? "")} What it brought before is kept and used.",
                $"Open the link in a browser. If it moved or ended, a librarian removes it with /sources and adds the new one; if it is there, nothing is to be done: it is tried again at {Amounts.Moment(sick.NextAt)}.");
        }

        yield return new Finding("sources", sources.Count == 0 ? "none is followed" : $"{Amounts.Count(sources.Count, "source")} followed, {sources.Count(source => source.State == SourceState.Paused)} paused");
    }
}
