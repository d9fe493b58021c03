using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class The_rehearsals_settings
{
    [Fact]
    public void Are_off_with_seed_1_every_5_seconds()
    {
        var options = Read();

        Assert.Equal((false, 1, TimeSpan.FromSeconds(5)), (options.Enabled, options.Seed, options.Every));
    }

    [Fact]
    public void Are_read_from_configuration()
    {
        var options = Read(("Enabled", "true"), ("Seed", "42"), ("Every", "00:00:30"));

        Assert.Equal((true, 42, TimeSpan.FromSeconds(30)), (options.Enabled, options.Seed, options.Every));
    }

    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("00:05:01")]
    [InlineData("-00:00:05")]
    public void Refuse_a_pace_out_of_range_and_say_which_key_to_change(string every)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(("Every", every)));

        Assert.Contains("Twin:Rehearsal:Every", refused.Message);
        Assert.Contains("1 second to 5 minutes", refused.Message);
    }

    [Fact]
    public void Refuse_a_misspelt_key()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read(("Enable", "true")));

        Assert.Contains("Enable", refused.Message);
    }

    static RehearsalOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Twin:Rehearsal:{setting.Key}", setting.Value))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddRehearsal().BuildServiceProvider();
        return services.GetRequiredService<IOptions<RehearsalOptions>>().Value;
    }
}
