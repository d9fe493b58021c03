using System.Collections.Immutable;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.EWaste;

/// <summary>A certificate of sanitisation as it was sent; what nobody said is null.</summary>
/// <param name="Method">clear, purge or destroy.</param>
/// <param name="Verification">How the result was looked at; <paramref name="Verified"/>: it held.</param>
/// <param name="ValidatedBy">Who confirmed that the method fits the media and was followed: another question than whether one result held.</param>
/// <param name="At">When the twin was told that it was done.</param>
/// <param name="ConfidentialityAfter">Of what is left: none, low, moderate or high.</param>
/// <param name="Source">Where the media came from, <paramref name="Destination"/> where they go afterwards.</param>
[GenerateSerializer, Immutable, Alias("certificate")]
public sealed record Certificate(
    [property: Id(0)] string Number, [property: Id(1)] string Method, [property: Id(2)] string? Technique, [property: Id(3)] string? Tool, [property: Id(4)] string? ToolVersion,
    [property: Id(5)] string? Verification, [property: Id(6)] bool? Verified, [property: Id(7)] string? ValidatedBy, [property: Id(8)] string? Operator, [property: Id(9)] string? Date,
    [property: Id(10)] Instant At, [property: Id(11)] string? OperatorPosition = null, [property: Id(12)] string? Verifier = null, [property: Id(13)] string? VerifierPosition = null,
    [property: Id(14)] string? Place = null, [property: Id(15)] string? Signature = null, [property: Id(16)] string? ConfidentialityAfter = null,
    [property: Id(17)] string? Source = null, [property: Id(18)] string? Destination = null);

/// <summary>
/// Is a certificate adequate to what an item holds and where it goes? It speaks of certificates, never of whether data is gone.
/// </summary>
/// <remarks>
/// Source: NIST SP 800-88 Rev. 2 (2025): the method is chosen by confidentiality and by whether the media leave control; clear, purge and destroy
/// rise in thoroughness; degaussing purges magnetic media and does nothing to others; verifying one result is not validating the method.
/// How often something was overwritten is not asked: more passes make no purge of a clear. Fields: section 4.6, as section 4.8 of Rev. 1 (both read in summaries, not
/// in the original): what a certificate should record "at least" is asked for; what it lists as optional or "if known" (confidentiality before and after, asset number,
/// destination) and the source, which the lot's books know, are kept and not asked for.
/// </remarks>
public static class Certificates
{
    /// <summary>What the certificate lacks, in words; empty when it is adequate.</summary>
    /// <param name="leavesControl">The media go to someone outside the authorised chain, or are disposed of.</param>
    public static ImmutableArray<string> Lacking(Certificate certificate, in Media media, bool leavesControl)
    {
        var lacking = ImmutableArray.CreateBuilder<string>();
        Wants(media.Maker, "the manufacturer of the media");
        Wants(media.Model, "the model of the media");
        if (!IsDegaussing(certificate)) Wants(media.Type, "the media's type");
        Wants(certificate.Technique, "the technique");
        Wants(certificate.Tool, "the tool");
        if (certificate.Method != "destroy") Wants(certificate.ToolVersion, "the tool's version");
        Wants(certificate.Verification, "how the result was verified");
        if (certificate.Verified is null) lacking.Add("whether the result was verified");
        else if (certificate.Verified == false) lacking.Add("a result that held: verification failed");
        Wants(certificate.ValidatedBy, "the validation: who confirmed that the method fits the media");
        Wants(certificate.Operator, "who did it");
        Wants(certificate.OperatorPosition, "the position of who did it");
        Wants(certificate.Verifier, "who verified it");
        Wants(certificate.VerifierPosition, "the position of who verified it");
        Wants(certificate.Date, "the date");
        Wants(certificate.Place, "the place");
        Wants(certificate.Signature, "a signature");
        if (IsDegaussing(certificate)) Degaussed(certificate, media.Type, lacking);
        var confidentiality = media.Confidentiality;
        if (leavesControl && certificate.Method == "clear" && confidentiality != "low")
            lacking.Add($"a purge or destruction: clear is not enough for media of {confidentiality ?? "unstated"} confidentiality that leave control");
        if (leavesControl && certificate.ConfidentialityAfter is ("moderate" or "high"))
            lacking.Add($"a result that may leave control: by its own words what is left is of {certificate.ConfidentialityAfter} confidentiality");
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
