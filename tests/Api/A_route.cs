using YPort.Twin.Api.Routes;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Tests.Api;

public sealed class A_route
{
    static readonly LoopPoint[] Forth = [new(13.80, 100.54, "here", new("Here")), new(13.81, 100.54), new(13.81, 100.55, "there")];
    static readonly LoopPoint[] Back = [Forth[0], Forth[2], Forth[1]];

    static TwinRegister Twin(string id, string? route, LoopPoint[]? loop) => new(TwinId.Parse(id),
        [new Described(TwinRegister.Beginning, new(Kinds.Shuttle, CitySet.Real, new(id), "1029", Shuttle: new(Route: route, Loop: loop)))]);

    static string[] Routes(params TwinRegister[] twins) =>
        [.. RouteAnswer.Of(twins).Select(route => $"{route.Id ?? "-"} of {route.Loop?.Length.ToString() ?? "unknown"} served by {string.Join(" ", route.Twins)}")];

    [Fact]
    public void Gives_its_loop_and_the_stops_on_it()
    {
        var route = Assert.Single(RouteAnswer.Of([Twin("cart-1", "loop", Forth)]));
        Assert.Equal("loop", route.Id);
        Assert.Equal([new(13.80, 100.54), new(13.81, 100.54), new(13.81, 100.55)], route.Loop!.Value);
        Assert.Equal([new("here", new("Here"), new(13.80, 100.54)), new RouteStop("there", null, new(13.81, 100.55))], route.Stops);
    }

    [Fact]
    public void Is_served_by_all_twins_that_name_it_also_by_one_that_says_no_loop() =>
        Assert.Equal(["loop of 3 served by cart-1 cart-2 cart-3"], Routes(Twin("cart-2", "loop", Forth), Twin("cart-1", "loop", null), Twin("cart-3", "loop", [.. Forth])));

    [Fact]
    public void Stands_once_for_each_loop_that_its_twins_say() =>
        Assert.Equal(["loop of 3 served by cart-1", "loop of 3 served by cart-2 cart-4", "loop of unknown served by cart-3"],
            Routes(Twin("cart-1", "loop", Forth), Twin("cart-2", "loop", Back), Twin("cart-3", "loop", null), Twin("cart-4", "loop", Back)));

    [Fact]
    public void Has_no_id_where_its_twins_name_none_and_no_loop_where_none_is_known() =>
        Assert.Equal(["- of 3 served by cart-1", "loop of unknown served by cart-2"], Routes(Twin("cart-3", null, null), Twin("cart-2", "loop", null), Twin("cart-1", null, Forth)));

    [Fact]
    public void Is_served_by_nobody_that_is_no_shuttle() => Assert.Empty(Routes(new TwinRegister(TwinId.Parse("roof-1"),
        [new Described(TwinRegister.Beginning, new(Kinds.Building, CitySet.Real, new("Roof"), "1030"))])));
}
