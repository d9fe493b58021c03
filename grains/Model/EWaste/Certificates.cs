using System.Collections.Immutable;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.EWaste;

/// <summary>A certificate of sanitisation as it was sent; what nobody said is null.</summary>
/// <param name="Method">clear, purge or destroy.</param>
/// <param name="Verification">How the result was looked at; <paramref name="Verified"/>: it held.</param>
/// <param name="ValidatedBy">Who confirmed that the method fits the media and was followed: another question than whether one result held.</param>
/// <param name="At">When the twin was told that it was done.</param>
[GenerateSerializer, Immutable, Alias("certificate")]
public sealed record Certificate(
    [property: Id(0)] string Number, [property: Id(1)] string Method, [property: Id(2)] string? Technique, [property: Id(3)] string? Tool, [property: Id(4)] string? ToolVersion,
    [property: Id(5)] string? Verification, [property: Id(6)] bool? Verified, [property: Id(7)] string? ValidatedBy, [property: Id(8)] string? Operator, [property: Id(9)] string? Date,
    [property: Id(10)] Instant At);

/// <summary>
/// Is a certificate adequate to what an item holds and where it goes? It speaks of certificates, never of whether data is gone.
/// </summary>
/// <remarks>
/// Source: NIST SP 800-88 Rev. 2 (2025): the method is chosen by confidentiality and by whether the media leave control; clear, purge and destroy
/// rise in thoroughness; degaussing purges magnetic media and does nothing to others; verifying one result is not validating the method.
/// How often something was overwritten is not asked: more passes make no purge of a clear.
/// </remarks>
public static class Certificates
{
    /// <summary>What the certificate lacks, in words; empty when it is adequate.</summary>
    /// <param name="mediaType">Such as magnetic-disk, flash, optical; null when nobody said.</param>
    /// <param name="confidentiality">low, moderate or high; null when nobody said, and then no less than moderate is believed.</param>
    /// <param name="leavesControl">The media go to someone outside the authorised chain, or are disposed of.</param>
    public static ImmutableArray<string> Lacking(Certificate certificate, string? mediaType, string? confidentiality, bool leavesControl)
    {
        var lacking = ImmutableArray.CreateBuilder<string>();
        Wants(certificate.Technique, "the technique");
        Wants(certificate.Tool, "the tool");
        if (certificate.Method != "destroy") Wants(certificate.ToolVersion, "the tool's version");
        Wants(certificate.Verification, "how the result was verified");
        if (certificate.Verified is null) lacking.Add("whether the result was verified");
        else if (certificate.Verified == false) lacking.Add("a result that held: verification failed");
        Wants(certificate.ValidatedBy, "the validation: who confirmed that the method fits the media");
        Wants(certificate.Operator, "who did it");
        Wants(certificate.Date, "the date");
        if (IsDegaussing(certificate)) Degaussed(certificate, mediaType, lacking);
        if (leavesControl && certificate.Method == "clear" && confidentiality != "low")
            lacking.Add($"a purge or destruction: clear is not enough for media of {confidentiality ?? "unstated"} confidentiality that leave control");
        return lacking.ToImmutable();

        void Wants(string? field, string says)
        {
            if (string.IsNullOrWhiteSpace(field)) lacking.Add(says);
        }
    }

    static bool IsDegaussing(Certificate certificate) => certificate.Technique?.Contains("degauss", StringComparison.OrdinalIgnoreCase) == true;

    static void Degaussed(Certificate certificate, string? mediaType, ImmutableArray<string>.Builder lacking)
    {
        if (mediaType is null) lacking.Add("the media's type: degaussing does nothing to other than magnetic media");
        else if (!mediaType.StartsWith("magnetic", StringComparison.OrdinalIgnoreCase)) lacking.Add($"a technique for {mediaType}: degaussing does nothing to other than magnetic media");
        else if (certificate.Method == "destroy") lacking.Add("a destruction: degaussing only purges");
    }
}
