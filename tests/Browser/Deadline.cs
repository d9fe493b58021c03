using System.Diagnostics;

namespace YPort.Twin.Tests.Browser;

static class Deadline
{
    /// <summary>Asks again until it is so; fails with the last answer in words.</summary>
    public static async Task Holds(Func<Task<(bool Holds, string Seen)>> ask, string what, int seconds = 20)
    {
        var since = Stopwatch.StartNew();
        var seen = "nothing";
        while (since.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            (var holds, seen) = await ask();
            if (holds) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"Not within {seconds} s: {what}. Seen last: {seen}");
    }
}
