using System.Globalization;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Meta;

/// <summary>
/// Whatever the network, the power and the clock do: a post is public once, or a person has been asked. A failure names its seed;
/// <see cref="A_seed_is_played_again"/> plays one.
/// </summary>
public sealed class RandomFaultTests
{
    private const int Seeds = 1_000;
    private const string Marker = "Bedah buku Laut Bercerita";

    /// <summary>Calls that make something visible: half of what goes wrong goes wrong here.</summary>
    private static readonly (string Method, string Path)[] Commits = [("POST", "_[0-9]+$"), ("POST", "/feed$"), ("POST", "/media_publish$")];

    private static readonly (string Method, string Path)[] Others =
        [("POST", "/photos$"), ("POST", "/feed$"), ("GET", "_[0-9]+$"), ("GET", "/published_posts$"), ("POST", "/media$"), ("GET", "^/1[78][0-9]{15}$"), ("GET", "/media$"), ("GET", "/content_publishing_limit$")];

    [Fact]
    public async Task A_post_is_public_once_or_a_person_is_asked_whatever_happens()
    {
        var wrong = new List<string>();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed <= Seeds)
            {
                if (await Play(seed) is { } failure)
                {
                    lock (wrong)
                        wrong.Add(failure);
                }
            }
        })));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(1)]
    public async Task A_seed_is_played_again(int seed) => Assert.Null(await Play(seed));

    /// <summary>Null: all is well.</summary>
    private static async Task<string?> Play(int seed)
    {
        var random = new Random(seed);
        await using var desk = await MetaDesk.Open(graph => Habits(graph, random), stages: random.Next(2) == 0, trickyIds: random.Next(2) == 0);
        desk.Graph.Page.StagingWorks = desk.Stages;
        var pictures = Enumerable.Range(0, 3).Select(at => desk.Picture(string.Create(CultureInfo.InvariantCulture, $"{at}.jpg"))).ToList();
        await desk.OnFacebook(Marker, [.. pictures.Take(random.Next(4) - 1)]);
        await desk.OnInstagram(Marker, [.. pictures.Take(random.Next(1, 4))]);
        foreach (var _ in Enumerable.Range(0, random.Next(1, 7)))
            Fault(desk.Graph, random);
        try
        {
            await Live(desk, random);
        }
        catch (InvalidOperationException endless)
        {
            return $"Seed {seed}: {endless.Message}";
        }

        foreach (var delivery in await desk.Deliveries())
        {
            var live = desk.Graph.LiveOn(delivery.Kind == Destination.Facebook ? GraphNetwork.Facebook : GraphNetwork.Instagram, Marker);
            var isRight = delivery.State switch
            {
                DeliveryState.Published => live == 1,
                DeliveryState.NeedsHuman => live <= 1,
                DeliveryState.Refused => live == 0,
                _ => false,
            };
            if (!isRight)
                return $"Seed {seed}: {delivery.Kind} is {delivery.State} ({delivery.Why}) and there are {live}.\n{Story(desk)}";
        }

        return null;
    }

    private static void Habits(FakeGraph graph, Random random)
    {
        graph.Habits.Duplicates = (GraphDuplicates)random.Next(3);
        graph.Habits.IndexDelaySeconds = random.Next(3) * 40;
        graph.Habits.InstagramIndexDelaySeconds = random.Next(3) * 20;
        graph.Habits.PublishingAgainIsRefused = random.Next(2) == 0;
        graph.Habits.UsedFromCreation = random.Next(2) == 0;
        graph.Habits.EmptyStatusCode = random.Next(4) == 0;
        graph.Habits.Outage33Reads = random.Next(4) == 0 ? random.Next(8) : 0;
        graph.Habits.GoneContainerSubcode = random.Next(2) == 0 ? 2207006 : 2207008;
        graph.Habits.SecondPublishAnswersSameId = random.Next(2) == 0;
        graph.Habits.ContainerSeconds = random.Next(4) * 7;
        graph.Habits.LocaliseUserMessages = random.Next(2) == 0 ? "kn" : null;
        graph.Habits.TokenStatus = random.Next(2) == 0 ? 400 : 401;
        graph.Habits.SuccessAsText = random.Next(2) == 0;
    }

    private static void Fault(FakeGraph graph, Random random)
    {
        var places = random.Next(2) == 0 ? Commits : Others;
        var (method, path) = places[random.Next(places.Length)];
        var nth = random.Next(4) == 0 ? 2 : 1;
        var rule = random.Next(2) == 0 ? graph.Script.Before(method, path, nth) : graph.Script.After(method, path, nth);
        var times = random.Next(1, 4);
        _ = random.Next(13) switch
        {
            0 => rule.Drops(times),
            1 => rule.ClosesMidBody(times),
            2 => rule.SaysNothing(times),
            3 => rule.BadGateway(times),
            4 => rule.Answers(500, 2, 0, times),
            5 => rule.Answers(500, 1, 0, times),
            6 => rule.Answers(400, -1, 2207001, times),
            7 => rule.Answers(400, 24, 2207008, times),
            8 => rule.Answers(400, 4, 2207051, times),
            9 => rule.Answers(400, 368, 0, times),
            10 => rule.Answers(400, 100, 33, times),
            11 => rule.Throttles(random.Next(1, 30), new[] { 4, 17, 32, 613, 80001, 80002 }[random.Next(6)]),
            _ => rule.Answers(400, 100, 0, times),
        };
    }

    /// <summary>Some lives with deaths, dead tokens and jumps of the clock between them, and then a quiet one to the end.</summary>
    private static async Task Live(MetaDesk desk, Random random)
    {
        foreach (var _ in Enumerable.Range(0, random.Next(4)))
        {
            switch (random.Next(5))
            {
                case 0 or 1:
                    desk.DiesAfter(random.Next(12), saved: random.Next(2) == 0);
                    break;
                case 2:
                    desk.Graph.Tokens.Expire(desk.Graph.PageToken);
                    break;
                case 3:
                    desk.Clock.Advance(TimeSpan.FromMinutes(random.Next(300)));
                    break;
                default:
                    await desk.Start();
                    break;
            }

            await desk.Runs(TimeSpan.FromSeconds(random.Next(900)));
            if (random.Next(2) == 0)
                await NewToken(desk);
        }

        await NewToken(desk);
        for (var asked = 0; asked < 4; asked++)
        {
            await desk.Runs();
            await GoOnThoughLate(desk);
        }
    }

    private static async Task NewToken(MetaDesk desk)
    {
        desk.Graph.Tokens.Renew();
        await desk.Start();
    }

    /// <summary>A person says that what is hours late still goes out.</summary>
    private static Task GoOnThoughLate(MetaDesk desk) => ((ILibraryStore)desk.Disk).Commit(session =>
    {
        foreach (var paused in session.All(Broadcast.Broadcasts).Where(broadcast => broadcast.State == BroadcastState.Paused))
            desk.Publication.GoOn(session, paused);
    });

    private static string Story(MetaDesk desk) =>
        string.Join('\n', desk.Graph.Requests.Select(request => string.Create(CultureInfo.InvariantCulture, $"  {request.At:HH:mm:ss} {request.Method} {request.Path} {request.Status} {request.Outcome}")));
}
