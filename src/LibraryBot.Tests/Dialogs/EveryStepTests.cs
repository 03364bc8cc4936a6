using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

/// <summary>What must work in every step of every real dialog, in both languages.</summary>
public class EveryStepTests
{
    public static TheoryData<string, string, Lang> Steps()
    {
        var steps = new TheoryData<string, string, Lang>();
        foreach (var flow in DialogFolders.Real.Flows.Values)
        {
            foreach (var step in flow.Steps)
            {
                steps.Add(flow.Name, step.Name, Lang.Id);
                steps.Add(flow.Name, step.Name, Lang.En);
            }
        }

        return steps;
    }

    [Theory, MemberData(nameof(Steps))]
    public void Cancel_ends_the_dialog_and_says_that_nothing_was_sent(string dialog, string step, Lang lang)
    {
        foreach (var word in new[] { "batal", "/batal", "Cancel", "/cancel", "BATALKAN dong!", "nggak jadi" })
        {
            var outcome = At(dialog, step, lang).Says(word).Last;
            Assert.Null(outcome.State);
            Assert.IsType<DialogEnd.Cancelled>(outcome.End);
            Assert.Equal(DialogFolders.Real.Words.Say(lang, "common", "cancelled"), Assert.Single(outcome.Says).Text);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Help_explains_and_asks_the_same_question_again(string dialog, string step, Lang lang)
    {
        foreach (var word in new[] { "bantuan", "/bantuan", "help", "/HELP", "?" })
        {
            var someone = At(dialog, step, lang).Says(word);
            Assert.Equal(step, someone.Step);
            Assert.StartsWith(DialogFolders.Real.Words.Say(lang, dialog, $"{step}.help").Split('\n')[0].Split("{{")[0], someone.Heard);
            Assert.Contains(DialogFolders.Real.Words.Say(lang, "common", "help.moves"), someone.Heard);
            Assert.Contains(DialogFolders.Real.Words.Say(lang, dialog, $"{step}.ask").Split('\n')[0].Split("{{")[0], someone.Heard);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Back_goes_to_the_step_before_and_keeps_every_answer(string dialog, string step, Lang lang)
    {
        var flow = DialogFolders.Real.Flows[dialog];
        var before = flow.Steps.TakeWhile(earlier => earlier.Name != step).LastOrDefault(earlier => !earlier.OnRequest)?.Name ?? step;
        foreach (var word in new[] { "kembali", "/kembali", "back", "/Back" })
        {
            var someone = At(dialog, step, lang);
            var given = someone.State.Given.Values;
            Assert.Equal(before, someone.Says(word).Step);
            Assert.Equal(given, someone.State.Given.Values);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Skip_passes_an_optional_step_and_no_other(string dialog, string step, Lang lang)
    {
        foreach (var word in new[] { "lewati", "/lewati", "skip", "/SKIP" })
        {
            var someone = At(dialog, step, lang).Says(word);
            Assert.Equal(DialogFolders.Real.Flows[dialog].Step(step)!.MayBeEmpty, someone.Last.State?.Step != step);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void The_question_can_be_asked_again_at_any_time(string dialog, string step, Lang lang)
    {
        var someone = At(dialog, step, lang);
        var state = someone.State;
        Assert.Equal(state, someone.IsAskedAgain().State);
        Assert.NotEmpty(someone.Heard);
    }

    [Theory, MemberData(nameof(Steps))]
    public void Nothing_strange_that_is_said_breaks_a_step(string dialog, string step, Lang lang)
    {
        foreach (var said in new[] { "", " ", "🎉", "{{ title }}", new string('x', 5000), "\uD800", "\u202E\u200D", "1", "999999999999999999999", "'; DROP TABLE", "<b>x</b>", "يوم الجمعة" })
        {
            var outcome = At(dialog, step, lang).Says(said).Last;
            Assert.True(outcome.State is not null || outcome.End is not null);
        }
    }

    /// <summary>A dialog that stands at a step, with all earlier steps answered: a picture given, changes asked for.</summary>
    private static TalkingTo At(string dialog, string step, Lang lang)
    {
        var flow = DialogFolders.Real.Flows[dialog];
        var given = flow.Asked.TakeWhile(earlier => earlier.Name != step).ToDictionary(earlier => earlier.Name, Value);
        return new TalkingTo(DialogFolders.Real, lang).IsAt(new DialogState(dialog, flow.Version, step, new Given(given)));
    }

    private static string Value(Step step) => step.Kind switch
    {
        "date_time" => "2026-11-23T15:00+07:00",
        "choice" => step.Choices[1],
        "card" => step.Choices[0],
        _ => $"value of {step.Name}",
    };
}
