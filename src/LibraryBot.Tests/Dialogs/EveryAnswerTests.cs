using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Dialogs;

/// <summary>
/// The whole bot at every step of every dialog, in both languages, with what people really send: it always answers in the same
/// language, stays where it can be gone on from, and shows no hole where a value should be.
/// </summary>
public sealed class EveryAnswerTests
{
    private static readonly string[] Odd =
    [
        "batal", "kembali", "bantuan", "cancel", "back", "help", "zzz qqq", "🎉🎉🎉", "يوم الجمعة", "\u200b\u200d\u2060", "\u202eterbalik", new('x', 5000), "{{ title }}", "-", "0", "1",
    ];

    public static TheoryData<string, Lang> Dialogs()
    {
        var dialogs = new TheoryData<string, Lang>();
        foreach (var flow in DialogFolders.Real.Flows.Values.Where(flow => flow.Name is not ("review" or "answer-question")))
        {
            dialogs.Add(flow.Name, Lang.Id);
            dialogs.Add(flow.Name, Lang.En);
        }

        return dialogs;
    }

    [Theory, MemberData(nameof(Dialogs))]
    public async Task Whatever_is_sent_at_any_step_is_answered_kindly(string dialog, Lang lang)
    {
        await using var library = await TempLibrary.Open();
        await library.Approver();
        var sri = await library.Librarian();
        var photo = ((LibraryBot.Media.MediaSaved.Kept)library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Teal, 90, 90))).Id;
        var flow = library.Bot.House.Book.Flows[dialog];
        foreach (var step in flow.Steps)
        {
            foreach (var said in Odd)
                await Check(step, person => person.Says(said), said);
            await Check(step, person => person.SendsPicture(photo), "a photo");
            await Check(step, person => person.Sends(new Activity { Text = "keterangan foto", Attachments = [new Attachment { ContentType = "image/jpeg", ContentUrl = "media:" + photo }] }), "a photo with words");
        }

        async Task Check(Step step, Func<TestPerson, Task<TestPerson>> send, string sent)
        {
            await StandAt(library, sri, flow, step, lang);
            var before = sri.Everything().Count;
            await send(sri);
            // News that nobody's message answers is in the language of its own reader.
            var answers = sri.Everything().Skip(before).Where(answer => answer.ReplyToId is not null).ToList();
            var what = $"{dialog}/{step.Name} ({lang.Code()}), sent {(sent.Length > 30 ? sent[..30] : sent)}";
            Assert.True(answers.Count > 0, $"{what}: no answer");
            Assert.All(answers, answer => Assert.DoesNotContain("{{", (answer.Text ?? "").Replace("{{ title }}", "", StringComparison.Ordinal), StringComparison.Ordinal));
            Assert.All(answers, answer => Assert.Equal(lang.Code(), answer.Locale));
            var bugs = await library.Bot.Store.Read(store => store.All(Quarantined.Rows).Select(row => row.Why).ToList());
            Assert.True(bugs.Count == 0, $"{what}: {string.Join("; ", bugs)}");
            Assert.All(answers, answer => Assert.True((answer.Text ?? "").Length < 9000, $"{what}: an answer of {answer.Text!.Length} letters"));
        }
    }

    /// <summary>A person whose dialog stands at a step, with the answers before it given as far as a placeholder can be.</summary>
    private static async Task StandAt(TempLibrary library, TestPerson person, Flow flow, Step step, Lang lang)
    {
        var given = flow.Asked.TakeWhile(earlier => earlier.Name != step.Name)
            .Where(earlier => !earlier.OnRequest || Value(earlier).Length > 0).ToDictionary(earlier => earlier.Name, Value);
        await library.Bot.Store.Commit(store =>
        {
            store.Put(Person.People, store.Get(Person.People, person.Name)! with { Language = lang });
            var conversation = store.All(Conversation.Conversations).FirstOrDefault(one => one.Reference.ConversationId == person.ConversationId)
                ?? new Conversation(person.Reference.Key, person.Reference);
            store.Put(Conversation.Conversations, conversation with { Dialog = new DialogState(flow.Name, flow.Version, step.Name, new Given(given)) });
        });
        await library.Bot.Line.Forget(person.Reference.Key);
    }

    private static string Value(Step step) => step.Kind switch
    {
        "date_time" => step.Rule == "already_begun" ? "2026-03-09T15:00+07:00" : "2026-03-23T15:00+07:00",
        "choice" => step.Choices[0],
        "number" => "45",
        "facts" => "Satu hal\nDua hal",
        "entries" => "Ensiklopedia\tringkas\t",
        "send_time" => "now",
        "text" when !step.OnRequest => $"Isi {step.Name}",
        "event" => "Bedah Buku",
        _ => "",
    };
}
