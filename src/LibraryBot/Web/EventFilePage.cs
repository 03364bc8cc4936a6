using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Web;

/// <summary>/events/{id}.ics: a public event for a calendar of one's own, to link to from the library's site. What patrons may not see is not there.</summary>
internal sealed class EventFilePage(LibraryKnowledge knowledge, Words words, Lang usual, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/events/{id}.ics", [HttpMethods.Get, HttpMethods.Head], async (HttpContext http, string id) =>
    {
        PagePolicy.File(http);
        var lang = LangCodes.Read(http.Request.Query["lang"]) ?? usual;
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), knowledge.Zone);
        if (EventFiles.For(knowledge, words, lang, now).Of([id]) is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        await PageFile.Made("event.ics", file.Text).Send(http);
    });
}
