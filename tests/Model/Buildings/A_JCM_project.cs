using System.Globalization;
using CsCheck;
using YPort.Twin.Model.Buildings.Jcm;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>Arithmetic by hand; the megawatt-hours are those of two registered projects in Thailand (6,900 and 21,675 MWh, about 2,200 and 6,913 t).</summary>
public sealed class A_JCM_project
{
    static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static Factor Grid(decimal value = 0.319m, string unit = "t/MWh", FactorStatus status = FactorStatus.Memory) =>
        new("th-grid-jcm-pv", 1, "th-grid-jcm-pv", value, Unit.Parse(unit), "CO2", "conservative, generation side", "JCM TH_AM001", "Thailand", null, null, null,
            new("TH_AM001", "Joint Committee Thailand-Japan", 2016), status);

    static JcmMeter Meter(string serial = "M1", string from = "2025-01-01", string? to = null, params JcmCalibration[] calibrations) =>
        new(serial, "0.5S", Date(from), to is null ? null : Date(to), calibrations.Length > 0 ? calibrations : [new("C1", Date("2025-01-01"), Date("2034-12-31"))]);

    // 844 t a year as the story has it; the rest is made up.
    static JcmProject Project(Factor? factor = null, params JcmMeter[] meters) => new("TH-0", "Rooftop solar", "TH_AM001", "1.0", "2.0", factor ?? Grid(), 844,
        Date("2025-01-01"), Date("2034-12-31"), ["Finetech Inc.", "Bangkok Metropolitan Administration"], meters.Length > 0 ? meters : [Meter()], []);

    static IEnumerable<JcmMeterDay> Metered(string first, string last, decimal wattHours, string serial = "M1") =>
        Enumerable.Range(Date(first).DayNumber, Date(last).DayNumber - Date(first).DayNumber + 1)
            .Select(day => new JcmMeterDay(serial, DateOnly.FromDayNumber(day), wattHours, TimeSpan.FromDays(1)));

    static JcmAccount Year(JcmProject project, params IEnumerable<JcmMeterDay> days) => JcmAccount.Of(project, Date("2026-01-01"), Date("2026-12-31"), days);

    // 6,900 x 0.319 = 2,201.1; 21,675 x 0.319 = 6,914.325.
    [Theory]
    [InlineData(6_900, "2201.1", 2201)]
    [InlineData(21_675, "6914.325", 6914)]
    [InlineData(3, "0.957", 0)]
    public void Reduces_by_energy_times_its_factor_rounded_down_to_whole_tonnes(int megawattHours, string reference, long tonnes)
    {
        var vintage = Assert.Single(Year(Project(), new JcmMeterDay("M1", Date("2026-05-05"), megawattHours * 1_000_000m, TimeSpan.FromDays(1))).Vintages);

        Assert.Equal(decimal.Parse(reference, CultureInfo.InvariantCulture), vintage.ReferenceTonnes);
        Assert.Equal((0m, tonnes), (vintage.ProjectTonnes, vintage.ReductionTonnes));
    }

    // 319 g/kWh is the same factor.
    [Fact]
    public void Takes_its_factor_in_any_unit_of_mass_per_energy() =>
        Assert.Equal(2201.1m, Year(Project(Grid(319, "g/kWh")), new JcmMeterDay("M1", Date("2026-05-05"), 6_900_000_000m, TimeSpan.FromDays(1))).Vintages[0].ReferenceTonnes, 10);

    // 10 MWh a day: 31 x 10 x 0.319 = 98.89 and 59 x 10 x 0.319 = 188.21; 844 x 31 / 365 = 71.6822 and 844 x 59 / 365 = 136.4274.
    [Fact]
    public void Is_counted_by_calendar_years_each_rounded_down_and_held_against_its_days_share_of_the_expected()
    {
        var account = JcmAccount.Of(Project(), Date("2025-12-01"), Date("2026-02-28"), Metered("2025-12-01", "2026-02-28", 10_000_000));

        Assert.Equal([(2025, 31, 98.89m, 98L), (2026, 59, 188.21m, 188L)],
            account.Vintages.Select(vintage => (vintage.Year, vintage.MonitoredDays, vintage.ReferenceTonnes, vintage.ReductionTonnes)));
        Assert.Equal(71.6822m, account.Vintages[0].ExAnteTonnes, 4);
        Assert.Equal(136.4274m, account.Vintages[1].ExAnteTonnes, 4);
        Assert.Equal(98 / (844m * 31 / 365), account.Vintages[0].AgainstExAnte!.Value, 10);
        Assert.Empty(account.Gaps);
    }

    [Fact]
    public void Expects_the_whole_years_tonnes_of_a_leap_year_too() =>
        Assert.Equal(844, JcmAccount.Of(Project(), Date("2028-01-01"), Date("2028-12-31"), []).Vintages[0].ExAnteTonnes);

    // Calibrated to 30 June and from 11 July: ten days of 10 MWh, 31.9 t, are measured and do not count.
    [Fact]
    public void Counts_nothing_of_days_without_calibration_and_lists_them()
    {
        var project = Project(null, Meter(calibrations: [new("C1", Date("2025-07-01"), Date("2026-06-30")), new("C2", Date("2026-07-11"), Date("2027-07-10"))]));
        var account = Year(project, Metered("2026-01-01", "2026-12-31", 10_000_000));

        Assert.Equal(355 * 10 * 0.319m, account.Vintages[0].ReferenceTonnes);
        Assert.Equal(new JcmGap("M1", JcmGapKind.NotCalibrated, Date("2026-07-01"), Date("2026-07-10"), TimeSpan.Zero, 100_000_000), Assert.Single(account.Gaps));
    }

    [Fact]
    public void Counts_nothing_for_missing_time_and_lists_it_by_meter()
    {
        var project = Project(null, Meter("M1"), Meter("M2", from: "2026-12-30"));
        var half = new JcmMeterDay("M1", Date("2026-12-31"), 5_000_000, TimeSpan.FromHours(12));
        var account = Year(project, [.. Metered("2026-01-01", "2026-12-28", 10_000_000), half]);

        Assert.Equal((362 * 10 + 5) * 0.319m, account.Vintages[0].ReferenceTonnes);
        Assert.Equal([
            new("M1", JcmGapKind.NotMeasured, Date("2026-12-29"), Date("2026-12-31"), TimeSpan.FromHours(60), 0),
            new("M2", JcmGapKind.NotMeasured, Date("2026-12-30"), Date("2026-12-31"), TimeSpan.FromHours(48), 0)], account.Gaps);
    }

    [Fact]
    public void Counts_nothing_outside_its_crediting_period_and_lists_it()
    {
        var account = JcmAccount.Of(Project() with { CreditingFrom = Date("2026-01-02") }, Date("2025-12-31"), Date("2026-01-02"), Metered("2025-12-31", "2026-01-02", 10_000_000));

        Assert.Equal([(2025, 0, 0m), (2026, 1, 3.19m)], account.Vintages.Select(vintage => (vintage.Year, vintage.MonitoredDays, vintage.ReferenceTonnes)));
        Assert.Equal(new JcmGap("M1", JcmGapKind.NotCredited, Date("2025-12-31"), Date("2026-01-01"), TimeSpan.Zero, 20_000_000), Assert.Single(account.Gaps));
    }

    [Fact]
    public void Is_unverified_until_credits_are_issued_for_the_vintage()
    {
        var account = JcmAccount.Of(Project() with { Issued = [new(2025, Date("2026-09-01"), "JC-1", 90, 45)] }, Date("2025-12-01"), Date("2026-01-31"), []);

        Assert.Equal([("issued", 90L), ("unverified", null)], account.Vintages.Select(vintage => (vintage.Label, vintage.IssuedTonnes)));
    }

    [Fact]
    public void Cannot_be_closed_on_a_factor_from_memory()
    {
        Assert.False(Year(Project()).CanBeClosed);
        Assert.True(Year(Project(Grid(status: FactorStatus.Official))).CanBeClosed);
    }

    [Fact]
    public void Never_counts_more_than_was_measured_times_the_factor_nor_loses_energy_without_listing_it() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 40], Gen.Long[0, 20_000_000].Array[60]).Sample((gapAt, gapDays, energies) =>
        {
            var start = Date("2025-12-01");
            var project = Project(null, Meter(calibrations: [new("C1", Date("2025-01-01"), start.AddDays(gapAt)), new("C2", start.AddDays(gapAt + gapDays + 1), Date("2030-01-01"))]));
            var account = JcmAccount.Of(project, start, start.AddDays(59), energies.Select((energy, i) => new JcmMeterDay("M1", start.AddDays(i), energy, TimeSpan.FromDays(1))));
            return account.Vintages.Sum(vintage => vintage.WattHours) + account.Gaps.Sum(gap => gap.LeftOutWattHours) == energies.Sum()
                && account.Vintages.All(vintage => vintage.ReductionTonnes <= vintage.ReferenceTonnes && vintage.ReferenceTonnes - vintage.ReductionTonnes < 1);
        }, iter: 300);

    [Fact]
    public void Is_refused_with_reason_and_cure_when_its_papers_are_wrong()
    {
        Assert.Empty(Project().Faults());
        Assert.Equal("It has no reference. Give the register's; other roofs displace grid emissions and earn no credits.", Assert.Single((Project() with { Reference = "" }).Faults()).ToString());
        Assert.StartsWith("The factor th-grid-jcm-pv v1 is in kg, no mass per energy.", Assert.Single(Project(Grid(unit: "kg")).Faults()).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("The crediting period ends on 2024-12-31", Assert.Single((Project() with { CreditingTo = Date("2024-12-31") }).Faults()).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Meter M1 is listed 2 times.", Assert.Single(Project(null, Meter(), Meter()).Faults()).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("It has no meter.", Assert.Single((Project() with { Meters = [] }).Faults()).ToString(), StringComparison.Ordinal);
        Assert.Contains("cannot be counted: It names no participants.", Assert.Throws<ArgumentException>(() => Year(Project() with { Participants = [] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_days_that_cannot_be_counted_and_says_which()
    {
        JcmMeterDay day = new("M1", Date("2026-05-05"), 1, TimeSpan.FromDays(1));
        Assert.Contains("M1 has two amounts for 2026-05-05", Refused(day, day), StringComparison.Ordinal);
        Assert.Contains("M9 is not one of project TH-0", Refused(day with { Serial = "M9" }), StringComparison.Ordinal);
        Assert.Contains("counted -1 Wh on 2026-05-05", Refused(day with { WattHours = -1 }), StringComparison.Ordinal);
        Assert.Contains("covers 25 h of 2026-05-05", Refused(day with { Covered = TimeSpan.FromHours(25) }), StringComparison.Ordinal);

        static string Refused(params JcmMeterDay[] days) => Assert.Throws<ArgumentException>(() => Year(Project(), days)).Message;
    }
}
