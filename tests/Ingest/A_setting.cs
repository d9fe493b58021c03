using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A wrong setting stops the start and says how to mend it.</summary>
public sealed class A_setting
{
    [Theory]
    [InlineData("Intake:MostBodyByte", "1", "MostBodyByte")]
    [InlineData("Intake:MostItems", "0", "Intake__MostItems")]
    [InlineData("Intake:MostBytesInFlight", "1048576", "twice Intake:MostBodyBytes")]
    [InlineData("Intake:ShardAnswer", "00:02:00", "Intake__ShardAnswer")]
    [InlineData("Readings:ClockTolerance", "02:00:00", "Readings__ClockTolerance")]
    [InlineData("Readings:Tolerance", "00:01:00", "Tolerance")]
    public async Task That_is_wrong_stops_the_start(string key, string value, string says)
    {
        var app = RunningIntake.Web((key, value));
        app.Services.AddSingleton<IGrainFactory>(_ => throw new InvalidOperationException("Nobody asks for grains before the settings are good."));
        await using var web = app.Build();
        var stopped = await Assert.ThrowsAnyAsync<Exception>(() => web.StartAsync(TestContext.Current.CancellationToken));
        Assert.True(stopped is OptionsValidationException or InvalidOperationException, stopped.ToString());
        Assert.Contains(says, stopped.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Left_alone_works()
    {
        await using var web = RunningIntake.Web().Build();
        await web.StartAsync(TestContext.Current.CancellationToken);
    }
}
