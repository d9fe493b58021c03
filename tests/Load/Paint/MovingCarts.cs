using System.Diagnostics;
using System.Net.Http.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>A twin as a process of its own, with carts that all drive: twenty groups, whose turns are spread over the time between two fixes.</summary>
sealed class MovingCarts(TimeSpan every) : IAsyncDisposable
{
    public const int Groups = 20;

    readonly TemporaryFolder _folder = new();
    readonly CancellationTokenSource _stop = new();
    readonly List<TimeSpan> _acknowledged = [];
    TwinProcess _twin = null!;
    Task _driving = Task.CompletedTask;

    public string Address => _twin.Http.BaseAddress!.ToString().TrimEnd('/');

    public static async Task<MovingCarts> Start(int carts, TimeSpan every)
    {
        MovingCarts moving = new(every);
        moving._twin = await TwinProcess.Start(moving._folder);
        await Parallel.ForAsync(0, carts, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (cart, stop) =>
            (await moving._twin.Http.PutAsJsonAsync($"/v1/twins/{CartGroup.Id(cart)}", new { kind = "shuttle", set = "real", name = new { en = CartGroup.Id(cart) }, area = $"{1001 + cart % 50}" }, stop)).EnsureSuccessStatusCode());
        CartGroup[] groups = [.. Enumerable.Range(0, Groups).Select(group => new CartGroup(moving._twin.Http, Enumerable.Range(0, carts).Where(cart => cart % Groups == group), every))];
        moving._driving = Task.WhenAll(groups.Select((group, number) => Task.Run(() => moving.Drive(group, every * number / Groups))));
        return moving;
    }

    /// <summary>How long groups waited for their acknowledgements since this was last asked.</summary>
    public TimeSpan[] Acknowledged()
    {
        lock (_acknowledged)
        {
            TimeSpan[] all = [.. _acknowledged.Order()];
            _acknowledged.Clear();
            return all;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _driving;
        }
        finally
        {
            await _twin.DisposeAsync();
            _folder.Dispose();
            _stop.Dispose();
        }
    }

    // A group that is more than its turn late leaves turns out: what is acknowledged a second says so.
    async Task Drive(CartGroup group, TimeSpan first)
    {
        var started = Stopwatch.GetTimestamp();
        for (var next = first; !_stop.IsCancellationRequested; next += every)
        {
            var now = Stopwatch.GetElapsedTime(started);
            if (next > now) await Task.Delay(next - now);
            else if (now - next > every) next = now;
            var took = await group.Send();
            lock (_acknowledged) _acknowledged.Add(took);
        }
    }
}
