namespace YPort.Twin.Model.EWaste;

/// <summary>What is known of the media that a certificate is for, besides the serial number.</summary>
/// <param name="Type">Such as magnetic-disk, flash, optical; null when nobody said.</param>
/// <param name="Confidentiality">low, moderate or high; null when nobody said, and then no less than moderate is believed.</param>
public readonly record struct Media(string? Maker, string? Model, string? Type, string? Confidentiality);
