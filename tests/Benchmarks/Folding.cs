using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Tests.Benchmarks;

/// <summary>What it costs a twin to take in its next reading, with the page of its ledger: most of what a busy silo does.</summary>
[MemoryDiagnoser]
public class Folding
{
    static readonly Instant Start = Instant.Parse("2026-03-01T00:00:00+07:00");

    readonly Following _cart = new(new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1029"), ShuttleChannels.Position, TimeSpan.FromMilliseconds(200),
        number => new GeoPoint(138_000_000 + Math.Abs(number % 200 - 100) * 144, 1_005_400_000).Packed);
    readonly Following _power = new(new(Kinds.Building, CitySet.Real, new("Roof"), "1030"), BuildingChannels.PvPower, TimeSpan.FromSeconds(5), number => 100_000 + number % 50);
    readonly Following _meter = new(new(Kinds.Building, CitySet.Real, new("Roof"), "1030"), BuildingChannels.PvEnergy, TimeSpan.FromMinutes(1), number => number * 1000);

    [Benchmark(Description = "the next fix of a cart that speaks five times a second")]
    public Task<int> Cart() => _cart.Next();

    [Benchmark(Description = "the next power of a roof that speaks every five seconds")]
    public Task<int> Power() => _power.Next();

    [Benchmark(Description = "the next count of a meter that speaks every minute")]
    public Task<int> Meter() => _meter.Next();

    sealed class Following(TwinDescription description, Channel channel, TimeSpan every, Func<int, long> steps) : ITwinRecall
    {
        static readonly TwinId Id = TwinId.Parse("followed");

        readonly TwinFold _fold = new(new(new(Id, [new Described(TwinRegister.Beginning, description)]), -1, [], [], [], null, []), null!);
        readonly LedgerPage _page = new();
        BangkokDay _day = BangkokDay.Of(Start);
        int _number;

        /// <summary>As a grain does it.</summary>
        public async Task<int> Next()
        {
            Sample sample = new(Start + every * _number, steps(_number), 0, _number, Quality.Measured, 0, false);
            foreach (var (measure, from, to, rows) in await _fold.Fold(null, [new ChannelNews(channel, [sample])], []))
                _page.Replace(Id, measure, from, to, rows, known: true, _number);
            if (++_number % 50 == 0) _page.Unsaved(_number);
            if (BangkokDay.Of(sample.At) is var day && day != _day) _page.Forget(Window.Of((_day = day).Previous.Start));
            return _page.Days(_fold.Register, day.Previous).Length;
        }

        Task<ImmutableArray<Sample>> ITwinRecall.Around(Channel channel, Instant from, Instant to) => throw new InvalidOperationException("What comes in order asks for nothing older.");

        Task<ImmutableArray<EventWord>> ITwinRecall.Events(Instant from, Instant to) => throw new InvalidOperationException("There are no events.");

        Task<ImmutableArray<EventWord>> ITwinRecall.EventsAbout(ImmutableArray<string> subjects) => throw new InvalidOperationException("There are no events.");
    }
}
