using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;

namespace YPort.Twin.Ingest.Http;

/// <summary>Takes lines as they come: while one chunk is committed, the next is read.</summary>
sealed partial class StreamReceiver(
    IIntake intake, DryRun dryRun, InFlight inFlight, IOptions<IntakeOptions> options, IOptions<ReadingOptions> readings, TimeProvider clock, ILogger<StreamReceiver> log)
{
    // A sender in the middle of a long body cannot hear "come again": we wait in its place, and it waits with us.
    const int MostAttempts = 10;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Receive(HttpContext http, LineForm form, Sending sending, CancellationToken stop)
    {
        using var share = inFlight.Take(2 * LineChunk.Bytes);
        var lines = new LineStream(http.Request.BodyReader, form, new(readings.Value), clock, sending.IsDryRun ? options.Value.MostBodyBytes : options.Value.MostStreamBytes);
        Tally tally = new();
        if (sending.IsDryRun) return await Try(lines, form, tally, sending, share, stop);
        try
        {
            await Pump(lines, form, tally, sending, stop);
        }
        catch (TwinBusyException busy)
        {
            return Problems.Busy(http, busy, tally.SoFar());
        }
        catch (Exception broken) when (broken is IOException or BadHttpRequestException or OperationCanceledException)
        {
            LogBroken(log, sending.Feed, tally.Items, broken.Message);
            throw;
        }
        if (lines.Problem is { IsTooMuch: true })
        {
            return Problems.TooLarge($"A stream may have {options.Value.MostStreamBytes} bytes (Intake:MostStreamBytes). What came before is taken; send the rest, from item {tally.Items} on.", tally.SoFar());
        }
        return Headless(lines) ?? (Results<Ok<ReadingsAnswer>, ProblemHttpResult>)TypedResults.Ok(tally.Answer(sending));
    }

    static ProblemHttpResult? Headless(LineStream lines) => lines.Problem is { } problem
        ? Problems.Unreadable($"{problem.Why} Nothing was taken. The first line names the columns, such as twin,channel,at,value,unit.") : null;

    // Read whole before it is judged: what stands twice in it is then seen, however the bytes arrive.
    async Task<Results<Ok<ReadingsAnswer>, ProblemHttpResult>> Try(LineStream lines, LineForm form, Tally tally, Sending sending, InFlight.Share share, CancellationToken stop)
    {
        List<LineChunk> chunks = [];
        try
        {
            while (await lines.Next(stop) is { } chunk)
            {
                chunks.Add(chunk);
                share.More(LineChunk.Bytes);
                if (chunks.Sum(one => one.Items.Count) is > DryRun.MostItems and var items) return Problems.TooManyToTry(items);
            }
            if (lines.Problem is { IsTooMuch: true }) return Problems.TooLarge($"A dry run may have {options.Value.MostBodyBytes} bytes (Intake:MostBodyBytes). Try the beginning of it.");
            if (Headless(lines) is { } headless) return headless;
            if (chunks is [var first, ..]) tally.Add(await dryRun.Judge(new(sending.Feed, sending.Set, first.ReceivedAt, [.. chunks.SelectMany(chunk => chunk.Items)], form.Before), stop));
            return TypedResults.Ok(tally.Answer(sending));
        }
        finally
        {
            foreach (var chunk in chunks) chunk.Dispose();
        }
    }

    async Task Pump(LineStream lines, LineForm form, Tally tally, Sending sending, CancellationToken stop)
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
                committing = Commit(new(sending.Feed, sending.Set, chunk.ReceivedAt, chunk.Items, form.Before));
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
