using LibraryBot.Dialogs;

namespace LibraryBot.Tests.Dialogs;

public class PostTemplateTests
{
    [Theory]
    [InlineData("📅 {{ title }}\n🎙 Pembicara: {{ speaker }}\n#perpustakaan", "📅 Bedah Buku\n#perpustakaan")]
    [InlineData("{{ day }}, {{ speaker }}", "Sabtu")]
    [InlineData("{{ speaker }}, {{ day }}", "Sabtu")]
    [InlineData("Pukul {{ hour }}-{{ end_hour }} {{ zone }}", "Pukul 09.00 WIB")]
    [InlineData("• {{ books.title }} - {{ books.author }} ({{ books.call_number }})", "• Laskar Pelangi - Hirata (813 HIR)\n• Kamus (030 KAM)")]
    [InlineData("• {{ books.title }} - {{ books.author }}", "• Laskar Pelangi - Hirata\n• Kamus")]
    [InlineData("{{ books.author }}", "Hirata")]
    [InlineData("{{ title }}: {{ books.title }}", "Bedah Buku: Laskar Pelangi\nBedah Buku: Kamus")]
    [InlineData("{{ title }}: {{ books.author }}", "Bedah Buku: Hirata")]
    [InlineData("{{ nobody }}", "")]
    [InlineData("a\n\n{{ speaker }}\n\n\n\nb", "a\n\nb")]
    [InlineData("{{title}}", "Bedah Buku")]
    [InlineData("{{ injected }}", "{{ title }} {{ secret }}")]
    public void A_post_is_filled_by_these_rules(string template, string post)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>
        {
            ["title"] = ["Bedah Buku"],
            ["speaker"] = [""],
            ["day"] = ["Sabtu"],
            ["hour"] = ["09.00"],
            ["end_hour"] = [""],
            ["zone"] = ["WIB"],
            ["nobody"] = [],
            ["injected"] = ["{{ title }} {{ secret }}"],
            ["books.title"] = ["Laskar Pelangi", "Kamus"],
            ["books.author"] = ["Hirata", ""],
            ["books.call_number"] = ["813 HIR", "030 KAM"],
        };
        Assert.Equal(post, PostTemplate.Fill(template, values));
    }

    [Fact]
    public void An_unknown_name_in_a_text_stays_visible() =>
        Assert.Equal("halo {{ nama }} Sri", Template.Fill("halo {{ nama }} {{ name }}", ("name", "Sri")));
}
