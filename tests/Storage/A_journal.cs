using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class A_journal(StoreHome home) : StoreTest(home)
{
    [Fact]
    public async Task Begins_at_offset_0_behind_the_genesis_hash()
    {
        Assert.Null(await Store.Journal.Head(5, Stop));
        var head = await Store.Journal.Open(5, Stop);

        Assert.Equal((1, 0), (head.Epoch, head.NextOffset));
        Assert.Equal(SegmentHash.Genesis.ToArray(), head.LastHash.ToArray());
    }

    [Fact]
    public async Task Gives_back_contiguous_segments_whose_hashes_chain()
    {
        var writer = await Writer.Open(Store.Journal, 7, Stop);
        for (var i = 1; i <= 150; i++) Assert.True(await writer.Append(1 + i % 4, Stop));

        var offset = 0L;
        var hash = SegmentHash.Genesis;
        await foreach (var segment in Store.Journal.Read(7, 0, Stop))
        {
            Assert.Equal(offset, segment.FirstOffset);
            Assert.True(segment.Follows(hash.Span), $"The segment at {offset} does not follow the one before.");
            (offset, hash) = (segment.NextOffset, segment.Hash);
        }
        var head = await Store.Journal.Head(7, Stop);
        Assert.Equal((writer.NextOffset, writer.NextOffset), (offset, head!.NextOffset));
        Assert.Equal(hash.ToArray(), head.LastHash.ToArray());
    }

    [Fact]
    public async Task Gives_back_what_was_written_to_the_last_byte()
    {
        var writer = await Writer.Open(Store.Journal, 1, Stop);
        var written = writer.Next(1000);
        Assert.True(await Store.Journal.Append(written, Stop));

        var read = Assert.Single(await Store.Journal.Read(1, 0, Stop).ToListAsync(Stop));
        Assert.Equal(written with { Payload = default, Hash = default }, read with { Payload = default, Hash = default });
        Assert.Equal(written.Payload.ToArray(), read.Payload.ToArray());
        Assert.Equal(written.Hash.ToArray(), read.Hash.ToArray());
    }

    [Fact]
    public async Task Refuses_a_writer_of_an_older_epoch_and_writes_nothing_of_it()
    {
        var old = await Writer.Open(Store.Journal, 3, Stop);
        Assert.True(await old.Append(2, Stop));
        var young = await Writer.Open(Store.Journal, 3, Stop);

        Assert.False(await old.Append(5, Stop));

        Assert.Equal(2, (await Store.Journal.Head(3, Stop))!.NextOffset);
        Assert.Single(await Store.Journal.Read(3, 0, Stop).ToListAsync(Stop));
        Assert.True(await young.Append(1, Stop));
    }

    [Fact]
    public async Task Refuses_an_offset_other_than_the_next()
    {
        var writer = await Writer.Open(Store.Journal, 3, Stop);
        Assert.True(await writer.Append(2, Stop));

        writer.NextOffset = 1;
        Assert.False(await writer.Append(1, Stop));
        writer.NextOffset = 3;
        Assert.False(await writer.Append(1, Stop));
        writer.NextOffset = 2;
        Assert.True(await writer.Append(1, Stop));
    }

    [Fact]
    public async Task Takes_one_of_several_segments_for_the_same_place()
    {
        var others = await Task.WhenAll(Enumerable.Range(10, 4).Select(shard => Writer.Open(Store.Journal, shard, Stop)));
        var writer = await Writer.Open(Store.Journal, 4, Stop);
        for (var round = 0; round < 20; round++)
        {
            // The others keep commits under way, so that the rivals wait together for the next.
            Task[] busy = [.. others.Select(other => other.Append(100, Stop))];
            Segment[] rivals = [.. Enumerable.Range(1, 4).Select(writer.Next)];
            var outcomes = await Task.WhenAll(rivals.Select(rival => Store.Journal.Append(rival, Stop)));
            await Task.WhenAll(busy);

            Assert.Single(outcomes, committed => committed);
            writer.Continue(rivals[Array.IndexOf(outcomes, true)]);
        }
        Assert.Equal(writer.NextOffset, (await Store.Journal.Head(4, Stop))!.NextOffset);
    }

    [Fact]
    public async Task Refuses_a_shard_that_nobody_opened()
    {
        var segment = Segment.Seal(9, 0, 1, new(0), Writer.Content(0, 1), SegmentHash.Genesis.Span);
        Assert.False(await Store.Journal.Append(segment, Stop));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 10)]
    [InlineData(15, 10)]
    [InlineData(29, 20)]
    public async Task Is_read_from_the_segment_that_holds_an_offset(long from, long first)
    {
        var writer = await Writer.Open(Store.Journal, 6, Stop);
        for (var i = 0; i < 3; i++) await writer.Append(10, Stop);

        var read = await Store.Journal.Read(6, from, Stop).ToListAsync(Stop);

        Assert.Equal((first, 30), (read[0].FirstOffset, read[^1].NextOffset));
    }

    [Fact]
    public async Task Knows_how_far_it_had_come_at_a_moment()
    {
        Assert.Equal(0, await Store.JournalTime.OffsetAt(6, Instant.Parse("2026-11-23T05:00:00Z"), Stop));
        var writer = await Writer.Open(Store.Journal, 6, Stop);
        List<(Instant At, long NextOffset)> commits = [];
        for (var i = 0; i < 37; i++)
        {
            var segment = writer.Next(1 + i % 5);
            Assert.True(await Store.Journal.Append(segment, Stop));
            writer.Continue(segment);
            commits.Add((segment.CommittedAt, segment.NextOffset));
        }

        foreach (var moment in commits.SelectMany(commit => (Instant[])[commit.At - TimeSpan.FromMicroseconds(1), commit.At, commit.At + TimeSpan.FromMicroseconds(1)]))
            Assert.Equal(commits.LastOrDefault(commit => commit.At <= moment).NextOffset, await Store.JournalTime.OffsetAt(6, moment, Stop));
        foreach (var offset in Enumerable.Range(0, (int)writer.NextOffset))
            Assert.Equal(commits.First(commit => commit.NextOffset > offset).At, await Store.JournalTime.CommittedAt(6, offset, Stop));
        Assert.Null(await Store.JournalTime.CommittedAt(6, writer.NextOffset, Stop));
    }

    [Fact]
    public async Task Has_nothing_from_its_end_on()
    {
        var writer = await Writer.Open(Store.Journal, 6, Stop);
        await writer.Append(10, Stop);

        Assert.Empty(await Store.Journal.Read(6, 10, Stop).ToListAsync(Stop));
        Assert.Empty(await Store.Journal.Read(8, 0, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Keeps_its_commits_and_raises_its_epoch_when_opened_again()
    {
        var writer = await Writer.Open(Store.Journal, 2, Stop);
        await writer.Append(3, Stop);
        await Reopen();

        var head = await Store.Journal.Open(2, Stop);

        Assert.Equal((2, 3), (head.Epoch, head.NextOffset));
        Assert.Equal(writer.LastHash.ToArray(), head.LastHash.ToArray());
        Assert.Equal(3, Assert.Single(await Store.Journal.Read(2, 0, Stop).ToListAsync(Stop)).Count);
    }
}

/// <summary>Only where a commit costs something is it shared.</summary>
public abstract class A_durable_journal(StoreHome home) : A_journal(home)
{
    [Fact]
    public async Task Shares_commits_between_shards_that_wait_together()
    {
        const int shards = 64, appends = 20;
        var writers = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => Writer.Open(Store.Journal, shard, Stop)));

        await Task.WhenAll(writers.Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < appends; i++) Assert.True(await writer.Append(10, Stop));
        })));

        Assert.All(writers, writer => Assert.Equal(10 * appends, writer.NextOffset));
        Assert.InRange(Store.JournalCommits, appends, shards * appends - 1);
    }

    [Fact]
    public async Task Judges_each_shard_of_a_shared_commit_by_itself()
    {
        var writers = await Task.WhenAll(Enumerable.Range(0, 32).Select(shard => Writer.Open(Store.Journal, shard, Stop)));
        foreach (var fenced in writers.Where((_, shard) => shard % 2 == 0).Select((_, i) => i * 2)) await Store.Journal.Open(fenced, Stop);

        var outcomes = await Task.WhenAll(writers.Select(writer => writer.Append(1, Stop)));

        Assert.Equal(Enumerable.Range(0, 32).Select(shard => shard % 2 == 1), outcomes);
    }
}

public sealed class A_journal_in_sqlite() : A_durable_journal(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class A_journal_in_postgres() : A_durable_journal(new PostgresHome());

public sealed class A_journal_in_memory() : A_journal(new MemoryHome());
