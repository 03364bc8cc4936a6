using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>The fake is only worth something where it is as strict as Telegram: calls it by hand.</summary>
public abstract class AgainstTheFake : IAsyncLifetime
{
    protected HttpClient Http { get; } = new();
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    protected FakeTelegram Fake { get; private set; } = null!;
    protected FakePrivateChat Sri { get; private set; } = null!;
    protected static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 1];

    public async Task InitializeAsync()
    {
        Fake = await FakeTelegram.Start(Time);
        Sri = Fake.PrivateChat(7, "Sri");
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Fake.DisposeAsync();
    }

    protected static object Button(string data, string? style = null) =>
        new { inline_keyboard = new[] { new[] { new { text = "Tekan", callback_data = data, style } } } };

    protected async Task<JsonObject> Call(string method, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri($"{Fake.BaseUrl}/bot{FakeTelegram.Token}/{method}"), content);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    protected Task<JsonObject> Call(string method, object arguments) => Call(method, Body(arguments));

    protected async Task<bool> Ok(string method, object arguments) => (bool)(await Call(method, Body(arguments)))["ok"]!;

    protected async Task<string> Why(string method, object arguments) => (string)(await Call(method, Body(arguments)))["description"]!;

    protected async Task<JsonNode> Result(string method, object arguments)
    {
        var answer = await Call(method, Body(arguments));
        return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    protected async Task<JsonObject> NextUpdate() => (JsonObject)((JsonArray)await Result("getUpdates", new { offset = -1 }))[0]!;

    // What is null was not said.
    private static string Body(object arguments) =>
        JsonSerializer.Serialize(arguments, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
}
