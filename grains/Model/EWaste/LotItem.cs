using System.Collections.Immutable;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.EWaste;

/// <summary>Where an item is, by the books of one holder.</summary>
public enum ItemState : byte
{
    Held = 0,

    /// <summary>Given to a receiver of the authorised chain.</summary>
    Given = 1,

    /// <summary>Given to anyone else.</summary>
    GivenOutside = 2,
    Dismantled = 3,
    Disposed = 4,
}

/// <summary>Something happened to an item that wants a certificate first, if it holds data.</summary>
[GenerateSerializer, Immutable, Alias("item-fate")]
public readonly record struct ItemFate([property: Id(0)] ItemState State, [property: Id(1)] Instant At, [property: Id(2)] string? To, [property: Id(3)] Quality Quality)
{
    /// <summary>It is then out of the chain's hands; what is only taken apart is not.</summary>
    public bool LeavesControl => State is ItemState.GivenOutside or ItemState.Disposed;
}

/// <summary>One item known by serial number, by the books of one holder.</summary>
/// <param name="DataBearing">As said; where nobody said, what has a media type or a confidentiality bears data.</param>
/// <param name="Since">Since when it is in its state; null when it never came in.</param>
/// <param name="Fates">All that wanted a certificate, by time.</param>
/// <param name="Certificates">All that name it, by time.</param>
/// <param name="Key">UNU key, as said.</param>
[GenerateSerializer, Immutable, Alias("lot-item")]
public sealed record LotItem(
    [property: Id(0)] string Serial, [property: Id(1)] bool DataBearing, [property: Id(2)] string? MediaType, [property: Id(3)] string? Confidentiality, [property: Id(4)] long? MassGrams,
    [property: Id(5)] ItemState State, [property: Id(6)] Instant? Since, [property: Id(7)] string? To,
    [property: Id(8)] ImmutableArray<ItemFate> Fates, [property: Id(9)] ImmutableArray<Certificate> Certificates,
    [property: Id(10)] string? Maker = null, [property: Id(11)] string? Model = null, [property: Id(12)] string? Key = null)
{
    /// <summary>What a certificate is judged against.</summary>
    public Media Media => new(Maker, Model, MediaType, Confidentiality);

    /// <summary>The first thing done to it without an adequate certificate; a certificate may come later. Null when there is none, or it holds no data.</summary>
    public ItemFate? Breach => !DataBearing ? null : Fates.Where(fate => !IsCertified(fate.LeavesControl)).Select(fate => (ItemFate?)fate).FirstOrDefault();

    /// <summary>Here, with data, and no adequate certificate.</summary>
    public bool IsHeldUnsanitised => DataBearing && State == ItemState.Held && Since is not null && !IsCertified(leavesControl: false);

    public bool IsCertified(bool leavesControl) => Certificates.Any(certificate => EWaste.Certificates.Lacking(certificate, Media, leavesControl).IsEmpty);

    /// <summary>It is out of the chain's hands now.</summary>
    public bool LeftControl => State is ItemState.GivenOutside or ItemState.Disposed;

    /// <summary>The certificate that comes nearest, and what it lacks; null when there is none.</summary>
    public (string Number, ImmutableArray<string> Lacking)? Nearest(bool leavesControl) => Certificates.IsEmpty ? null
        : Certificates.Select(one => (one.Number, Lacking: EWaste.Certificates.Lacking(one, Media, leavesControl))).MinBy(one => one.Lacking.Length);

    /// <summary>What the certificate that comes nearest lacks, in words.</summary>
    public string Lacks(bool leavesControl) => Nearest(leavesControl) is not { } nearest ? "it has no certificate"
        : nearest.Lacking.IsEmpty ? "nothing" : $"certificate {nearest.Number} lacks {string.Join("; ", nearest.Lacking)}";
}
