using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>Takes a JSON array: read whole, then committed whole.</summary>
sealed class ArrayReceiver(IIntake intake, InFlight inFlight, IOptions<IntakeOptions> options, IOptions<ReadingOptions> readings, TimeProvider clock)
{
    const int UnknownLength = 16 * 1024;

    readonly IntakeOptions _options = options.Value;

    /// <param name="events">A batch of events; otherwise of readings.</param>
    public async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(HttpContext http, bool events, string feed, CitySet set, CancellationToken stop)
    {
        if (http.Request.ContentLength > _options.MostBodyBytes) return TooLarge();
        using var share = inFlight.Take(0);
        // One byte more than said, so that the end is seen without growing.
        var buffer = Rent((int)(http.Request.ContentLength ?? UnknownLength) + 1, share);
        try
        {
            var length = 0;
            while (await http.Request.Body.ReadAsync(buffer.AsMemory(length), stop) is > 0 and var came)
            {
                length += came;
                if (length > _options.MostBodyBytes) return TooLarge();
                if (length < buffer.Length) continue;
                var larger = Rent(2 * buffer.Length, share);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            return await Commit(buffer.AsMemory(0, length), events, feed, set, stop);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Commit(ReadOnlyMemory<byte> body, bool events, string feed, CitySet set, CancellationToken stop)
    {
        var receivedAt = Instant.From(clock);
        using ItemList items = new();
        var unreadable = events ? JsonArray.Read(body, new EventMaker(readings.Value), receivedAt, _options.MostItems, items)
            : JsonArray.Read(body, new ReadingMaker(readings.Value), receivedAt, _options.MostItems, items);
        if (unreadable is { } broken)
        {
            return broken.IsTooMuch ? Problems.TooLarge(broken.Why)
                : Problems.Unreadable($"Byte {broken.Offset}: {broken.Why} Nothing of it was taken. Send a JSON array, lines of JSON (application/x-ndjson){(events ? "" : " or CSV (text/csv)")}; see /docs.");
        }
        Tally tally = new();
        tally.Add(await intake.Receive(new(feed, set, receivedAt, items), stop));
        return TypedResults.Ok(tally.Answer(feed));
    }

    static byte[] Rent(int bytes, InFlight.Share share)
    {
        share.More(bytes);
        return ArrayPool<byte>.Shared.Rent(bytes);
    }

    ProblemHttpResult TooLarge() => Problems.TooLarge(
        $"A JSON array may have {_options.MostBodyBytes} bytes (Intake:MostBodyBytes). Send it in parts, or as lines (application/x-ndjson), which are taken as they come.");
}
