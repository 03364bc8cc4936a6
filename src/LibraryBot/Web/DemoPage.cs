using System.Net;
using System.Text;

namespace LibraryBot.Web;

/// <summary>/demo: a patron, a librarian, an approver and the announcement board side by side, each the chat page itself in a frame.</summary>
internal static class DemoPage
{
    public static PageFile Of(string libraryName, IReadOnlyList<DemoPerson> people)
    {
        var librarian = people.FirstOrDefault(person => person.Role == "librarian");
        var approver = people.FirstOrDefault(person => person.Role == "approver");
        var others = people.Where(person => person != librarian && person != approver).ToList();
        var panels = Panel("patron", "Pemustaka", null, "/?panel=patron")
            + Panel("librarian", "Pustakawan", librarian?.Name, ChatAs("librarian", librarian))
            + Panel("approver", "Penyetuju", approver?.Name, ChatAs("approver", approver))
            + Panel("board", "Papan pengumuman", null, "/?panel=board&board=1");

        return PageFile.Made("demo.html", PageFile.Text("demo.html")
            .Replace("{{library}}", Text(libraryName), StringComparison.Ordinal)
            .Replace("{{panels}}", panels, StringComparison.Ordinal)
            .Replace("{{others}}", Others(others), StringComparison.Ordinal));
    }

    private static string Panel(string key, string heading, string? name, string address) => $"""
        <section class="panel" aria-labelledby="panel-{key}">
          <div class="about">
            <h2 id="panel-{key}"><span data-t="demo.{key}">{heading}</span>{(name is null ? "" : $" <small>{Text(name)}</small>")}</h2>
            <p data-t="demo.{key}.try"></p>
          </div>
          <iframe title="{heading}" data-title="demo.{key}" src="{Text(address)}"></iframe>
        </section>

        """;

    private static string Others(List<DemoPerson> people)
    {
        if (people.Count == 0)
            return "";

        var links = new StringBuilder();
        foreach (var (person, n) in people.Select((person, n) => (person, n)))
            links.Append($"""<a href="{Text(ChatAs($"other{n + 1}", person))}" target="_blank" rel="noopener">{Text(person.Name)} (<span data-t="role.{Text(person.Role)}">{Text(person.Role)}</span>)</a> """);
        return $"""<footer class="others"><span data-t="demo.others">Buka juga sebagai:</span> {links}</footer>""";
    }

    /// <summary>The code stands after the #, which browsers never send to a server.</summary>
    private static string ChatAs(string panel, DemoPerson? person) =>
        person is null ? $"/?panel={panel}" : $"/?panel={panel}#masuk={Uri.EscapeDataString(person.SignInCode)}";

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
