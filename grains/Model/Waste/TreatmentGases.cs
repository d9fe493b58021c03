namespace YPort.Twin.Model.Waste;

/// <summary>What a treatment gives off, by gas. Carbon dioxide from plants is apart: it is reported, and in no total.</summary>
public readonly record struct TreatmentGases(decimal FossilCo2Kilograms, decimal Ch4Kilograms, decimal N2OKilograms, decimal BiogenicCo2Kilograms)
{
    public TreatmentGases Plus(in TreatmentGases other) => new(FossilCo2Kilograms + other.FossilCo2Kilograms, Ch4Kilograms + other.Ch4Kilograms,
        N2OKilograms + other.N2OKilograms, BiogenicCo2Kilograms + other.BiogenicCo2Kilograms);

    /// <summary>To whole grams, half to even: once, at the end.</summary>
    public TreatmentGases Rounded() => new(ToGrams(FossilCo2Kilograms), ToGrams(Ch4Kilograms), ToGrams(N2OKilograms), ToGrams(BiogenicCo2Kilograms));

    static decimal ToGrams(decimal kilograms) => decimal.Round(kilograms, 3, MidpointRounding.ToEven);
}
