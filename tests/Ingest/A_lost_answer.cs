using System.Net;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A store that fails under a batch: nothing is counted twice, nothing that was answered is lost.</summary>
public sealed class A_lost_answer(RunningIntake city) : IClassFixture<RunningIntake>
{
    static int Shard(string twin) => TwinId.Parse(twin).Shard;

    async Task<(string One, string Other)> TwoShards()
    {
        var one = await city.Roof();
        var other = await city.Roof();
        while (Shard(other) == Shard(one)) other = await city.Roof();
        return (one, other);
    }

    [Fact]
    public async Task Before_the_commit_is_mended_by_asking_again()
    {
        var (feed, (one, other)) = (RunningIntake.Name("f"), await TwoShards());
        city.Journal.Fail(Shard(one), times: 1, afterCommit: false);
        Assert.Equal((2, 0, 0, ""), await city.Send(feed, $"[{city.Power(one, 0)},{city.Power(other, 0)}]"));
        Assert.Equal((2, 2, 0, 0, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task After_the_commit_makes_the_repeat_a_duplicate()
    {
        var (feed, (one, other)) = (RunningIntake.Name("f"), await TwoShards());
        city.Journal.Fail(Shard(one), times: 1, afterCommit: true);
        Assert.Equal((1, 1, 0, ""), await city.Send(feed, $"[{city.Power(one, 0)},{city.Power(other, 0)}]"));
        Assert.Equal((3, 2, 1, 0, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task That_stays_away_tells_the_sender_to_come_again()
    {
        var (feed, (one, other)) = (RunningIntake.Name("f"), await TwoShards());
        var body = $"[{city.Power(one, 0)},{city.Power(other, 0)}]";
        city.Journal.Fail(Shard(one), times: 4, afterCommit: false);
        var (status, problem, headers) = await city.Post($"/v1/readings?feed={feed}", body);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/busy", 1), (status, problem.GetProperty("type").GetString(), headers.RetryAfter?.Delta?.TotalSeconds));
        Assert.Equal((1, 1, 0, ""), await city.Send(feed, body));
        Assert.Equal((3, 2, 1, 0, 0), await city.Balance(feed));
    }

    [Fact]
    public async Task In_the_midst_of_a_stream_is_waited_for()
    {
        var (feed, (one, other)) = (RunningIntake.Name("f"), await TwoShards());
        city.Journal.Fail(Shard(one), times: 5, afterCommit: false);
        Assert.Equal((1, 1, 0, ""), await city.Send(feed, $"{city.Power(other, 0)}\n{city.Power(one, 0)}\n", "application/x-ndjson"));
    }
}
