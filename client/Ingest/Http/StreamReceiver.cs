using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>Takes lines as they come: while one chunk is committed, the next is read.</summary>
sealed partial class StreamReceiver(
    IIntake intake, InFlight inFlight, IOptions<IntakeOptions> options, IOptions<ReadingOptions> readings, TimeProvider clock, ILogger<StreamReceiver> log)
{
    // A sender in the middle of a long body cannot hear "come again": we wait in its place, and it waits with us.
    const int MostAttempts = 10;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(HttpContext http, LineForm form, string feed, CitySet set, CancellationToken stop)
    {
        using var share = inFlight.Take(2 * LineChunk.Bytes);
        var lines = new LineStream(http.Request.BodyReader, form, new(readings.Value), clock, options.Value.MostStreamBytes);
        Tally tally = new();
        try
        {
            await Pump(lines, form, tally, feed, set, stop);
        }
        catch (TwinBusyException busy)
        {
            return Problems.Busy(http, busy, tally.SoFar());
        }
        catch (Exception broken) when (broken is IOException or BadHttpRequestException or OperationCanceledException)
        {
            LogBroken(log, feed, tally.Items, broken.Message);
            throw;
        }
        if (lines.Problem is { IsTooMuch: true })
        {
            return Problems.TooLarge($"A stream may have {options.Value.MostStreamBytes} bytes (Intake:MostStreamBytes). What came before is taken; send the rest, from item {tally.Items} on.", tally.SoFar());
        }
        return lines.Problem is { } problem
            ? Problems.Unreadable($"{problem.Why} Nothing was taken. The first line names the columns, such as twin,channel,at,value,unit.")
            : TypedResults.Ok(tally.Answer(feed));
    }

    async Task Pump(LineStream lines, LineForm form, Tally tally, string feed, CitySet set, CancellationToken stop)
    {
        LineChunk? chunk = null;
        var committing = Task.FromResult(BatchOutcome.Nothing);
        try
        {
            do
            {
                var next = await lines.Next(stop);
                try
                {
                    tally.Add(await committing);
                }
                catch
                {
                    next?.Dispose();
                    throw;
                }
                chunk?.Dispose();
                chunk = next;
                if (chunk is null) return;
                committing = Commit(new(feed, set, chunk.ReceivedAt, chunk.Items, form.Before));
                // A sender on the same machine is never late: without this the loop would keep its thread for ever.
                await Task.Yield();
            }
            while (true);
        }
        finally
        {
            // The commit reads the chunk's memory until it ends.
            await ((Task)committing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            chunk?.Dispose();
        }
    }

    // Without the request's token: what was begun is finished, so that the prefix that counts is a prefix.
    async Task<BatchOutcome> Commit(IntakeBatch batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await intake.Receive(batch, CancellationToken.None);
            }
            catch (TwinBusyException) when (attempt < MostAttempts)
            {
                await Task.Delay(Pause, clock);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A stream of feed {Feed} broke after {Items} items, which are kept: {Why}")]
    static partial void LogBroken(ILogger log, string feed, long items, string why);
}
