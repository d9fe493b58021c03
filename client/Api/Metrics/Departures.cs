using YPort.Twin.Api.Events;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Metrics;

/// <summary>A vehicle left a stop.</summary>
/// <param name="Route">That it served then, as the register stands now; "" where it says none.</param>
sealed record Departure(StoredEvent Event, string Route)
{
    public (Instant At, TwinId Vehicle, string Stop, string Route) Heard => (Event.Word.At, Event.Twin, Event.Word.Subject, Route);
}

/// <summary>Headways are between vehicles: no twin knows them alone, so all departures are looked up when somebody asks.</summary>
sealed class Departures(IEvents events, IJournalTime journal, IGrainFactory grains)
{
    // Five carts that stop every two minutes for a month depart about 100,000 times.
    public const int Most = 300_000;

    /// <param name="area">Only of vehicles that were there then; null for the city.</param>
    /// <param name="knownAt">Only from what was committed by then; null: from everything.</param>
    /// <returns>From <see cref="Headways.LooksBack"/> before the first window to the end of the last, in any order; null when there are more than are looked at in one answer.</returns>
    public async Task<IReadOnlyList<Departure>?> Of(CitySet set, string? area, Window from, Window to, Instant? knownAt, CancellationToken stop)
    {
        var vehicles = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register)
            .Where(register => register.Current is var twin && twin.Kind == Kinds.Shuttle && twin.Set == set).ToDictionary(register => register.Id);
        EventQuestion all = new(set, null, [ShuttleEvents.StopDeparted.Name], null, from.Start - Headways.LooksBack, to.Start, null, 0);
        List<StoredEvent> found = [];
        // Offsets are of a shard: what was known at a moment is asked vehicle by vehicle.
        EventQuestion[] questions = knownAt is not { } moment ? [all]
            : await Task.WhenAll(vehicles.Keys.Order().Select(async id => all with { Twin = id, Below = await journal.OffsetAt(id.Shard, moment, stop) }));
        foreach (var question in questions)
        {
            if (await events.All(question, Most - found.Count, stop) is not { } more) return null;
            found.AddRange(more);
        }
        return
        [
            .. from one in found
               where vehicles.ContainsKey(one.Twin)
               let held = vehicles[one.Twin].At(one.Word.At)
               where area is null ? held.InCity : held.Area == area
               select new Departure(one, held.Shuttle?.Route ?? ""),
        ];
    }
}
