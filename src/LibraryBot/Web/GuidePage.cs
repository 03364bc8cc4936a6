using System.Net;
using System.Text;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Web;

/// <summary>/pathfinders/{id}: a pathfinder to read and to print, without a script. Everything on it is escaped; only approved ones are there.</summary>
internal sealed class GuidePage(LibraryKnowledge knowledge, Words words, Lang usual, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/pathfinders/{id}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string id) =>
    {
        PagePolicy.Guide(http);
        var lang = LangOf(http.Request);
        var guide = knowledge.Now.Pathfinders.FirstOrDefault(guide => guide.Id == id);
        http.Response.StatusCode = guide is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return PageFile.Made("guide.html", Page(lang, guide is null ? Missing(lang) : Guide(guide, lang), guide?.Topic ?? Say(lang, "page.missing"))).Send(http);
    });

    private string Guide(Pathfinder guide, Lang lang)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), knowledge.Zone).DateTime);
        var html = new StringBuilder($"<header><p class=\"library\">{Text(knowledge.Now.Library.Name)}</p><h1>{Text(guide.Topic)}</h1><p>{Text(guide.Scope)}</p></header>");
        if (guide.IsStale(today))
            html.Append($"<p class=\"stale\">{Text(Say(lang, "page.stale"))}</p>");
        foreach (var section in Sections(guide, lang))
            html.Append($"<section><h2>{Text(section.Heading)}</h2><ul>{string.Concat(section.Entries.Select(Entry))}</ul></section>");
        html.Append($"<footer><p>{Text(Made(guide, lang))}</p></footer>");
        return html.ToString();
    }

    private string Entry(GuideEntry entry)
    {
        var book = entry.BookId is null ? null : knowledge.Book(entry.BookId);
        var where = book?.CallNumber is { } number ? $" ({number})" : "";
        var name = entry.Url is { } url ? $"<a href=\"{Text(url)}\" rel=\"noopener nofollow\">{Text(entry.Text)}</a>" : Text(entry.Text + where);
        return $"<li><strong>{name}</strong>{Text(entry.Why)}</li>";
    }

    /// <summary>Its own sections; a guide that came from a file has headings, classes and books.</summary>
    private IEnumerable<(string Heading, IEnumerable<GuideEntry> Entries)> Sections(Pathfinder guide, Lang lang)
    {
        if (guide.Sections.Count > 0)
            return guide.Sections.Select(section => (words.Say(lang, "pathfinder", section.Name + ".name").Trim(), (IEnumerable<GuideEntry>)section.Entries));
        var books = guide.Books.Select(knowledge.Book).OfType<Book>().Select(book => new GuideEntry(book.Title, string.Join("; ", book.Authors)) { BookId = book.Id });
        return new (string, IEnumerable<GuideEntry>)[]
        {
            ("headings", guide.Subjects.Select(subject => new GuideEntry(subject, ""))),
            ("call_numbers", guide.Classes.Select(number => new GuideEntry(number, ""))),
            ("books", books),
        }.Where(section => section.Item2.Any()).Select(section => (words.Say(lang, "pathfinder", section.Item1 + ".name").Trim(), section.Item2));
    }

    private string Made(Pathfinder guide, Lang lang) => string.Join(" ", new[]
    {
        guide.Compiler is { } compiler ? Say(lang, "page.compiler", ("compiler", compiler)) : null,
        guide.Updated is { } day ? Say(lang, "page.updated", ("day", SayTime.Date(day, lang))) : null,
        guide.ReviewBy is { } review ? Say(lang, "page.review", ("day", SayTime.Date(review, lang))) : null,
    }.OfType<string>());

    private string Missing(Lang lang) => $"<header><h1>{Text(Say(lang, "page.missing"))}</h1></header><p>{Text(Say(lang, "page.missing_help"))}</p>";

    private static string Page(Lang lang, string body, string title) =>
        $"<!doctype html><html lang=\"{lang.Code()}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(title)}</title><link rel=\"stylesheet\" href=\"/assets/guide.css\"><link rel=\"icon\" href=\"/assets/icon.svg\"></head><body><main>{body}</main></body></html>";

    private Lang LangOf(HttpRequest request) =>
        LangCodes.Read(request.Query["lang"]) ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(asked => asked.Quality ?? 1).Select(asked => LangCodes.Read(asked.Value.Value)).FirstOrDefault(lang => lang is not null) ?? usual;

    private string Say(Lang lang, string key, params (string Name, string Value)[] values) => words.Say(lang, "guides", key, values).Trim();

    private static string Text(string? value) => WebUtility.HtmlEncode(value ?? "");
}
