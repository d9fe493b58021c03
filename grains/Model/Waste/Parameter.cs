using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Waste;

/// <summary>A number that a method works with, and the factor that it comes from.</summary>
/// <param name="Value">In the unit that the method names.</param>
/// <param name="From">Such as "doc-food v1", so that an explanation can name it.</param>
public readonly record struct Parameter(decimal Value, string From)
{
    public double AsDouble => (double)Value;

    /// <param name="factor">Its unit is the one that the method names.</param>
    public static Parameter Of(Factor factor) => new(factor.Value, factor.ToString());
}
