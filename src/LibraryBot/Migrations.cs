using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LibraryBot.Storage;

namespace LibraryBot;

/// <summary>Every change of the shape of what is stored, in its order. What they name is the shape of that time, whatever the types of today say.</summary>
public static class Migrations
{
    private const int ActivitiesOnPage = 8;
    private const int BytesOnPage = 22_000;

    public static readonly IReadOnlyList<Migration> All = [new Migration(2, PagesAndDoneRows)];

    /// <summary>Transcripts go by pages; rows of the inbox say whether they are done; buttons are found by their end.</summary>
    private static void PagesAndDoneRows(IStoreOfJson store)
    {
        foreach (var (id, json) in store.All("inbox"))
            store.Put("inbox", id, json, ("waiting", JsonNode.Parse(json)!["channelId"]!.GetValue<string>()));
        foreach (var (id, json) in store.All("buttons"))
            store.Put("buttons", id, json, ("expiry", JsonNode.Parse(json)!["expiresAt"]!.GetValue<long>()));

        var lines = store.All("directline_transcript").ToLookup(line => line.Id[..line.Id.LastIndexOf('|')]);
        foreach (var (id, json) in store.All("directline_conversations"))
        {
            var conversation = JsonNode.Parse(json)!.AsObject();
            conversation.Remove("first");
            // One that has no last is of today already.
            if (!conversation.Remove("last"))
                continue;
            conversation["pages"] = new JsonArray([.. WritePages(store, id, lines[id]).Select(first => JsonValue.Create(first))]);
            store.Put("directline_conversations", id, conversation.ToJsonString(StoreJson.Options));
        }

        foreach (var line in lines.SelectMany(line => line))
            store.Delete("directline_transcript", line.Id);
    }

    /// <summary>Answers the number of each page's first activity.</summary>
    private static List<long> WritePages(IStoreOfJson store, string conversation, IEnumerable<(string Id, string Json)> lines)
    {
        var firsts = new List<long>();
        var (page, weight, next) = (new JsonArray(), 0, -1L);
        foreach (var line in lines.Select(line => JsonNode.Parse(line.Json)!).OrderBy(line => line["sequence"]!.GetValue<long>()))
        {
            var sequence = line["sequence"]!.GetValue<long>();
            var activity = line["activity"]!.DeepClone();
            var bytes = Encoding.UTF8.GetByteCount(activity.ToJsonString(StoreJson.Options));
            if (sequence != next || page.Count == ActivitiesOnPage || weight + bytes > BytesOnPage)
            {
                (page, weight) = ([], 0);
                firsts.Add(sequence);
            }

            page.Add(activity);
            weight += bytes;
            next = sequence + 1;
            store.Put("directline_pages", PageId(conversation, firsts[^1]), new JsonObject
            {
                ["conversationId"] = conversation,
                ["first"] = firsts[^1],
                ["activities"] = page.DeepClone(),
                ["weight"] = weight,
            }.ToJsonString(StoreJson.Options));
        }

        return firsts;
    }

    private static string PageId(string conversation, long first) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{first:D7}");
}
