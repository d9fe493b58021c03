using YPort.Twin.Model.Events;

namespace YPort.Twin.Model.Ledger;

/// <summary>The text of a row's dimensions, "name=value;name=value" in the measure's order.</summary>
public static class DimensionText
{
    /// <summary>The value where nobody said.</summary>
    public const string Unknown = "unknown";

    /// <param name="measure">It declares so many dimensions as there are values.</param>
    /// <param name="values">Codes as of <see cref="TwinEvent.IsCode"/>, so none holds "=" or ";"; null where nobody said.</param>
    public static string Of(Measure measure, params ReadOnlySpan<string?> values)
    {
        if (values.Length != measure.Dimensions.Count) throw new ArgumentException($"{measure} has {measure.Dimensions.Count} dimensions, not {values.Length}.", nameof(values));
        var parts = new string[values.Length];
        for (var i = 0; i < values.Length; i++) parts[i] = $"{measure.Dimensions[i]}={values[i] ?? Unknown}";
        return string.Join(';', parts);
    }
}
