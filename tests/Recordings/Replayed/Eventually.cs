namespace YPort.Twin.Tests.Recordings.Replayed;

/// <summary>A twin answers when it is committed; folding and the ledger follow. What is asserted must come true within minutes, and then be true.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task Holds(Func<Task> asserted)
    {
        // Asking is work for both: ever more rarely.
        var (pause, deadline) = (TimeSpan.FromMilliseconds(50), DateTime.UtcNow + Patience);
        while (true)
        {
            try
            {
                await asserted();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(pause, TestContext.Current.CancellationToken);
                if (pause < TimeSpan.FromSeconds(1)) pause *= 1.5;
            }
        }
    }

    public static Task Equals<T>(IEnumerable<T> expected, Func<Task<T[]>> ask) => Holds(async () => Assert.Equal(expected, await ask()));
}
