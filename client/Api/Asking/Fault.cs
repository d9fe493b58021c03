namespace YPort.Twin.Api.Asking;

/// <summary>One thing wrong with a request.</summary>
/// <param name="Field">Where, such as "pv.ratedPower.value" or a query parameter's name.</param>
/// <param name="Value">What was sent; null when it is missing.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Cure">What to send instead.</param>
public sealed record Fault(string Field, string? Value, string Reason, string Cure);
