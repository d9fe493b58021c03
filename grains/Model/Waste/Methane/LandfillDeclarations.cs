using System.Collections.Immutable;
using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>What came to a landfill in a year, of one category, as somebody declared it.</summary>
/// <param name="Year">CE, January to December.</param>
/// <param name="Category">As on tickets: "mixed", "food", ...</param>
/// <param name="Grams">Wet.</param>
/// <param name="Status">How far the source can be trusted; of what is from memory nothing can be closed.</param>
/// <param name="CityShare">Of it the city's own waste, 0 to 1; null when nobody knows.</param>
[GenerateSerializer, Immutable, Alias("deposited-year")]
public sealed record DepositedYear(
    [property: Id(0)] int Year, [property: Id(1)] string Category, [property: Id(2)] long Grams, [property: Id(3)] FactorSource Source, [property: Id(4)] FactorStatus Status,
    [property: Id(5)] decimal? CityShare = null)
{
    public TonnageYear ToTonnage() => new(Year, Category, Grams, new(null, Source));
}

/// <summary>What a site's mixed waste consists of from some year on; see <see cref="Composition"/>.</summary>
/// <param name="Shares">Of wet mass, by type of waste.</param>
[GenerateSerializer, Immutable, Alias("mixed-waste")]
public sealed record MixedWaste([property: Id(0)] int From, [property: Id(1)] ImmutableArray<MixedWasteShare> Shares, [property: Id(2)] FactorSource Source)
{
    public Composition ToComposition() => new(From, Shares.Where(share => WasteType.Of(share.Type) is not null).ToDictionary(share => WasteType.Of(share.Type)!, share => share.Share), new(null, Source));

    // Lists compare by reference.
    public bool Equals(MixedWaste? other) => other is not null && (From, Source) == (other.From, other.Source) && Shares.SequenceEqual(other.Shares);
    public override int GetHashCode() => HashCode.Combine(From, Source);
}

/// <param name="Type">One of <see cref="WasteType.All"/>.</param>
/// <param name="Share">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("mixed-waste-share")]
public readonly record struct MixedWasteShare([property: Id(0)] string Type, [property: Id(1)] decimal Share);

/// <summary>A year's methane of a landfill as somebody reported it.</summary>
/// <param name="Grams">Of methane emitted.</param>
[GenerateSerializer, Immutable, Alias("reported-methane")]
public sealed record ReportedMethane([property: Id(0)] int Year, [property: Id(1)] long Grams, [property: Id(2)] FactorSource Source);

/// <summary>What a volume on a landfill's gas meter holds; see <see cref="LandfillGas"/>.</summary>
/// <param name="MethaneShare">By volume, 0 to 1.</param>
/// <param name="Celsius">Temperature to which the meter refers its volume; <paramref name="KiloPascals"/> the absolute pressure.</param>
/// <param name="Source">Of the share and of the conditions, such as an analysis and the meter's plate.</param>
[GenerateSerializer, Immutable, Alias("metered-gas")]
public sealed record MeteredGas([property: Id(0)] decimal MethaneShare, [property: Id(1)] double Celsius, [property: Id(2)] double KiloPascals, [property: Id(3)] FactorSource Source)
{
    public IEnumerable<WasteFault> Faults(string id)
    {
        if (MethaneShare is < 0 or > 1) yield return new(id, FormattableString.Invariant($"{MethaneShare} of its gas is methane, where a share is 0 to 1."), "Send 0.5 for 50 %.");
        if (!(Celsius is > -50 and < 150)) yield return new(id, FormattableString.Invariant($"No gas is metered at {Celsius} °C."), "Give the temperature to which the meter refers its volume, between -50 and 150 °C.");
        if (!(KiloPascals is > 10 and < 1000)) yield return new(id, FormattableString.Invariant($"No gas is metered at {KiloPascals} kPa."), "Give the absolute pressure to which the meter refers its volume, between 10 and 1000 kPa.");
        if (!new Declaration(null, Source).IsSourced) yield return new(id, "What its gas meter counts names no source.", "Give title and publisher, such as of the gas analysis.");
    }
}
