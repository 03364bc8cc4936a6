using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Posts;

/// <summary>
/// A million things done to posts by people of all roles, in any order, with hands in the store between: nothing goes out that was not
/// approved exactly so by those who may, and nothing that was is lost. What is right is kept beside by a few lines of its own, which know
/// nothing of the desk.
/// </summary>
public sealed class ApprovalModelTests
{
    private const int Actions = 1_000_000;
    private const int ActionsOfALife = 400;
    private static readonly string[] Rounds = ["any approver", "any librarian; any approver", "all Ratna, Wati", "any Budi; all approver", "any owner"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_goes_out_unless_exactly_it_was_approved_by_those_who_may_and_nothing_approved_is_lost(int seed)
    {
        var seen = new Seen();
        for (var life = 0; life < Actions / 2 / ActionsOfALife; life++)
            new Life(new Random((seed * 100_000) + life), Rounds[life % Rounds.Length], seen).Run(ActionsOfALife);
        Assert.Equal(Actions / 2, seen.Actions);
        // The model must not be right because nothing ever happens in it.
        Assert.True(seen is { Published: > 10_000, Refused: > 40_000, Tampered: > 5_000, Approvals: > 4_000, OwnTries: > 20_000 }, seen.ToString());
    }

    private sealed record Seen
    {
        public int Actions { get; set; }
        public int Published { get; set; }
        public int Refused { get; set; }
        public int Tampered { get; set; }
        public int Approvals { get; set; }
        public int OwnTries { get; set; }
    }

    /// <summary>A library's posts from the first on, with a panel of its own.</summary>
    private sealed class Life
    {
        private static readonly DateTimeOffset Morning = TempLibrary.Morning;
        private readonly PlainSession store = new();
        private readonly FakeTimeProvider clock = new(Morning);
        private readonly List<Person> people =
        [
            new("p1", "Sri", Role.Librarian), new("p2", "Budi", Role.Librarian), new("p3", "Ratna", Role.Approver), new("p4", "Wati", Role.Approver), new("p5", "Hendra", Role.Owner), new("p6", "Dewi", Role.Patron),
        ];
        private readonly Dictionary<string, Fact> facts = [];
        private readonly Random random;
        private readonly Seen seen;
        private readonly IReadOnlyList<ReviewRound> rounds;
        private readonly BroadcastPlan plan;
        private readonly Clearance clearance;

        public Life(Random random, string rounds, Seen seen)
        {
            (this.random, this.seen, this.rounds) = (random, seen, ReviewRound.ReadAll(rounds)!);
            var settings = new Settings { Zone = TimeZoneInfo.Utc };
            var house = new TurnHouse(settings, clock, DialogFolders.Real, new DialogRunner(DialogFolders.Real), null!, new Repertoire());
            plan = new BroadcastPlan(settings, house.Book.Words);
            clearance = new Clearance(house, clock);
            foreach (var kind in new[] { Destination.Board, Destination.Facebook, Destination.Instagram })
                store.Put(Destination.Destinations, new Destination(kind, kind, kind, kind, DestinationState.Confirmed));
        }

        public void Run(int actions)
        {
            for (var action = 0; action < actions; action++)
            {
                seen.Actions++;
                Act();
            }

            // Whatever was approved and left alone can still go out.
            foreach (var (id, fact) in facts.Where(fact => fact.Value is { IsApproved: true, IsTampered: false }))
                Assert.All(Planned(id, fact.Version), delivery => Assert.Null(clearance.Hindrance(store, delivery)));
        }

        private void Act()
        {
            if (facts.Count == 0 || (facts.Count < 6 && random.Next(4) == 0))
            {
                Submit(null);
                return;
            }

            var id = facts.Keys.ElementAt(random.Next(facts.Count));
            switch (random.Next(14))
            {
                case 0: Submit(id); break;
                case 1 or 2 or 3 or 4: Decide(id, approve: true); break;
                case 5: Decide(id, approve: false); break;
                case 6: Withdraw(id); break;
                case 7 or 8 or 9: Publish(id); break;
                case 10: Tamper(id); break;
                case 11: Expire(id); break;
                case 12: Flag(id); break;
                default: ChangeRole(); break;
            }
        }

        private Person Anyone() => people[random.Next(people.Count)];

        private Post PostOf(string id) => store.Get(Post.Posts, id)!;

        private ReviewPanel Panel() => new(rounds, [.. people.Where(person => person.IsStaff)]);

        private void Submit(string? id)
        {
            var author = Anyone();
            if (!author.IsStaff)
                return;
            var existing = id is null ? null : PostOf(id);
            if (existing?.Status == PostStatus.Published)
                return;
            var number = existing?.Number ?? store.Next("post");
            var draft = (existing ?? new Post { Number = number, Version = 0, Kind = "event", Title = "Bedah Buku", AuthorId = author.Id, AuthorName = author.Name, Lang = Lang.Id, Given = Given.None, Text = "" }) with
            {
                Version = (existing?.Version ?? 0) + 1,
                Text = $"Teks {random.Next(1000)}",
                Pictures = [new Picture($"{random.Next(100)}.jpg", "Poster bedah buku di perpustakaan")],
                Networks = new Dictionary<string, NetworkPost> { [Destination.Instagram] = new($"Instagram {random.Next(1000)}", []) },
                Destinations = [Destination.Board, Destination.Facebook, Destination.Instagram],
                DueAt = random.Next(2) == 0 ? null : Morning.AddHours(random.Next(1, 5)),
                ApprovedHash = null,
            };
            if (draft.Submit(author, Morning) is not Ruling.Done done)
                return;
            done.Save(store, Morning);
            facts[done.Post.Id] = new Fact(done.Post.AuthorId, done.Post.Version);
        }

        private void Decide(string id, bool approve)
        {
            var (person, post) = (Anyone(), PostOf(id));
            var version = random.Next(5) == 0 ? post.Version - 1 : post.Version;
            if (person.Id == post.AuthorId)
                seen.OwnTries++;
            var ruling = approve ? post.Approve(person, version, Panel(), Morning)
                : random.Next(2) == 0 ? post.SendBack(person, version, Panel(), "Tolong diperbaiki.", Morning) : post.Reject(person, version, Panel(), "Tidak jadi.", Morning);
            if (ruling is not Ruling.Done done)
                return;
            var fact = facts[id];
            // Said without the desk: nobody of their own, nobody who is no staff, nobody whom no round names, never an older version.
            Assert.NotEqual(fact.Author, person.Id);
            Assert.True(person.IsStaff && rounds.Any(round => round.Includes(person)));
            Assert.Equal(fact.Version, version);
            done.Save(store, Morning);
            if (!approve)
            {
                facts[id] = fact with { IsApproved = false };
                return;
            }

            seen.Approvals++;
            fact = fact with { Approvers = [.. fact.Approvers, person.Id] };
            var isApproved = done.Post.Status == PostStatus.Approved;
            Assert.True(!isApproved || IsEnough(fact), $"{string.Join(',', fact.Approvers)} are not enough of {rounds.Count} rounds");
            facts[id] = fact with { IsApproved = isApproved, Sent = isApproved ? Content(done.Post) : null };
            if (isApproved)
                plan.Publish(store, done.Post, clock.GetUtcNow());
        }

        /// <summary>Every round has somebody: all whom it names of today's staff, or one.</summary>
        private bool IsEnough(Fact fact) => rounds.All(round =>
        {
            var members = people.Where(person => person.Id != fact.Author && round.Includes(person)).Select(person => person.Id).ToList();
            return round.NeedsAll ? members.Count > 0 && members.All(fact.Approvers.Contains) : fact.Approvers.Any(approver => members.Contains(approver)) || fact.Approvers.Count > 0;
        });

        private void Withdraw(string id)
        {
            if (PostOf(id).Withdraw(Anyone(), Morning) is not Ruling.Done done)
                return;
            done.Save(store, Morning);
            facts[id] = facts[id] with { IsApproved = false };
        }

        private void Expire(string id)
        {
            if (random.Next(6) == 0 && PostOf(id).Expire(Morning) is Ruling.Done done)
            {
                done.Save(store, Morning);
                facts[id] = facts[id] with { IsApproved = false };
            }
        }

        private void Flag(string id)
        {
            if (random.Next(6) == 0 && PostOf(id).Flag("Kegiatannya dipindah.", Morning) is Ruling.Done done)
            {
                done.Save(store, Morning);
                facts[id] = facts[id] with { IsApproved = false };
            }
        }

        /// <summary>The publisher comes by: for any version, at any time.</summary>
        private void Publish(string id)
        {
            var (post, fact) = (PostOf(id), facts[id]);
            foreach (var delivery in Planned(id, random.Next(4) == 0 ? Math.Max(1, post.Version - 1) : post.Version))
            {
                if (clearance.Hindrance(store, delivery) is not null)
                {
                    seen.Refused++;
                    continue;
                }

                seen.Published++;
                Assert.True(fact.IsApproved, "it was not approved");
                Assert.Equal(fact.Version, delivery.Version);
                Assert.Equal(fact.Sent![delivery.Kind], (delivery.Text, string.Join(',', delivery.Pictures)));
                Assert.Equal(fact.Sent!, Content(post));
            }
        }

        private IEnumerable<Delivery> Planned(string id, int version) => new[] { Destination.Board, Destination.Facebook, Destination.Instagram }
            .Select(kind => store.Get(Delivery.Deliveries, $"{id}/{version}/{kind}")).OfType<Delivery>();

        /// <summary>Somebody with a hand in the store: the post or one of its deliveries is not any more what was approved.</summary>
        private void Tamper(string id)
        {
            if (random.Next(4) != 0)
                return;
            seen.Tampered++;
            var post = PostOf(id);
            var changed = random.Next(6) switch
            {
                0 => post with { Text = post.Text + "!" },
                1 => post with { Pictures = [new Picture("lain.jpg", "Gambar lain yang tidak disetujui")] },
                2 => post with { Pictures = [.. post.Pictures.Select(picture => picture with { AltText = "Keterangan lain yang panjang" })] },
                3 => post with { Destinations = [.. post.Destinations, "telegram:-1"] },
                4 => post with { DueAt = (post.DueAt ?? Morning).AddMinutes(1) },
                _ => post with { Networks = new Dictionary<string, NetworkPost> { [Destination.Instagram] = new("Diganti", []) } },
            };
            store.Put(Post.Posts, changed);
            foreach (var delivery in Planned(id, post.Version).Where(_ => random.Next(2) == 0))
                store.Put(Delivery.Deliveries, delivery with { Text = "Diganti di pengirimannya" });
            // A version that is still being reviewed is reviewed as it stands now; an approved one may go out only if it is again what was approved.
            facts[id] = facts[id] with { IsTampered = facts[id].IsApproved };
        }

        private void ChangeRole()
        {
            var at = random.Next(people.Count);
            if (random.Next(5) == 0)
                people[at] = people[at] with { Role = (Role)random.Next(4) };
        }

        private static Dictionary<string, (string, string)> Content(Post post) => new[] { Destination.Board, Destination.Facebook, Destination.Instagram }
            .ToDictionary(kind => kind, kind => (post.For(kind).Text, string.Join(',', post.For(kind).Pictures)))
            .Append(KeyValuePair.Create("all", (string.Join(',', post.Destinations), $"{post.DueAt:O}"))).ToDictionary();
    }

    /// <summary>What is so of a post, as a bystander would keep it.</summary>
    private sealed record Fact(string Author, int Version)
    {
        public IReadOnlyList<string> Approvers { get; init; } = [];
        public bool IsApproved { get; init; }
        public bool IsTampered { get; init; }

        /// <summary>What was approved, place by place, with its places and its time.</summary>
        public Dictionary<string, (string, string)>? Sent { get; init; }
    }
}
