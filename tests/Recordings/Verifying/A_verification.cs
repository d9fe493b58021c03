using YPort.Twin.Cli.Verify;
using YPort.Twin.Model.Journal;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Sqlite;

namespace YPort.Twin.Tests.Recordings.Verifying;

public sealed class A_verification
{
    [Fact]
    public async Task Finds_a_sound_store_equal()
    {
        using var store = await SmallStore.Make();
        var findings = await Verify(store);
        Assert.Equal([], findings.Differences);
        Assert.Equal((4, 7, 1, 3, 2, 1, 1), (findings.Segments, findings.Entries, findings.Twins, findings.Samples, findings.LedgerRows, findings.Feeds, findings.Quarantined));
    }

    [Fact]
    public async Task Names_a_ledger_row_that_is_off_by_a_milliwatt_hour()
    {
        using var store = await SmallStore.Make(saved => saved with { Ledger = [SmallStore.Row(0, 500_001, 2), saved.Ledger[1]] });
        Assert.Equal(["ledger of roof, pv-energy, 2026-05-01T10:00:00Z: stored 500001 estimated steps over 900 s by offset 2, refolded 500000 estimated steps over 900 s by offset 2."], await Differences(store));
    }

    [Fact]
    public async Task Names_a_ledger_row_that_is_missing()
    {
        using var store = await SmallStore.Make(saved => saved with { Ledger = [saved.Ledger[0]] });
        Assert.Equal(["ledger of roof, pv-energy, 2026-05-01T10:15:00Z: stored nothing, refolded 1000000 estimated steps over 900 s by offset 5."], await Differences(store));
    }

    [Fact]
    public async Task Names_a_ledger_row_that_nothing_explains()
    {
        using var store = await SmallStore.Make(saved => saved with { Ledger = [.. saved.Ledger, SmallStore.Row(60, 1, 3)] });
        Assert.Equal(["ledger of roof, pv-energy, 2026-05-01T11:00:00Z: stored 1 estimated steps over 900 s by offset 3, refolded nothing."], await Differences(store));
    }

    [Fact]
    public async Task Lets_a_row_be_ahead_of_the_watermark_if_it_is_what_the_journal_gives_there()
    {
        using var ahead = await SmallStore.Make(saved => saved with { Ledger = [.. saved.Ledger, SmallStore.Row(30, 1_000_000, 6)] });
        var findings = await Verify(ahead);
        Assert.Equal((0, 1), (findings.DifferenceCount, findings.WindowsAhead));

        using var wrong = await SmallStore.Make(saved => saved with { Ledger = [.. saved.Ledger, SmallStore.Row(30, 1_000_001, 6)] });
        Assert.Single(await Differences(wrong));
    }

    [Fact]
    public async Task Names_a_reading_that_history_lost_or_changed()
    {
        using var store = await SmallStore.Make(saved => saved with { History = [saved.History[0] with { Samples = [saved.History[0].Samples[0], SmallStore.Sample(15, 4_000_001, 2)], Feeds = ["f", "f"] }] });
        var differences = await Differences(store);
        Assert.Equal(2, differences.Count);
        Assert.StartsWith("history of roof/pv-power at 2026-05-01T10:15:00Z: stored Sample { At = 2026-05-01T10:15:00Z, Steps = 4000001", differences[0], StringComparison.Ordinal);
        Assert.StartsWith("history of roof/pv-power at 2026-05-01T10:30:00Z: stored nothing, refolded Sample", differences[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_reading_that_is_in_no_journal()
    {
        using var store = await SmallStore.Make(saved => saved with { History = [saved.History[0] with { Samples = [.. saved.History[0].Samples, SmallStore.Sample(40, 1, 3)], Feeds = ["f", "f", "f", "f"] }] });
        Assert.EndsWith("refolded nothing.", Assert.Single(await Differences(store)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_snapshot_that_differs()
    {
        using var store = await SmallStore.Make(saved => saved with { Twins = [saved.Twins[0] with { Offset = 4, Latest = saved.Twins[0].Latest.SetItem("pv-power", new(SmallStore.Sample(15, 0, 2).At, null)) }] });
        var differences = await Differences(store);
        Assert.Equal("twin \"roof\": stored at offset 4, refolded at 5.", differences[0]);
        Assert.StartsWith("latest pv-power of \"roof\": stored ChannelLatest { At = 2026-05-01T10:15:00Z", differences[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_twin_that_was_not_stored()
    {
        using var store = await SmallStore.Make(saved => saved with { Twins = [] });
        Assert.Equal(["twin \"roof\": registered in the journal, but not stored."], await Differences(store));
    }

    [Fact]
    public async Task Names_a_balance_that_does_not_add_up()
    {
        using var store = await SmallStore.Make(saved => saved with { Feeds = [saved.Feeds[0] with { Duplicate = 0 }] });
        Assert.StartsWith($"shard {SmallStore.Shard}, balance of feed \"f\": stored 3 accepted, 0 duplicate, 1 quarantined, 0 discarded, ", Assert.Single(await Differences(store)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_quarantined_item_that_is_not_as_it_came()
    {
        using var store = await SmallStore.Make(saved => saved with { Quarantined = [saved.Quarantined[0] with { Item = SmallStore.Refused with { Raw = "null"u8.ToArray() } }] });
        Assert.StartsWith($"quarantined item {SmallStore.Shard}-4: stored ", Assert.Single(await Differences(store)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_an_entry_that_resolves_nothing()
    {
        using var store = await SmallStore.Make(null, new QuarantineResolved(77, "f", QuarantineOutcome.Discarded, "r", SmallStore.Sample(0, 0, 0).At, "me"));
        Assert.Contains($"shard {SmallStore.Shard}, offset 5: resolves the quarantined item 77, which does not exist.", await Differences(store));
    }

    [Fact]
    public async Task Names_a_twin_in_the_wrong_shard()
    {
        using var store = await SmallStore.Make(null, SmallStore.RegisteredElsewhere);
        Assert.Contains(await Differences(store), difference => difference.StartsWith($"shard {SmallStore.Shard}, offset 5: \"{SmallStore.RegisteredElsewhere.Twin}\" belongs to shard ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE shard_segment SET payload = (SELECT payload FROM shard_segment WHERE first_offset = 6) WHERE first_offset = 5", "segment at offset 5: its hash does not fit")]
    [InlineData("UPDATE shard_segment SET committed_at_us = committed_at_us + 1 WHERE first_offset = 1", "segment at offset 1: its hash does not fit")]
    [InlineData("UPDATE shard_segment SET payload = x'01' WHERE first_offset = 5", "segment at offset 5: cannot be read: The payload ends early")]
    [InlineData("DELETE FROM shard_segment WHERE first_offset = 1", "offset 1 expected, the next segment begins at 5.")]
    [InlineData("DELETE FROM shard_segment WHERE first_offset = 6", "the journal ends at offset 6, its head says 7.")]
    [InlineData("DELETE FROM shard_head", "has segments up to offset 7, but no head.")]
    [InlineData("UPDATE shard_head SET last_hash = zeroblob(32)", "the journal ends at offset 7, its head says 7 with another hash.")]
    [InlineData("UPDATE shard_head SET epoch = 0", "a segment of epoch 1, while the head is at 0.")]
    [InlineData("UPDATE shard_segment SET epoch = 9 WHERE first_offset = 1", "segment at offset 5: written in epoch 1, after one of epoch 9.")]
    public async Task Finds_what_was_done_to_the_journal(string tampering, string says)
    {
        using var store = await SmallStore.Make();
        store.Tamper("journal.db", tampering);
        Assert.Contains(await Differences(store), difference => difference.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE shard_projection SET watermark = 4")]
    [InlineData("UPDATE shard_projection SET hash = zeroblob(32)")]
    public async Task Finds_a_watermark_that_is_no_end_of_a_segment(string tampering)
    {
        using var store = await SmallStore.Make();
        store.Tamper("projections.db", tampering);
        Assert.Contains(await Differences(store), difference => difference.Contains("is not the end of a segment with the hash it was saved with", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_a_moment_that_was_accepted_twice()
    {
        using var store = await SmallStore.Make(null, []);
        // The last segment again behind itself, with a chain that fits: only the identity betrays it.
        await using (var writer = SqliteStore.Open(store.Folder))
        {
            var head = await writer.Journal.Open(SmallStore.Shard, Stop);
            var last = await writer.Journal.Read(SmallStore.Shard, 6, Stop).LastAsync(Stop);
            Assert.True(await writer.Journal.Append(Segment.Seal(SmallStore.Shard, 7, head.Epoch, last.CommittedAt, SegmentPayload.Decode(last.Payload.Span), last.Hash.Span), Stop));
        }
        Assert.Equal([$"shard {SmallStore.Shard}, offset 7: roof/pv-power at 2026-05-01T10:45:00Z revision 0 stands in the journal twice."], await Differences(store));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<IReadOnlyList<string>> Differences(SmallStore store) => (await Verify(store)).Differences;

    static async Task<Findings> Verify(SmallStore made)
    {
        await using var store = OfflineStore.OpenFolder(made.Folder);
        return await StoreCheck.Run(store, _ => { }, Stop);
    }
}
