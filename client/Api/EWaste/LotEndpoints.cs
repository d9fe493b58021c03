using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.EWaste;

static class LotEndpoints
{
    const int MostAtOnce = 1000;
    static readonly Instant Beginning = new(0), End = Instant.Parse("9999-12-31T00:00:00Z");
    static readonly string[] Types = [.. EWasteEvents.All.Select(type => type.Name)];

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/lots/{lot}", Get).WithTags("E-waste").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>Who had a lot of e-waste, what each says of it, and where its items are.</summary>
    /// <remarks>Every holder keeps its own books; what was sent and what was received stand side by side.</remarks>
    /// <param name="lot">The lot's name, as in its events.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Ok<LotAnswer>, ProblemHttpResult>> Get(string lot, [FromQuery] string? set, IEvents events, IGrainFactory grains, CancellationToken stop)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        // A server leaves an escaped slash in a path as it is.
        lot = lot.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!TwinEvent.IsCode(lot)) ask.Fault("lot", lot, "No lot can be called so.", "Send 1 to 64 letters, digits or . _ : / + -, a \"/\" as %2F.");
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        List<StoredEvent> found = [];
        IReadOnlyList<StoredEvent> page;
        do
        {
            page = await events.List(new(asked, null, Types, lot, Beginning, End, found.Count == 0 ? null : (found[^1].Word.At, found[^1].Twin, found[^1].Word.Id), MostAtOnce), stop);
            found.AddRange(page);
        }
        while (page.Count == MostAtOnce);
        if (found.Count == 0)
            return Problems.Refused(StatusCodes.Status404NotFound, "unknown-lot", "Nothing is known of this lot",
                $"No event in set {FigureComposer.Word(asked)} speaks of lot \"{lot}\". Look at its spelling; GET /v1/events?type=collected lists what was collected.");

        var holders = await Task.WhenAll(found.GroupBy(one => one.Twin).Select(async group =>
            (await grains.GetGrain<IShardGrain>(group.Key.Shard).Describe(group.Key) ?? throw new InvalidOperationException($"Events are kept of twin \"{group.Key}\", which is not in the register."),
                (IReadOnlyList<EventWord>)[.. group.Select(one => one.Word)])));
        return TypedResults.Ok(LotAnswer.Of(lot, FigureComposer.Word(asked), Custody.Of(holders)));
    }
}
