using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using YPort.Twin.Rehearsal;
using YPort.Twin.Rehearsal.Faults;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class The_rehearsals_settings
{
    [Fact]
    public void Are_off_with_seed_1_a_beat_every_2_seconds_and_35_days_of_past()
    {
        var options = Read();

        Assert.Equal((false, 1, TimeSpan.FromSeconds(2), 35, 1.0, 0), (options.Enabled, options.Seed, options.Every, options.Backfill, options.Speed, options.Faults.Count));
    }

    [Fact]
    public void Are_read_from_configuration()
    {
        var options = Read(("Enabled", "true"), ("Seed", "42"), ("Every", "00:00:05"), ("Backfill", "0"), ("Speed", "60"), ("Faults:shuttle:Gaps", "0.1"));

        Assert.Equal((true, 42, TimeSpan.FromSeconds(5), 0, 60.0), (options.Enabled, options.Seed, options.Every, options.Backfill, options.Speed));
        Assert.Equal(new FaultKnobs(Gaps: 0.1), options.Faults["shuttle"]);
    }

    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("00:00:11")]
    [InlineData("-00:00:05")]
    public void Refuse_a_pace_out_of_range_and_say_which_key_to_change(string every)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(("Every", every)));

        Assert.Contains("Twin:Rehearsal:Every", refused.Message);
        Assert.Contains("1 to 10 seconds", refused.Message);
    }

    [Theory]
    [InlineData("Backfill", "-1", "Twin:Rehearsal:Backfill")]
    [InlineData("Speed", "0.5", "Twin:Rehearsal:Speed")]
    [InlineData("Faults:cart-1:Gaps", "1.5", "Twin:Rehearsal:Faults:cart-1:gaps is 1.5")]
    public void Refuse_what_cannot_be_and_name_the_key(string key, string value, string says) =>
        Assert.Contains(says, Assert.Throws<OptionsValidationException>(() => Read((key, value))).Message);

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
