using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.EWaste;

/// <summary>What happens to e-waste, by quarter hours. What a lot adds stands at the event that makes it so; the rules stand in README.md.</summary>
public static class EWasteMeasures
{
    internal const string CollectedName = "ewaste-collected", TreatedName = "ewaste-treated", RecoveredName = "ewaste-recovered", DisposedName = "ewaste-disposed",
        SanitisedName = "items-sanitised", WithoutCertificateName = "items-without-certificate";

    public static Measure Collected { get; } = Mass(CollectedName, "e-waste handed in, as weighed, else as said, else estimated by unit weights of UNU keys", "category");
    public static Measure Treated { get; } = Mass(TreatedName, "e-waste taken apart, of lots whose books balance", "category");
    public static Measure Recovered { get; } = Mass(RecoveredName, "material recovered, of lots whose books balance", "material");
    public static Measure Disposed { get; } = Mass(DisposedName, "e-waste given up, of lots whose books balance", "method");
    public static Measure Sanitised { get; } = Items(SanitisedName, "items sanitised with an adequate certificate");
    public static Measure WithoutCertificate { get; } = Items(WithoutCertificateName, "items that hold data and were taken apart, disposed of or given outside the authorised chain without an adequate certificate");

    public static IReadOnlyList<Measure> All { get; } = [Collected, Treated, Recovered, Disposed, Sanitised, WithoutCertificate];

    static Measure Mass(string name, string says, string dimension) =>
        new(name, Unit.Parse("kg"), 1000, AddsOverTwins: true, IntegralIsMeasured: false, [], says) { Events = EWasteEvents.All, Dimensions = [dimension], IsCounted = true, By = Compute };

    static Measure Items(string name, string says) =>
        new(name, Unit.Parse("1"), 1, AddsOverTwins: true, IntegralIsMeasured: false, [], says) { Events = EWasteEvents.All, IsCounted = true, By = Compute };

    static void Compute(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var lot in past.Events.GroupBy(word => word.Subject, StringComparer.Ordinal))
            foreach (var amount in Lot.Of(past.Register, lot).Amounts)
                if (amount.Measure == measure.Name)
                    sheet.Add(amount.At, measure.Dimensions.Count == 0 ? "" : DimensionText.Of(measure, amount.Dimension), amount.Quality, amount.Steps, amount.Offset);
        sheet.AddRows(rows);
    }
}
