using System.Globalization;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// The memory of what was heard, for ids that end in a number, such as "telegram|815": one record for 64 numbers in a row,
/// since a network numbers what it brings one after another. A record goes when the last of its numbers need not be remembered.
/// </summary>
/// <param name="Id">What stands before the number, and the number divided by 64.</param>
/// <param name="Heard">A bit for each number, the lowest for the first.</param>
public sealed record HeardNumbers(string Id, ulong Heard, DateTimeOffset LastAt)
{
    private const int InARecord = 64;

    public static readonly Collection<HeardNumbers> Rows = new("heard_numbers", row => row.Id);
    public static readonly StoreIndex<HeardNumbers> ByLast = Rows.ByNumber("last", row => row.LastAt.UtcTicks);

    public static bool Has(IStoreReader store, string id) =>
        Place(id) is var (record, bit) && store.Get(Rows, record) is { } known && (known.Heard & bit) != 0;

    /// <summary>Remembers it; false when it was heard before, and null for an id without a number.</summary>
    public static bool? Add(IStoreSession session, string id, DateTimeOffset now)
    {
        if (Place(id) is not var (record, bit))
            return null;
        var known = session.Get(Rows, record) ?? new HeardNumbers(record, 0, now);
        if ((known.Heard & bit) != 0)
            return false;
        session.Put(Rows, known with { Heard = known.Heard | bit, LastAt = now });
        return true;
    }

    private static (string Record, ulong Bit)? Place(string id)
    {
        var before = id.LastIndexOf('|') + 1;
        var digits = id.AsSpan(before);
        // One way to write each number: what begins with a zero is no number but a name.
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (digits[0] == '0' && digits.Length > 1))
            return null;
        return (string.Create(CultureInfo.InvariantCulture, $"{id.AsSpan(0, before)}{number / InARecord}"), 1UL << (int)(number % InARecord));
    }
}
