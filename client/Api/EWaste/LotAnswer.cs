using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.EWaste;

/// <summary>A lot of e-waste and its chain of custody, as far as the projections are: usually less than a second behind.</summary>
/// <param name="Holders">Each with its own books, in order of when it first had the lot.</param>
/// <param name="HandOvers">What was sent against what was received, by time.</param>
/// <param name="Items">Known by serial number, each where it was last seen.</param>
public sealed record LotAnswer(string Lot, string Set, ImmutableArray<HolderAnswer> Holders, ImmutableArray<HandOverAnswer> HandOvers, ImmutableArray<ItemAnswer> Items)
{
    internal static LotAnswer Of(string lot, string set, Custody custody) => new(lot, set,
        [.. custody.Holders.Select(one => new HolderAnswer(one.Holder, one.Books.Since, Kilograms(one.Books.InGrams), Kilograms(one.Books.TreatedGrams), Kilograms(one.Books.ReleasedGrams),
            Kilograms(one.Books.GivenGrams), Kilograms(one.Books.HeldGrams), one.Books.Flaw == LotFlaw.None ? null : one.Books.Flaw))],
        [.. custody.HandOvers.Select(one => new HandOverAnswer(one.From, one.To, one.SentAt, Kilograms(one.SentGrams), one.ReceivedAt, Kilograms(one.ReceivedGrams), Kilograms(one.DifferenceGrams)))],
        [.. custody.Items.Select(ItemAnswer.Of)]);

    internal static decimal? Kilograms(long? grams) => grams is { } known ? Shown.Plain(known / 1000m) : null;
}

/// <summary>One holder's books of the lot, kg.</summary>
/// <param name="InKg">What came in, as weighed last, else as said; null when nobody said.</param>
/// <param name="TreatedKg">Taken apart, as far as anybody said.</param>
/// <param name="ReleasedKg">Fractions out, and what was disposed of.</param>
/// <param name="GivenKg">Given to other holders.</param>
/// <param name="HeldKg">What should still be there; null when nobody said how much came in.</param>
/// <param name="Flaw">nothing-came-in, mass-in-unknown or more-out-than-in; null when the books balance. It clears when the missing message comes.</param>
public sealed record HolderAnswer(TwinId Twin, Instant Since, decimal? InKg, decimal? TreatedKg, decimal? ReleasedKg, decimal? GivenKg, decimal? HeldKg, LotFlaw? Flaw);

/// <summary>Passed from hand to hand; what one side has not said is null.</summary>
/// <param name="DifferenceKg">Received less sent; shown, never absorbed.</param>
public sealed record HandOverAnswer(string From, string To, Instant? SentAt, decimal? SentKg, Instant? ReceivedAt, decimal? ReceivedKg, decimal? DifferenceKg);

/// <param name="Twin">Who saw it last.</param>
/// <param name="State">held, given (within the authorised chain), given-outside, dismantled or disposed.</param>
/// <param name="To">To whom it was given.</param>
/// <param name="Certified">There is a certificate that is adequate to what it holds and to where it went; null for what holds no data.</param>
/// <param name="Lacks">Otherwise what is missing, in words.</param>
public sealed record ItemAnswer(
    string Serial, TwinId Twin, ItemState State, Instant? Since, string? To, bool DataBearing, string? MediaType, string? Confidentiality, decimal? MassKg,
    ImmutableArray<string> Certificates, bool? Certified, string? Lacks)
{
    internal static ItemAnswer Of(SeenItem seen)
    {
        var item = seen.Item;
        bool? certified = item.DataBearing ? item.IsCertified(item.LeftControl) : null;
        return new(item.Serial, seen.Holder, item.State, item.Since, item.To, item.DataBearing, item.MediaType, item.Confidentiality, LotAnswer.Kilograms(item.MassGrams),
            [.. item.Certificates.Select(certificate => certificate.Number)], certified, certified == false ? item.Lacks(item.LeftControl) : null);
    }
}
