using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>Takes a JSON array or a SenML pack: read whole, then committed whole.</summary>
sealed class ArrayReceiver(
    IIntake intake, DryRun dryRun, InFlight inFlight, IOptions<IntakeOptions> options, IOptions<ReadingOptions> readings, IOptions<MqttOptions> mqtt, TimeProvider clock)
{
    const int UnknownLength = 16 * 1024;

    readonly IntakeOptions _options = options.Value;

    /// <summary>Reads a body into items; null when all of it is there.</summary>
    delegate Unreadable? Reader(ReadOnlyMemory<byte> body, Instant receivedAt, int mostItems, ItemList items);

    public Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Readings(HttpContext http, Sending sending, CancellationToken stop) => Receive(
        http, (body, receivedAt, mostItems, items) => JsonArray.Read(body, new ReadingMaker(readings.Value), receivedAt, mostItems, items), ", lines of JSON (application/x-ndjson) or CSV (text/csv)", sending, stop);

    public Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Events(HttpContext http, Sending sending, CancellationToken stop) => Receive(
        http, (body, receivedAt, mostItems, items) => JsonArray.Read(body, new EventMaker(readings.Value), receivedAt, mostItems, items), " or lines of JSON (application/x-ndjson)", sending, stop);

    /// <summary>A pack is read as if it had come by MQTT, under the topic of its twin.</summary>
    public Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Pack(HttpContext http, TwinId twin, Sending sending, CancellationToken stop) => Receive(http, (body, receivedAt, _, items) =>
    {
        foreach (var item in new MessageReader(readings.Value, mqtt.Value.Units).Read($"twin/{twin}", body, receivedAt)) items.Add(item);
        return null;
    }, "", sending, stop);

    async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(HttpContext http, Reader read, string otherForms, Sending sending, CancellationToken stop)
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
            return await Commit(buffer.AsMemory(0, length), read, otherForms, sending, stop);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Commit(ReadOnlyMemory<byte> body, Reader read, string otherForms, Sending sending, CancellationToken stop)
    {
        var receivedAt = Instant.From(clock);
        using ItemList items = new();
        if (read(body, receivedAt, _options.MostItems, items) is { } broken)
        {
            return broken.IsTooMuch ? Problems.TooLarge(broken.Why)
                : Problems.Unreadable($"Byte {broken.Offset}: {broken.Why} Nothing of it was taken. Send a JSON array{otherForms}; see /docs.");
        }
        if (sending.IsDryRun && items.Count > DryRun.MostItems) return Problems.TooManyToTry(items.Count);
        IntakeBatch batch = new(sending.Feed, sending.Set, receivedAt, items);
        Tally tally = new();
        tally.Add(sending.IsDryRun ? await dryRun.Judge(batch, stop) : await intake.Receive(batch, stop));
        return TypedResults.Ok(tally.Answer(sending));
    }

    static byte[] Rent(int bytes, InFlight.Share share)
    {
        share.More(bytes);
        return ArrayPool<byte>.Shared.Rent(bytes);
    }

    ProblemHttpResult TooLarge() => Problems.TooLarge(
        $"A JSON array may have {_options.MostBodyBytes} bytes (Intake:MostBodyBytes). Send it in parts, or as lines (application/x-ndjson), which are taken as they come.");
}
