using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_routes(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    async Task Cart(string id, string route, string set = "real") => Assert.Equal(HttpStatusCode.Created, (await server.Put(id, $$$$"""
        {"kind":"shuttle","set":"{{{{set}}}}","name":{"en":"{{{{id}}}}"},"area":1029,"shuttle":{"route":"{{{{route}}}}",
         "loop":[{"lat":13.8047,"lon":100.54177,"stop":"terminal","name":{"en":"Terminal","th":"สถานี"}},{"lat":13.8072,"lon":100.5415},{"lat":13.8056,"lon":100.537,"stop":"park"}]}}
        """)).StatusCode);

    [Fact]
    public async Task Are_those_of_a_set_and_come_page_by_page()
    {
        foreach (var cart in (string[])["cart-1", "cart-2"]) await Cart(cart, "north");
        await Cart("cart-3", "south");
        await Cart("cart-4", "west", "rehearsal");

        var first = await server.Get("/v1/routes?limit=1");
        Assert.Equal((2, "cart-1"), (first.GetProperty("of").GetInt32(), first.GetProperty("after").GetString()));
        var north = Assert.Single(first.GetProperty("routes").EnumerateArray());
        Assert.Equal(
            """{"id":"north","loop":[{"lat":13.8047,"lon":100.54177},{"lat":13.8072,"lon":100.5415},{"lat":13.8056,"lon":100.537}],"stops":[{"stop":"terminal","name":{"en":"Terminal","th":"สถานี","ja":null},"place":{"lat":13.8047,"lon":100.54177}},{"stop":"park","name":null,"place":{"lat":13.8056,"lon":100.537}}],"twins":["cart-1","cart-2"]}""",
            JsonSerializer.Serialize(north, Plain));
        var last = await server.Get("/v1/routes?limit=1&after=cart-1");
        Assert.Equal(("south", JsonValueKind.Null), (last.GetProperty("routes")[0].GetProperty("id").GetString(), last.GetProperty("after").ValueKind));
        Assert.Equal("west", Assert.Single((await server.Get("/v1/routes?set=rehearsal")).GetProperty("routes").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("set=reel", "rehearsal")]
    [InlineData("limit=201", "1 to 200")]
    [InlineData("after=Cart", "a-z")]
    [InlineData("route=north", "limit")]
    public async Task Say_what_they_may_be_asked(string query, string cure)
    {
        var answer = await server.Http.GetAsync("/v1/routes?" + query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(cure, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
