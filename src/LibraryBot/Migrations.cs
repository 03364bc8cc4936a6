using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LibraryBot.Storage;

namespace LibraryBot;

/// <summary>Every change of the shape of what is stored, in its order. What they name is the shape of that time, whatever the types of today say.</summary>
public static class Migrations
{
    private const int ActivitiesOnPage = 8;
    private const int BytesOnPage = 22_000;

    public static readonly IReadOnlyList<Migration> All = [new Migration(2, PagesAndDoneRows), new Migration(3, SeveralPictures), new Migration(4, ChainAndNetworks), new Migration(5, NeedsHuman)];

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

    /// <summary>Posts and deliveries have a list of pictures, and what was approved is hashed with it.</summary>
    private static void SeveralPictures(IStoreOfJson store)
    {
        foreach (var (id, json) in store.All("deliveries"))
        {
            var delivery = WithPictures(json);
            store.Put("deliveries", id, delivery.ToJsonString(StoreJson.Options), [.. DeliveryKeys(delivery)]);
        }

        foreach (var (id, json) in store.All("posts"))
        {
            var before = JsonNode.Parse(json)!.AsObject();
            var post = WithPictures(json);
            if ((string?)before["approvedHash"] is { } hash && hash == HashOfOnePicture(before))
                post["approvedHash"] = HashOfPictures(post);
            store.Put("posts", id, post.ToJsonString(StoreJson.Options), ("status", (string)post["status"]!));
        }
    }

    /// <summary>Lines of the record carry the hash of the one before; what was approved is hashed with its networks and its time.</summary>
    private static void ChainAndNetworks(IStoreOfJson store)
    {
        var (number, before) = (0L, "");
        foreach (var (id, json) in store.All("audit").OrderBy(line => line.Id, StringComparer.Ordinal).ToList())
        {
            var line = JsonNode.Parse(json)!.AsObject();
            line["contentHash"] = (string?)line["hash"];
            line["destinations"] = new JsonArray();
            line["before"] = before;
            line["hash"] = before = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new object?[]
            {
                number = (long)line["number"]!, (long)line["at"]!, (string)line["personId"]!, (string)line["personName"]!, (string)line["verb"]!, (string?)line["words"],
                (long?)line["post"], (int?)line["version"], (string?)line["contentHash"], "", null, (string)line["before"]!,
            })));
            store.Put("audit", id, line.ToJsonString(StoreJson.Options), (long?)line["post"] is { } post ? [("post", post)] : []);
        }

        if (number > 0)
            store.Put("audit_end", "end", new JsonObject { ["id"] = "end", ["number"] = number, ["hash"] = before }.ToJsonString(StoreJson.Options));
        foreach (var (id, json) in store.All("posts").ToList())
        {
            var post = JsonNode.Parse(json)!.AsObject();
            Rehash(post, (long)post["number"]!);
            if (post["standing"] is JsonObject standing)
                Rehash(standing, (long)post["number"]!);
            store.Put("posts", id, post.ToJsonString(StoreJson.Options), ("status", (string)post["status"]!));
        }
    }

    private static void Rehash(JsonObject content, long number)
    {
        if ((string?)content["approvedHash"] is { } hash && hash == Hash(Bound(content, number)))
            content["approvedHash"] = HashOfNetworks(content, number);
    }

    private static object Bound(JsonObject content, long number) => new
    {
        Number = number,
        Version = (int)content["version"]!,
        Text = (string)content["text"]!,
        OtherText = (string?)content["otherText"],
        Pictures = content["pictures"]!.AsArray().Select(picture => new { Media = (string)picture!["media"]!, AltText = (string?)picture["altText"] }),
        Destinations = Texts(content["destinations"]),
    };

    private static string HashOfNetworks(JsonObject content, long number) => Hash(new
    {
        Number = number,
        Version = (int)content["version"]!,
        Text = (string)content["text"]!,
        OtherText = (string?)content["otherText"],
        Pictures = content["pictures"]!.AsArray().Select(picture => new { Media = (string)picture!["media"]!, AltText = (string?)picture["altText"] }),
        Networks = Array.Empty<object>(),
        Destinations = Texts(content["destinations"]),
        DueAt = (long?)null,
    });

    /// <summary>"Unknown" is now what a network is still asked about; what a person has to look at is "NeedsHuman".</summary>
    private static void NeedsHuman(IStoreOfJson store)
    {
        foreach (var (id, json) in store.All("deliveries").ToList())
        {
            var delivery = JsonNode.Parse(json)!.AsObject();
            if ((string)delivery["state"]! != "Unknown")
                continue;
            delivery["state"] = "NeedsHuman";
            store.Put("deliveries", id, delivery.ToJsonString(StoreJson.Options), [.. DeliveryKeys(delivery)]);
        }

        foreach (var (id, json) in store.All("broadcasts").ToList())
        {
            var broadcast = JsonNode.Parse(json)!.AsObject();
            var counts = broadcast["counts"]?.AsObject();
            if (counts?.FirstOrDefault(count => count.Key.Equals("Unknown", StringComparison.OrdinalIgnoreCase)) is not { Value: { } unknown } old)
                continue;
            counts.Remove(old.Key);
            counts["NeedsHuman"] = unknown.DeepClone();
            store.Put("broadcasts", id, broadcast.ToJsonString(StoreJson.Options), ("state", (string)broadcast["state"]!));
        }
    }

    private static JsonObject WithPictures(string json)
    {
        var record = JsonNode.Parse(json)!.AsObject();
        var pictures = new JsonArray();
        if ((string?)record["picture"] is { } media)
            pictures.Add(new JsonObject { ["media"] = media, ["altText"] = (string?)record["altText"] });
        record.Remove("picture");
        record.Remove("altText");
        record["pictures"] = pictures;
        return record;
    }

    private static IEnumerable<(string Index, object Key)> DeliveryKeys(JsonObject delivery)
    {
        var (state, due) = ((string)delivery["state"]!, (long)delivery["dueAt"]!);
        yield return ("post", (long)delivery["post"]!);
        yield return ("state", state);
        if (state != "Planned")
            yield break;
        yield return ("due", due);
        yield return ("plan", string.Create(CultureInfo.InvariantCulture, $"{(string)delivery["destinationId"]!}|{due:D19}"));
    }

    private static string HashOfOnePicture(JsonObject post) => Hash(new
    {
        Number = (long)post["number"]!,
        Version = (int)post["version"]!,
        Text = (string)post["text"]!,
        Picture = (string?)post["picture"],
        AltText = (string?)post["altText"],
        Destinations = Texts(post["destinations"]),
    });

    private static string HashOfPictures(JsonObject post) => Hash(new
    {
        Number = (long)post["number"]!,
        Version = (int)post["version"]!,
        Text = (string)post["text"]!,
        OtherText = (string?)null,
        Pictures = post["pictures"]!.AsArray().Select(picture => new { Media = (string)picture!["media"]!, AltText = (string?)picture["altText"] }),
        Destinations = Texts(post["destinations"]),
    });

    private static string[] Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(text => (string)text!)];

    private static string Hash<T>(T bound) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bound)));

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
