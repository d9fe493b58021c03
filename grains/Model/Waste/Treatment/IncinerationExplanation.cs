using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Model.Waste.Treatment;

/// <summary>How the gases of burned waste came about, line by line, with the numbers in their places.</summary>
public static class IncinerationExplanation
{
    /// <param name="set">That the burning was worked out with.</param>
    public static IReadOnlyList<ExplainedLine> Of(BurnSet set, Incineration burning)
    {
        List<ExplainedLine> lines = [];
        foreach (var line in burning.Lines)
        {
            var (type, ox) = (set.Types[line.Type], set.Oxidised);
            var product = FormattableString.Invariant($"{line.Grams / 1000:0.######} kg x {type.DryMatter.Value} x {type.Carbon.Value}");
            string[] from = [type.DryMatter.From, type.Carbon.From, type.FossilCarbon.From, ox.From];
            lines.Add(new(FormattableString.Invariant($"{line.Type}, fossil carbon dioxide = SW dm CF FCF OF 44/12 = {product} x {type.FossilCarbon.Value} x {ox.Value} x 44/12"), (double)line.FossilCo2Kilograms, "kg CO2", from));
            lines.Add(new(FormattableString.Invariant($"{line.Type}, biogenic carbon dioxide, in no total = {product} x (1 - {type.FossilCarbon.Value}) x {ox.Value} x 44/12"), (double)line.BiogenicCo2Kilograms, "kg CO2", from));
        }
        foreach (var (category, grams) in burning.NotEstimatedGrams)
            lines.Add(new(FormattableString.Invariant($"{category}: carbon dioxide of {grams / 1000:0.######} kg whose contents nobody stated is not estimated"), null, "kg", []));
        lines.Add(new(FormattableString.Invariant($"methane = {burning.BurnedGrams / 1_000_000:0.######} t x {set.Ch4.Value} kg/t"), (double)(burning.BurnedGrams / 1_000_000 * set.Ch4.Value), "kg CH4", [set.Ch4.From]));
        lines.Add(new(FormattableString.Invariant($"nitrous oxide = {burning.BurnedGrams / 1_000_000:0.######} t x {set.N2O.Value} kg/t"), (double)(burning.BurnedGrams / 1_000_000 * set.N2O.Value), "kg N2O", [set.N2O.From]));
        lines.Add(new("each gas is rounded once, in sum, to the gram", null, "kg", []));
        return lines;
    }
}
