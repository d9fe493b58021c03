using System.Globalization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Model;

/// <summary>Factors, shortly said.</summary>
static class Factored
{
    public static Factor Of(string id, decimal value, string unit) => new(id, 1, id, value, Unit.Parse(unit), "CO2e", "", "", "", null, null, null, new("a source", "a publisher"), FactorStatus.Secondary);

    public static FactorRegistry Registry(params IEnumerable<Factor> factors)
    {
        var (registry, faults) = FactorRegistry.Of(factors);
        Assert.Empty(faults);
        return registry!;
    }

    public static DateOnly On(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
}
