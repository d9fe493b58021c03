using System.Buffers.Binary;
using YPort.Twin.Api.Live.Vehicles;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

public sealed class A_vehicle_board
{
    static readonly Instant Noon = Instant.Parse("2026-11-24T05:00:00Z");
    readonly VehicleBoard _board = new();

    static VehiclePosition At(string id, decimal lat, decimal lon, int secondsAgo = 0, string? mode = null) =>
        new(TwinId.Parse(id), CitySet.Real, GeoPoint.Of(lat, lon)!.Value.Packed, new(Noon.Microseconds - secondsAgo * 1_000_000L), mode);

    static (uint Index, decimal Lat, decimal Lon, uint AgeMs)[] Vehicles(byte[] frame) =>
    [
        .. Enumerable.Range(0, (frame.Length - VehicleBoard.BytesOfHead) / VehicleBoard.BytesOfVehicle)
            .Select(row => frame.AsMemory(VehicleBoard.BytesOfHead + row * VehicleBoard.BytesOfVehicle))
            .Select(row => (BinaryPrimitives.ReadUInt32LittleEndian(row.Span), BinaryPrimitives.ReadInt32LittleEndian(row.Span[4..]) / GeoPoint.PerDegree,
                BinaryPrimitives.ReadInt32LittleEndian(row.Span[8..]) / GeoPoint.PerDegree, BinaryPrimitives.ReadUInt32LittleEndian(row.Span[12..]))),
    ];

    [Fact]
    public void Gives_a_new_reader_every_vehicle_with_its_age_and_the_servers_time()
    {
        _board.Take([At("cart-1", 13.8047m, 100.5418m, secondsAgo: 4), At("cart-2", 13.75m, 100.5m)]);
        var news = _board.After(0, 0, Noon);
        Assert.Equal(["cart-1", "cart-2"], news.NewIds);
        Assert.Equal([(0u, 13.8047m, 100.5418m, 4000u), (1u, 13.75m, 100.5m, 0u)], Vehicles(news.Moved));
        Assert.Equal(Noon.Microseconds / 1000.0, BinaryPrimitives.ReadDoubleLittleEndian(news.Moved));
    }

    [Fact]
    public void Tells_only_of_what_moved_and_keeps_each_index()
    {
        _board.Take([At("cart-1", 13.8m, 100.5m), At("cart-2", 13.7m, 100.5m)]);
        var first = _board.After(0, 0, Noon);
        _board.Take([At("cart-2", 13.71m, 100.5m), At("cart-0", 13.6m, 100.5m), At("cart-1", 13.8m, 100.5m)]);
        var second = _board.After(first.Tick, 2, Noon);
        Assert.Equal(["cart-0"], second.NewIds);
        Assert.Equal([(1u, 13.71m), (2u, 13.6m)], Vehicles(second.Moved).Select(vehicle => (vehicle.Index, vehicle.Lat)));
    }

    [Fact]
    public void Says_nothing_when_nothing_moved()
    {
        _board.Take([At("cart-1", 13.8m, 100.5m)]);
        var tick = _board.After(0, 0, Noon).Tick;
        _board.Take([At("cart-1", 13.8m, 100.5m)]);
        Assert.False(_board.Newer(tick).IsCompleted);
        _board.Take([At("cart-1", 13.8m, 100.5m, secondsAgo: -1)]);
        Assert.True(_board.Newer(tick).IsCompleted);
    }

    // The codes stand in client/Api/README.md.
    [Theory, InlineData(null, 0), InlineData("auto", 1), InlineData("remote", 2), InlineData("manual", 3), InlineData("safe-stop", 4), InlineData("flying", 0)]
    public void Says_who_drives(string? mode, byte code)
    {
        _board.Take([At("cart-1", 13.8m, 100.5m, mode: mode)]);
        Assert.Equal(code, _board.After(0, 0, Noon).Moved[^1]);
    }

    [Fact]
    public void Tells_who_drives_now_also_of_one_that_stands()
    {
        _board.Take([At("cart-1", 13.8m, 100.5m, mode: "auto"), At("cart-2", 13.7m, 100.5m, mode: "auto")]);
        var tick = _board.After(0, 0, Noon).Tick;
        _board.Take([At("cart-1", 13.8m, 100.5m, mode: "auto"), At("cart-2", 13.7m, 100.5m, mode: "safe-stop")]);
        var news = _board.After(tick, 2, Noon).Moved;
        Assert.Equal((1u, 13.7m), Assert.Single(Vehicles(news).Select(vehicle => (vehicle.Index, vehicle.Lat))));
        Assert.Equal(4, news[^1]);
    }

    [Fact]
    public void Gives_a_slow_reader_the_latest_place_once_and_keeps_no_queue()
    {
        _board.Take([At("cart-1", 13.8m, 100.5m), At("cart-2", 13.7m, 100.5m)]);
        var first = _board.After(0, 0, Noon);
        _board.Take([At("cart-2", 13.65m, 100.5m)]);
        for (var step = 1; step <= 1000; step++) _board.Take([At("cart-1", 13.8m + step * 0.0001m, 100.5m)]);
        Assert.Equal([(0u, 13.9m), (1u, 13.65m)], Vehicles(_board.After(first.Tick, 2, Noon).Moved).Select(vehicle => (vehicle.Index, vehicle.Lat)));
    }

    [Fact]
    public void Has_a_bounded_number_of_readers_and_is_watched_only_while_one_is_there()
    {
        var boards = new VehicleBoards();
        Assert.False(boards.Watched.IsCompleted);
        var places = Enumerable.Range(0, VehicleBoards.Most).Select(_ => boards.Enter()).ToArray();
        Assert.True(boards.Watched.IsCompleted);
        Assert.Null(boards.Enter());
        foreach (var place in places) place!.Dispose();
        Assert.False(boards.Watched.IsCompleted);
    }
}
