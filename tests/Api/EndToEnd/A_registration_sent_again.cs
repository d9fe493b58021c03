using System.Net;
using System.Net.Sockets;
using System.Text;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Who lost the answer does not know whether the twin was registered, or changed, and sends the same again.</summary>
public sealed class A_registration_sent_again(TwinServer server) : IClassFixture<TwinServer>
{
    const HttpStatusCode Created = HttpStatusCode.Created, Ok = HttpStatusCode.OK, Failed = HttpStatusCode.PreconditionFailed, Required = HttpStatusCode.PreconditionRequired;
    const string Site = """{"kind":"waste-site","name":{"en":"Site"},"area":1034,"waste":{"role":"landfill"}}""";
    static readonly string Other = Site.Replace("landfill", "composting");

    [Fact]
    public async Task Is_a_success_that_enters_nothing()
    {
        await server.Put("again-1", Site);
        var journal = await JournalOf("again-1");
        var again = await server.Put("again-1", Site);
        Assert.Equal((Ok, "\"1\""), (again.StatusCode, again.Headers.ETag?.Tag));
        Assert.Equal(journal, await JournalOf("again-1"));
        Assert.Equal(["landfill"], await Entered("again-1"));
    }

    [Fact]
    public async Task Counts_once_wherever_the_line_was_cut()
    {
        for (var i = 0; i < 20; i++)
        {
            var id = $"again-cut-{i}";
            await SendAndHangUp(id, Site);
            var again = await server.Put(id, Site);
            Assert.True(again.StatusCode is Created or Ok, $"{again.StatusCode} is no success.");
            Assert.Equal("\"1\"", again.Headers.ETag?.Tag);
            Assert.Equal(["landfill"], await Entered(id));
        }
    }

    [Fact]
    public async Task Counts_once_when_all_come_at_the_same_time()
    {
        foreach (var id in Enumerable.Range(0, 5).Select(i => $"again-all-{i}"))
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Put(id, Site)));
            Assert.Equal([.. Enumerable.Repeat(Ok, 15), Created], answers.Select(answer => answer.StatusCode).Order());
            Assert.All(answers, answer => Assert.Equal("\"1\"", answer.Headers.ETag?.Tag));
            Assert.Equal(["landfill"], await Entered(id));
        }
    }

    [Fact]
    public async Task As_a_new_twin_only_is_refused_whatever_it_says()
    {
        Assert.Equal(Created, (await server.Put("again-2", Site, ifNoneMatch: "*")).StatusCode);
        Assert.Equal(Failed, (await server.Put("again-2", Other, ifNoneMatch: "*")).StatusCode);
        Assert.Equal(Failed, (await server.Put("again-2", Site, ifNoneMatch: "*")).StatusCode);
        Assert.Equal(["landfill"], await Entered("again-2"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => server.Put("again-3", i % 2 == 0 ? Site : Other, ifNoneMatch: "*")));
        Assert.Equal([Created, .. Enumerable.Repeat(Failed, 15)], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single(await Entered("again-3"));
    }

    [Fact]
    public async Task Does_not_let_another_document_pass_for_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => server.Put("again-4", i % 2 == 0 ? Site : Other)));
        Assert.Single(answers, answer => answer.StatusCode == Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == Ok)); // those that say the same as the first
        Assert.Equal(8, answers.Count(answer => answer.StatusCode is Failed or Required));
        Assert.Single(await Entered("again-4"));
    }

    /// <remarks>Source: RFC 9110, section 13.1.1: a change that appears to have been made already may be answered as a success.</remarks>
    [Fact]
    public async Task As_a_change_is_a_success_that_changes_nothing_more()
    {
        await server.Put("again-5", Site);
        Assert.Equal(Ok, (await server.Put("again-5", Other, ifMatch: "\"1\"")).StatusCode);
        var again = await server.Put("again-5", Other, ifMatch: "\"1\"");
        Assert.Equal((Ok, "\"2\""), (again.StatusCode, again.Headers.ETag?.Tag));
        Assert.Equal(Failed, (await server.Put("again-5", Site, ifMatch: "\"1\"")).StatusCode);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Put("again-5", Site, ifMatch: "\"2\"")));
        Assert.All(answers, answer => Assert.Equal((Ok, "\"3\""), (answer.StatusCode, answer.Headers.ETag?.Tag)));
        Assert.Equal(["landfill", "composting", "landfill"], await Entered("again-5"));
    }

    [Fact]
    public async Task From_an_earlier_day_is_another_document()
    {
        await server.Put("again-6", Site);
        string From(string day) => Other.Replace("""{"kind""", $$"""{"from":"{{day}}","kind""");
        Assert.Equal(Ok, (await server.Put("again-6", From("2026-02-01"), ifMatch: "\"1\"")).StatusCode);
        Assert.Equal(Failed, (await server.Put("again-6", From("2026-01-01"), ifMatch: "\"1\"")).StatusCode);
        var earlier = await server.Put("again-6", From("2026-01-01"), ifMatch: "\"2\"");
        Assert.Equal((Ok, "\"3\""), (earlier.StatusCode, earlier.Headers.ETag?.Tag));
        Assert.Equal("\"3\"", (await server.Put("again-6", From("2026-02-01"), ifMatch: "\"2\"")).Headers.ETag?.Tag);
    }

    async Task<IEnumerable<string?>> Entered(string id) =>
        (await server.Get($"/v1/twins/{id}")).GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("twin").GetProperty("waste").GetProperty("role").GetString());

    async Task<long> JournalOf(string id) => (await server.Grains.GetGrain<IShardGrain>(TwinId.Parse(id).Shard).Standing()).NextOffset;

    // The request is on its way; nobody waits for its answer.
    async Task SendAndHangUp(string id, string json)
    {
        var address = server.Http.BaseAddress!;
        using TcpClient line = new(address.Host, address.Port);
        await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"PUT /v1/twins/{id} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"), TestContext.Current.CancellationToken);
    }
}
