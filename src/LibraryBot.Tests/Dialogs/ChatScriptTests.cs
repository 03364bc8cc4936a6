using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Tests.Dialogs;

public class ChatScriptTests
{
    [Fact]
    public void A_script_tells_who_says_what_in_which_line()
    {
        var script = ChatScript.Parse("happy.en.chat", "# remark\nuser: hello\n\nbot(approver): look\r\nbutton(approver): Approve\n");
        Assert.Equal(Lang.En, script.Lang);
        Assert.Equal(
            [
                new ChatLine(2, ChatSpeaker.User, null, "hello"),
                new ChatLine(4, ChatSpeaker.Bot, "approver", "look"),
                new ChatLine(5, ChatSpeaker.Button, "approver", "Approve"),
            ],
            script.Lines);
    }

    [Theory]
    [InlineData("judul kegiatannya", "Apa judul\n  kegiatannya?", true)]
    [InlineData("Baik: ... 15.00 ... mana", "Baik: Senin pukul 15.00 WIB.\n\nDi mana?", true)]
    [InlineData("mana ... Baik", "Baik: Senin. Di mana?", false)]
    [InlineData("...", "apa pun", true)]
    [InlineData("waktu", "judul", false)]
    public void A_bot_line_fits_a_message_that_contains_it(string line, string message, bool fits) =>
        Assert.Equal(fits, new ChatLine(1, ChatSpeaker.Bot, null, line).Fits(message));
}
