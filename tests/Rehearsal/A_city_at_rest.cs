using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

/// <summary>A day of the rehearsal as the twins fold it: nothing in it is wrong, so nothing rings.</summary>
public sealed class A_city_at_rest
{
    static readonly BangkokDay Day = Given.Day("2026-03-10");

    [Fact]
    public void Raises_no_alarm_at_a_roof()
    {
        // Every fourth, great and small: the rule is the same for all.
        var city = Given.Play(began: "2026-03-10", city: Given.Bangkok with { Twins = [.. Given.Bangkok.Twins.Where(twin => twin.Description.Kind == Kinds.Building).Where((_, i) => i % 4 == 0)] });
        var sunny = 0;
        foreach (var twin in city.Twins)
        {
            var heard = Heard(twin);
            for (var at = Day.Start + TimeSpan.FromMinutes(31); at < Day.End; at += TimeSpan.FromMinutes(30))
            {
                Assert.Empty(BuildingAlarms.Of(heard.Register, at, channel => heard.Until(channel, at), (measure, window) => heard.Rows(measure, window, at)));
                if (heard.Rows(BuildingMeasures.Irradiation, new(Window.Of(at).Index - 1), at).Measured is { Steps: > 50_000 }) sunny++;
            }
        }
        Assert.True(sunny > 200, "The rule was asked in sunshine.");
    }

    [Fact]
    public void Raises_no_alarm_at_a_vehicle()
    {
        var city = Given.Play(began: "2026-03-10", city: Given.Only(twin => twin.Description.Kind == Kinds.Shuttle));
        foreach (var twin in city.Twins)
        {
            var heard = Heard(twin);
            for (var at = Day.Start + TimeSpan.FromMinutes(1); at < Day.End; at += TimeSpan.FromMinutes(7))
            {
                var words = heard.Events.Where(word => word.At <= at).ToArray();
                Sample? Latest(Channel channel) => heard.Until(channel, at) is { IsEmpty: false } samples ? samples[^1] : null;
                var now = ShuttleView.Of(heard.Register, at, Latest, heard.Until(ShuttleChannels.Position, at), words);
                Assert.Empty(ShuttleAlarms.Of(heard.Register, at, now, channel => heard.Until(channel, at)));
            }
        }
    }

    // What the ledger makes of a cart's day: about 70 km, on its own but for an occasional hand, and with passengers.
    [Fact]
    public void Is_a_day_in_the_ledger_as_it_was_driven()
    {
        var city = Given.Play(began: "2026-03-10", city: Given.Only(twin => twin.Id.ToString() == "cart-1"));
        var heard = Heard(city.Twins[0]);
        List<LedgerRow> rows = [];
        foreach (var measure in ShuttleMeasures.All) measure.Compute(heard.Past, Window.Of(Day.Start), Window.Of(Day.End), rows);

        Assert.InRange(Sum(rows, ShuttleMeasures.VehicleDistance, row => row.Quality == Quality.Measured) / 1e6, 65, 75); // km
        Assert.InRange(Sum(rows, ShuttleMeasures.PassengerDistance) / 1e6, 50, 400); // person-km
        Assert.InRange(Sum(rows, ShuttleMeasures.StopVisits), 36 * 5 * 0.9, 37 * 5);
        Assert.InRange(Sum(rows, ShuttleMeasures.Energy) / 1e6, 11, 15); // kWh
        Assert.Equal(Sum(rows, ShuttleMeasures.TimeObserved), Sum(rows, ShuttleMeasures.TimeAvailable));
        Assert.InRange(Sum(rows, ShuttleMeasures.TimeObserved) / 3.6e6, 23.5, 24); // hours
    }

    static double Sum(IEnumerable<LedgerRow> rows, Measure measure, Func<LedgerRow, bool>? which = null) =>
        rows.Where(row => row.Measure == measure.Name && (which is null || which(row))).Sum(row => (double)row.Steps);

    static HeardTwin Heard(Playback twin)
    {
        TwinRegister register = new(twin.Twin.Id, [new Described(TwinRegister.Beginning, twin.Twin.Twin.Description)]);
        var samples = twin.Told(Day.Start, Day.End).Select((reading, i) => (reading.Channel, Sample: new Sample(reading, i))).GroupBy(one => one.Channel)
            .ToDictionary(channel => channel.Key, channel => channel.Select(one => one.Sample).OrderBy(sample => sample.At).ToArray());
        return new(register, samples, [.. PretendCity.Happened(twin, Day.Start, Day.End).Select((said, i) => new EventWord(said, 100_000 + i)).Order()]);
    }

    sealed record HeardTwin(TwinRegister Register, Dictionary<Channel, Sample[]> Samples, EventWord[] Events)
    {
        public TwinPast Past => new(Register, channel => Samples.GetValueOrDefault(channel), Events);

        public ReadOnlySpan<Sample> Until(Channel channel, Instant at) => Samples.GetValueOrDefault(channel) is { } samples ? samples.AsSpan(0, samples.Count(sample => sample.At <= at)) : default;

        public (LedgerRow? Measured, LedgerRow? Estimated) Rows(Measure measure, Window window, Instant at)
        {
            List<LedgerRow> rows = [];
            measure.Compute(new(Register, channel => Until(channel, at), Events), window, window.Next, rows);
            return (rows.Where(row => row.Quality == Quality.Measured).Cast<LedgerRow?>().FirstOrDefault(), rows.Where(row => row.Quality == Quality.Estimated).Cast<LedgerRow?>().FirstOrDefault());
        }
    }
}
