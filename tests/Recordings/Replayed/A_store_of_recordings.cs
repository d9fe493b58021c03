using YPort.Twin.Cli.Replay;
using YPort.Twin.Cli.Verify;
using YPort.Twin.Storage;
using YPort.Twin.Tests.Recordings.Independent;
using YPort.Twin.Tests.Recordings.Support;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Recordings.Replayed;

[Trait("needs", "minutes")]
public sealed class A_store_of_recordings : IDisposable
{
    readonly TemporaryFolder _data = new(), _progress = new();

    public void Dispose()
    {
        _data.Dispose();
        _progress.Dispose();
    }

    [Fact]
    public async Task Is_what_its_journal_gives_after_a_SIGKILL_and_after_the_start_that_follows()
    {
        long entries = 0;
        foreach (var map in RecordedMeasure.Maps.Select(row => row.Data))
        {
            // Killed right after the last answer of each recording: what the projections still owe is made again by the next start.
            await using var twin = await TwinProcess.Start(_data);
            var balance = await new ReplayRun(new(SharedData.Recording(RecordedMeasure.FileOf(map)), map, Progress: Path.Combine(_progress, map), Shuffle: 7),
                twin.Http, new HeardReport(), TimeProvider.System).Run(Stop);
            Assert.True(balance.AddsUp);
            entries += balance.Accepted + balance.Quarantined;
            await twin.Kill();

            var findings = await Verify();
            Assert.Equal([], findings.Differences);
            Assert.True(findings.Entries >= entries, "Everything acknowledged is in the journal.");
        }

        await using (var last = await TwinProcess.Start(_data)) Assert.Equal(0, await last.End());
        var settled = await Verify();
        Assert.Equal([], settled.Differences);
        Assert.Equal(RecordedMeasure.Maps.Sum(row => RecordedMeasure.TwinsOf(row.Data).Count()), settled.Twins);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<Findings> Verify()
    {
        await using var store = OfflineStore.OpenFolder(_data);
        return await StoreCheck.Run(store, _ => { }, Stop);
    }
}
