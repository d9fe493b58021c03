using YPort.Twin.Cli.Maps;
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

    // Sent at the same time and about as long, so that the projections owe something of each when the last answer comes.
    static readonly string[][] Together =
    [
        ["capmetro-buses", "edinburgh-bins", "london-meter"],
        ["blantyre-dump", "nrel-midc-ghi", "nrel-serf-east", "rsk-twizy"],
        ["nrel-rmis-weather", "nrel-rsf2", "nrel-serf-west"],
    ];

    [Fact]
    public async Task Is_what_its_journal_gives_after_a_SIGKILL_and_after_the_start_that_follows()
    {
        Assert.Equal(RecordedFile.Maps, Together.SelectMany(maps => maps).Order(StringComparer.Ordinal));
        long entries = 0;
        foreach (var maps in Together)
        {
            // Killed right after the last answer: what the projections still owe is made again by the next start.
            await using var twin = await TwinProcess.Start(_data);
            var balances = await Task.WhenAll(maps.Select(map => Replay(map, twin)));
            Assert.All(balances, balance => Assert.True(balance.AddsUp));
            entries += balances.Sum(balance => balance.Accepted + balance.Quarantined);
            await twin.Kill();

            var findings = await Verify();
            Assert.Equal([], findings.Differences);
            Assert.True(findings.Entries >= entries, "Everything acknowledged is in the journal.");
        }

        await using (var last = await TwinProcess.Start(_data)) Assert.Equal(0, await last.End());
        var settled = await Verify();
        Assert.Equal([], settled.Differences);
        Assert.Equal(RecordedFile.Maps.Sum(map => new Recording(RecordedFile.Of(map), MappingFile.Load(map).Mapping).Twins().Count), settled.Twins);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    Task<ReplayBalance> Replay(string map, TwinProcess twin) => new ReplayRun(
        new(RecordedFile.Of(map), map, Progress: Path.Combine(_progress, map), Shuffle: 7), twin.Http, new HeardReport(), TimeProvider.System).Run(Stop);

    async Task<Findings> Verify()
    {
        await using var store = OfflineStore.OpenFolder(_data);
        return await StoreCheck.Run(store, _ => { }, Stop);
    }
}
