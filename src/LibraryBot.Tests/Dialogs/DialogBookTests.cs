using LibraryBot.Dialogs;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

public sealed class DialogBookTests : IDisposable
{
    private readonly SmallDialogs dialogs = new();

    [Fact]
    public void The_real_dialogs_have_no_problems() => Assert.Empty(DialogFolders.Real.Problems);

    [Theory]
    [InlineData("common", "menu.buku", 256)]
    [InlineData("telegram", "profile.description", 512)]
    [InlineData("telegram", "profile.short", 120)]
    public void A_text_that_is_longer_than_its_place_is_a_problem_and_one_that_just_fits_is_none(string folder, string key, int atMost)
    {
        foreach (var (length, problem) in new[] { (atMost, (string?)null), (atMost + 1, $"dialogs/{folder}/id.yaml:1: the text '{key}' has {atMost + 1} letters; at most {atMost} fit") })
        {
            foreach (var lang in new[] { "id", "en" })
            {
                var others = folder == "common" ? File.ReadAllText(Path.Combine(DialogFolders.RealFolder, folder, lang + ".yaml")).Replace(key + ": |", "menu.lain: |", StringComparison.Ordinal) : "";
                dialogs.Write($"{folder}/{lang}.yaml", $"{key}: |\n  {new string('x', lang == "id" ? length : 10)}\n{others}");
            }

            var problems = dialogs.Read().Problems;
            if (problem is null)
                Assert.Empty(problems);
            else
                Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_is_right_has_no_problems()
    {
        var book = dialogs.Read();
        Assert.Empty(book.Problems);
        Assert.Equal(["title", "place", "preview"], book.Flows["event"].Steps.Select(step => step.Name));
        Assert.Equal("event", book.StartedBy("/event")?.Name);
    }

    [Theory]
    // flow.yaml
    [InlineData("event/flow.yaml", "who: librarian", "whoo: librarian", "event/flow.yaml:3: the key 'whoo' is not known")]
    [InlineData("event/flow.yaml", "who: librarian\n", "", "event/flow.yaml:1: the key 'who' is missing")]
    [InlineData("event/flow.yaml", "dialog: event\n", "", "event/flow.yaml:1: the key 'dialog' is missing")]
    [InlineData("event/flow.yaml", "version: 1\n", "", "event/flow.yaml:1: the key 'version' is missing")]
    [InlineData("event/flow.yaml", "ending: submit_post\n", "", "event/flow.yaml:1: the key 'ending' is missing")]
    [InlineData("event/flow.yaml", "steps:", "start_of: x\nother:", "event/flow.yaml:1: the key 'steps' is missing")]
    [InlineData("event/flow.yaml", "version: 1", "version: new", "event/flow.yaml:2: 'version' needs a whole number")]
    [InlineData("event/flow.yaml", "version: 1", "version: 1\nversion: 2", "event/flow.yaml:3: the key 'version' stands here twice")]
    [InlineData("event/flow.yaml", "dialog: event", "dialog: acara", "event/flow.yaml:1: the dialog is called 'acara' but its folder 'event'")]
    [InlineData("event/flow.yaml", "who: librarian", "who: boss", "event/flow.yaml:3: there is no who 'boss'")]
    [InlineData("event/flow.yaml", "ending: submit_post", "ending: publish_now", "event/flow.yaml:12: there is no ending 'publish_now'")]
    [InlineData("event/flow.yaml", "kind: text\n    at_most: 80", "kind: song\n    at_most: 80", "event/flow.yaml:7: there is no kind 'song'")]
    [InlineData("event/flow.yaml", "at_most: 80", "rule: in_the_past", "event/flow.yaml:8: there is no rule 'in_the_past'")]
    [InlineData("event/flow.yaml", "at_most: 80", "at_most: -1", "event/flow.yaml:8: 'at_most' needs a whole number above 0")]
    [InlineData("event/flow.yaml", "at_most: 80", "at_most: 80\n    at_least: 90", "event/flow.yaml:9: at_least (90) is above at_most (80)")]
    [InlineData("event/flow.yaml", "at_most: 80", "optional: yes", "event/flow.yaml:8: 'optional' is true or false")]
    [InlineData("event/flow.yaml", "at_most: 80", "colour: red", "event/flow.yaml:8: the key 'colour' is not known")]
    [InlineData("event/flow.yaml", "at_most: 80", "choices: [one, two]", "event/flow.yaml:7: a step of kind choice, card, details, crop needs")]
    [InlineData("event/flow.yaml", "ask: place", "ask: title", "event/flow.yaml:9: the step 'title' stands here twice")]
    [InlineData("event/flow.yaml", "ask: place", "ask: Place", "event/flow.yaml:9: the step name 'Place'")]
    [InlineData("event/flow.yaml", "- ask: place\n", "- name: place\n", "event/flow.yaml:9: a step has either")]
    [InlineData("event/flow.yaml", "- ask: place\n    kind: text", "- place", "event/flow.yaml:9: a step begins with")]
    [InlineData("event/flow.yaml", "- ask: place\n    kind: text", "- ask: place\n    kind: alt_text", "event/flow.yaml:9: 'place' must follow the picture")]
    [InlineData("event/flow.yaml", "  - confirm: preview\n", "  - confirm: preview\n  - ask: more\n    kind: text\n", "event/flow.yaml:12: the step 'more' comes after the confirmation")]
    [InlineData("event/flow.yaml", "- confirm: preview", "- confirm: preview\n    kind: text", "event/flow.yaml:12: a confirmation has no 'kind'")]
    [InlineData("event/flow.yaml", "[/acara, /event]", "[acara, /event]", "event/flow.yaml:4: the command 'acara' must begin with /")]
    [InlineData("event/flow.yaml", "[/acara, /event]", "[/batal]", "event/flow.yaml:4: the command '/batal' works in every dialog already")]
    [InlineData("event/flow.yaml", "[/acara, /event]", "[/acara, /acara]", "event/flow.yaml:4: the command '/acara' stands here twice")]
    [InlineData("event/flow.yaml", "[/acara, /event]", "/acara", "event/flow.yaml:4: 'start' needs a list of words")]
    [InlineData("event/flow.yaml", "version: 1", "version: 1\n  oops: [", "event/flow.yaml:3: this cannot be read as YAML")]
    [InlineData("event/flow.yaml", "dialog: event", "dialog: &name event", "event/flow.yaml:1: this cannot be read as YAML: anchors")]
    // words
    [InlineData("event/id.yaml", "title.name: |\n  judul", "title.name: Buku baru #perpustakaan", "event/id.yaml:1: the text 'title.name' must stand under a |")]
    [InlineData("event/en.yaml", "place.ask: |\n  Where?", "place.ask: \"Where?\"", "event/en.yaml:8: the text 'place.ask' must stand under a |")]
    [InlineData("event/en.yaml", "place.ask: |\n  Where?", "place.ask: >\n  Where?", "event/en.yaml:8: the text 'place.ask' must stand under a |")]
    [InlineData("event/id.yaml", "place.name: |", "title.ask: |", "event/id.yaml:6: the text 'title.ask' stands here twice, first in line 3")]
    [InlineData("event/en.yaml", "place.name: |\n  place\n", "", "event/en.yaml:1: the text 'place.name' is missing here; id.yaml has it in line 6")]
    [InlineData("event/id.yaml", "place.name: |\n  tempat\n", "", "event/id.yaml:1: the text 'place.name' is missing here; en.yaml has it in line 6")]
    [InlineData("event/en.yaml", "At most {{ at_most }} characters.", "Be brief.", "event/en.yaml:3: the text 'title.ask' names nothing, but in id.yaml line 3 {{ at_most }}")]
    [InlineData("event/id.yaml", "{{ at_most }}", "{{ at_mos }}", "event/id.yaml:5: nothing fills {{ at_mos }} here")]
    [InlineData("event/id.yaml", "{{ at_most }}", "{{ place }}", "event/id.yaml:5: nothing fills {{ place }} here")]
    [InlineData("event/id.yaml", "{{ at_most }}", "{{At most}}", "event/id.yaml:5: these braces are no placeholder")]
    [InlineData("event/id.yaml", "  Di mana?", "", "event/id.yaml:8: the text 'place.ask' has no words")]
    [InlineData("event/id.yaml", "place.ask: |", "titel.ask: |", "event/id.yaml:8: the text 'titel.ask' belongs to no step")]
    [InlineData("event/id.yaml", "place.ask: |", "Place Ask: |", "event/id.yaml:8: the key 'Place Ask' may hold only")]
    [InlineData("event/id.yaml", "title.ask: |", "title.ask |", "event/id.yaml:")]
    [InlineData("event/id.yaml", "Di mana?", "Di mana?\nplace.x: *star", "this cannot be read as YAML")]
    [InlineData("common/id.yaml", "cancelled: |", "cancelled_once: |", "common/id.yaml:1: the text 'cancelled' is missing here")]
    // posts
    [InlineData("event/post.id.txt", "{{ place }}", "{{ speaker }}", "event/post.id.txt:2: nothing fills {{ speaker }} here; known are hashtags, lead, page, place, title")]
    [InlineData("event/post.en.txt", "{{ title }}", "{{ title.day }}", "event/post.en.txt:1: nothing fills {{ title.day }}")]
    [InlineData("event/post.en.txt", "{{ title }}", "{{ title }", "event/post.en.txt:1: these braces are no placeholder")]
    public void A_mistake_is_named_with_its_file_and_line(string file, string right, string wrong, string problem)
    {
        dialogs.Replace(file, right, wrong);
        Assert.Contains(dialogs.Read().Problems, found => found.Contains(problem, StringComparison.Ordinal));
        Assert.All(dialogs.Read().Problems, found => Assert.Matches(@"^dialogs(/[^:]+)?:\d+: .+\.$", found));
    }

    [Fact]
    public void One_mistake_is_one_problem()
    {
        dialogs.Replace("event/en.yaml", "place.name: |\n  place\n", "");
        Assert.Single(dialogs.Read().Problems);
    }

    [Fact]
    public void All_problems_come_at_once_and_in_order()
    {
        dialogs.Replace("event/flow.yaml", "who: librarian", "who: boss");
        dialogs.Replace("event/flow.yaml", "ending: submit_post", "ending: nowhere");
        dialogs.Replace("event/id.yaml", "title.name: |\n  judul", "title.name: judul");
        Assert.Equal(
            ["dialogs/event/flow.yaml:3", "dialogs/event/flow.yaml:12", "dialogs/event/id.yaml:1"],
            dialogs.Read().Problems.Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_text_that_both_languages_lack_is_a_problem_in_both()
    {
        dialogs.Replace("event/id.yaml", "place.ask: |\n  Di mana?\n", "");
        dialogs.Replace("event/en.yaml", "place.ask: |\n  Where?\n", "");
        Assert.Equal(2, dialogs.Read().Problems.Count(problem => problem.Contains("yaml:1: the text 'place.ask' is missing: it asks", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_text_that_code_says_must_be_there()
    {
        var book = DialogBook.Read(dialogs.Folder, DialogFolders.Parts with { Texts = [("common", "no_such_text"), ("nowhere", "key")] });
        Assert.Contains(book.Problems, problem => problem.StartsWith("dialogs/common/id.yaml:1: the text 'no_such_text' is missing", StringComparison.Ordinal));
        Assert.Contains(book.Problems, problem => problem.StartsWith("dialogs/nowhere:1: this folder is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_may_begin_only_one_dialog()
    {
        dialogs.Write("other/flow.yaml", SmallDialogs.Flow.Replace("dialog: event", "dialog: other").Replace("/acara, ", ""));
        dialogs.Write("other/id.yaml", SmallDialogs.Indonesian);
        dialogs.Write("other/en.yaml", SmallDialogs.English);
        dialogs.Write("other/post.id.txt", "x");
        dialogs.Write("other/post.en.txt", "x");
        Assert.Equal(["dialogs/other/flow.yaml:4: the command '/event' begins the dialog 'event' already; choose another."], dialogs.Read().Problems);
    }

    [Fact]
    public void A_choice_needs_its_words()
    {
        dialogs.Replace("event/flow.yaml", "kind: text\n    at_most: 80", "kind: choice\n    choices: [one, two]");
        Assert.Contains(dialogs.Read().Problems, problem => problem.Contains("the text 'title.choice.two' is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("post.en.txt", "dialogs/event/post.en.txt:1: this post is missing")]
    [InlineData("en.yaml", "dialogs/event/en.yaml:1: this file is missing")]
    public void A_file_of_one_language_only_is_a_problem(string file, string problem)
    {
        dialogs.Delete("event/" + file);
        Assert.StartsWith(problem, Assert.Single(dialogs.Read().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_named_with_the_line()
    {
        dialogs.Write("event/id.yaml", [.. "title.name: |\n  "u8, 0xE9, .. "\n"u8]);
        Assert.StartsWith("dialogs/event/id.yaml:2: this is not UTF-8 text", Assert.Single(dialogs.Read().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_a_file_should_be_is_a_problem()
    {
        dialogs.Delete("event/post.id.txt");
        Directory.CreateDirectory(Path.Combine(dialogs.Folder, "event", "post.id.txt"));
        Assert.StartsWith("dialogs/event/post.id.txt:1: ", Assert.Single(dialogs.Read().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_nobody_reads_is_a_problem()
    {
        dialogs.Write("event/id.yml", "x");
        Assert.StartsWith("dialogs/event/id.yml:1: nobody reads a file of this name", Assert.Single(dialogs.Read().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chat_line_must_say_who_speaks()
    {
        dialogs.Write("event/examples/bad.id.chat", "# fine\nuser: /acara\n\nsaya: halo\nbot(approver): ya\nbutton: Lewati\nbot:\n");
        dialogs.Write("event/examples/bad.chat", "user: hi\n");
        Assert.Equal(
            ["dialogs/event/examples/bad.chat:1", "dialogs/event/examples/bad.id.chat:4", "dialogs/event/examples/bad.id.chat:7"],
            dialogs.Read().Problems.Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_missing_folder_is_one_problem()
    {
        using var temp = new TempFolder();
        Assert.StartsWith("dialogs:1: there is no such folder", Assert.Single(DialogBook.Read(temp.File("dialogs"), DialogFolders.Parts).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_stands_in_a_file_makes_reading_throw()
    {
        const string Marks = "{}[]|>&*!#:-\t\n '\"%@`x";
        var random = new Random(4711);
        foreach (var file in new[] { "event/flow.yaml", "event/id.yaml", "event/post.id.txt" })
        {
            for (var round = 0; round < 60; round++)
            {
                using var spoiled = new SmallDialogs();
                var bytes = File.ReadAllBytes(Path.Combine(spoiled.Folder, file));
                for (var change = 0; change < 4; change++)
                    bytes[random.Next(bytes.Length)] = (byte)Marks[random.Next(Marks.Length)];
                spoiled.Write(file, bytes);
                Assert.All(spoiled.Read().Problems, problem => Assert.Matches(@"^dialogs/.+:\d+: ", problem));
            }
        }
    }

    public void Dispose() => dialogs.Dispose();
}
