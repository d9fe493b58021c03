using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Explain.Accounts;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Jcm;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>Parts and figure are two ways to one number; where they part, the explanation says so itself instead of passing for one.</summary>
public sealed class An_explanation_that_does_not_add_up
{
    static readonly Instant Now = Instant.Parse("2026-11-29T00:00:00Z");
    static readonly (Window From, Window To) Year = (Window.Of(Instant.Parse("2024-12-31T17:00:00Z")), Window.Of(Instant.Parse("2025-12-31T17:00:00Z")));

    [Theory]
    [InlineData(0, "The 2 parts add up to the row, to the last digit.")]
    [InlineData(1, "The 2 parts add up to 1.425475 kg and not to the row: its rounding is not theirs. import-energy/I.6.2 should be looked at.")]
    public void Of_a_row_names_the_sum_of_its_parts(int wattHoursTooMany, string says)
    {
        var grid = FactorFile.Shipped.On(new(2025, 6, 1), "th-grid-scope-2")!;
        var row = GridElectricity.WithLossesInFactor(Gpc.Numbered("I.6.2"), new("import-energy/I.6.2", 3000, BuildingMeasures.ImportEnergy.Unit, DataQuality.H), grid with { Value = 0.475m }, DataQuality.M, "metered").Rows!.OfType<ValuedRow>().Single();
        MeasuredAmount Of(string twin, long wattHours) =>
            new(BuildingMeasures.ImportEnergy, new(), wattHours, new(TwinId.Parse(twin), Year.From, Year.To, "", Quality.Measured, wattHours * 1000, 0));
        MadeRow made = new(row, [Of("one", 1000), Of("two", 2000 + wattHoursTooMany)]);
        var gwp = GwpSet.Of(FactorFile.Shipped, "AR5")!;
        MadeInventory inventory = new(2025, Year.From, Year.To, CityInventory.Of(new("Bangkok", 2025, "", 1, []), gwp, [row]).Inventory, Placed.Of([]), [made], FactorFile.Shipped, []);

        var explained = new InventoryExplanation(inventory, gwp, new(CitySet.Real, 2025, null, Now)).Of("I.6.2", [made]);
        Assert.Equal(1.425m, explained.Value);
        Assert.Contains(says, explained.Notes);
    }

    [Fact]
    public void Of_a_vintage_names_the_energy_of_a_meter_that_it_does_not_list()
    {
        var registration = JcmRegister.All[0];
        var factor = FactorFile.Shipped.On(registration.CreditingFrom, registration.FactorSeries)!;
        DateOnly day = new(2026, 3, 10);
        JcmMeterDay[] days = [.. registration.Meters.Select(meter => new JcmMeterDay(meter.Serial, day, 100_000, TimeSpan.FromDays(1)))];
        var account = JcmAccount.Of(registration.With(factor), day, day, days);
        Explained(registration, $"The {registration.Meters.Count} meters add up to the vintage's energy, to the last digit");
        Explained(registration with { Meters = [.. registration.Meters.Skip(1)] }, $"The meters add up to {100_000 * (registration.Meters.Count - 1)} Wh and not to the vintage's {100_000 * registration.Meters.Count} Wh: this should be looked at.");

        void Explained(JcmRegistration listed, string says) =>
            Assert.Contains(VintageEndpoint.Answer(listed, account, account.Vintages[0], days, Now).Notes, note => note.StartsWith(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Because_it_would_recount_too_much_is_refused_with_what_to_ask_instead()
    {
        Microsoft.AspNetCore.Http.DefaultHttpContext asked = new();
        asked.Request.QueryString = new("?knownAt=2026-11-01");
        var refused = Assert.IsType<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>(await ExplainEndpoint.RefuseTooMuch(
            new Microsoft.AspNetCore.Http.DefaultEndpointFilterInvocationContext(asked), _ => throw new TooManyReadingsException(6_000_000, "400 twins")));
        Assert.Equal((400, "knownAt \"2026-11-01\": It would rest on more than 6000000 readings of 400 twins. Ask for one twin, a shorter time or an earlier moment; what is known now, without knownAt, needs no recount."),
            (refused.StatusCode, refused.ProblemDetails.Detail));
    }
}
