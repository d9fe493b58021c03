using YPort.Twin.Model.Buildings.Jcm;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model.Buildings;

public sealed class The_registered_projects
{
    [Fact]
    public void Hold_and_are_illustrative_as_long_as_nothing_more_is_public()
    {
        var finetech = Assert.Single(JcmRegister.All);
        Assert.Equal((CitySet.Rehearsal, 844m, 6), (finetech.Set, finetech.ExAnteTonnesPerYear, finetech.Meters.Count));
        Assert.Empty(finetech.With(FactorFile.Shipped.On(finetech.CreditingFrom, finetech.FactorSeries)!).Faults());
    }
}
