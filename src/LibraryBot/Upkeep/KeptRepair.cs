using LibraryBot.Storage;

namespace LibraryBot.Upkeep;

/// <summary>A repair that the owners have not been told of yet: whichever verb opened the damaged store, the bot tells it when it runs.</summary>
public sealed record KeptRepair(string Id, StoreRepair Repair, DateTimeOffset FoundAt)
{
    public static readonly Collection<KeptRepair> Repairs = new("repairs", repair => repair.Id);
}
