using System.Diagnostics;
using YPort.Twin.Tests.Recordings.Support;
using YPort.Twin.Tests.Recordings.Verifying;

namespace YPort.Twin.Tests.Recordings.Commands;

/// <summary>The built program as a script sees it: words on either output and an exit code.</summary>
public sealed class The_command_line : ScriptedReplay
{
    [Fact]
    public async Task Replays_with_plain_lines_where_there_is_no_terminal()
    {
        var (code, said, complaint) = await Run("replay", Recording("1.5"), "--map", "nrel-serf-east", "--url", Twin.Http.BaseAddress!.ToString());
        Assert.Equal((0, ""), (code, complaint));
        Assert.Contains("accepted                 2", said, StringComparison.Ordinal);
        Assert.Contains("The balance adds up.", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', said);
        Assert.True(Directory.Exists(Folder.Path(".twin/replay")), "The place reached is kept under .twin/replay.");
    }

    [Fact]
    public async Task Exits_with_3_when_something_was_refused_and_says_which_line()
    {
        Twin.Answers = (_, lines) => ScriptedTwin.Outcome(lines.Length - 1, 0, (1, "\"Null\" is no number.", "Send one."));
        var (code, said, _) = await Run("replay", Recording("Null"), "--map", "nrel-serf-east", "--url", Twin.Http.BaseAddress!.ToString());
        Assert.Equal(3, code);
        Assert.Contains("line 3: \"Null\" is no number. Send one.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no mapping \"nobody\"", "replay", "x.csv", "--map", "nobody")]
    [InlineData("x.csv cannot be opened", "replay", "x.csv", "--map", "london-meter")]
    [InlineData("--batch 0 is not between 1 and 10000", "replay", "x.csv", "--map", "london-meter", "--batch", "0")]
    [InlineData("--rate must be over 0", "replay", "x.csv", "--map", "london-meter", "--rate", "-1")]
    [InlineData("contradict each other", "replay", "x.csv", "--map", "london-meter", "--register", "--no-register")]
    [InlineData("is not the address of a twin", "replay", "x.csv", "--map", "london-meter", "--url", "localhost:5080")]
    [InlineData("Give either --data FOLDER or --postgres CONNECTION", "verify")]
    [InlineData("The store cannot be read", "verify", "--postgres", "Host=127.0.0.1;Port=9;Timeout=1")]
    [InlineData("The store cannot be read", "verify", "--postgres", "nonsense")]
    [InlineData("holds no journal.db", "verify", "--data", ".")]
    public async Task Exits_with_1_and_a_cure_when_it_cannot_be_done(string says, params string[] arguments)
    {
        var (code, _, complaint) = await Run(arguments);
        Assert.Equal(1, code);
        Assert.Contains(says, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifies_a_sound_store_with_0_and_one_that_was_changed_with_1()
    {
        using var store = await SmallStore.Make();
        var (sound, said, _) = await Run("verify", "--data", store.Folder);
        Assert.Equal(0, sound);
        Assert.Contains("Equal: the store is what its journal gives.", said, StringComparison.Ordinal);

        store.Tamper("projections.db", "UPDATE ledger SET steps = steps + 1 WHERE offset = 2");
        var (changed, difference, _) = await Run("verify", "--data", store.Folder);
        Assert.Equal(1, changed);
        Assert.Contains("ledger of roof, pv-energy, 2026-05-01T10:00:00Z: stored 500001", difference, StringComparison.Ordinal);
    }

    string Recording(string second) => Folder.Write("east.csv", $"measured_on,ac_power__752\n2022-03-18 04:33:00-07:00,-2.7\n2022-03-18 04:34:00-07:00,{second}\n");

    async Task<(int Code, string Said, string Complaint)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "twin.dll"), .. arguments])
        { WorkingDirectory = Folder.Path("."), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said, await complaint);
    }
}
