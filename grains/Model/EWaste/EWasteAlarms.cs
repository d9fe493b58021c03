using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.EWaste;

/// <summary>
/// What is wrong at an e-waste point or recycler, as a function of its open lots and the moment asked for; it clears when the missing message
/// comes. One alarm of a kind, however many lots it concerns.
/// </summary>
public static class EWasteAlarms
{
    const int MostNamed = 3;

    /// <param name="levels">The newest fill levels.</param>
    public static ImmutableArray<Alarm> Of(TwinRegister register, Instant asOf, IReadOnlyCollection<Lot> open, ReadOnlySpan<Sample> levels)
    {
        var facts = register.At(asOf).EWaste;
        var alarms = ImmutableArray.CreateBuilder<Alarm>();
        var breaches = open.SelectMany(lot => lot.Items.Where(item => item.Breach is not null).Select(item => (Lot: lot, Item: item, Fate: item.Breach!.Value))).ToArray();
        Raise("left-chain", breaches.Where(one => one.Fate.State == ItemState.GivenOutside).Select(one => (one.Fate.At, $"{Named(one.Lot, one.Item)} to {one.Fate.To}: {one.Item.Lacks(leavesControl: true)}")),
            "that holds data left the authorised chain without an adequate certificate:", "Get it back or get its certificate and send it; if the receiver is authorised, enter it in \"sendsTo\" from the day it was.");
        Raise("no-certificate", breaches.Where(one => one.Fate.State != ItemState.GivenOutside).Select(one => (one.Fate.At, $"{Named(one.Lot, one.Item)} {Word(one.Fate.State)}: {one.Item.Lacks(one.Fate.LeavesControl)}")),
            "that holds data was taken apart or disposed of without an adequate certificate:", "Send the certificate that was left out, or correct the serial number.");
        if (facts?.SanitiseWithinDays is { } days)
            Raise("unsanitised-too-long", Unsanitised(open).Where(one => asOf > one.Item.Since!.Value + TimeSpan.FromDays(days)).Select(one => (one.Item.Since!.Value + TimeSpan.FromDays(days), $"{Named(one.Lot, one.Item)} since {one.Item.Since}: {one.Item.Lacks(leavesControl: false)}")),
                $"that holds data has been here for over {days} days without an adequate certificate:", "Sanitise it and send the certificate, or hand it on to who does.");
        RaiseLots("more-out-than-in", lot => lot.Flaw is LotFlaw.MoreOutThanIn or LotFlaw.NothingCameIn, Imbalance, "gave out or took apart more than came in:", "Send what is missing (collected, weighed, or transferred with \"from\"), or correct the mass with a revision; until then the lot stays out of treated, recovered and disposed.");
        RaiseLots("lot-not-weighed", lot => lot.Flaw == LotFlaw.MassInUnknown, lot => $"{lot.Name}: {Kilograms(Math.Max(lot.TreatedGrams, lot.ReleasedGrams))} kg taken apart or released", "was worked on and nobody said how much of it came in:", "Send its mass (weighed); until then the lot stays out of treated, recovered and disposed.");
        if (WasteAlarms.Filling(asOf, levels) is { } filling) alarms.Add(filling);
        return alarms.ToImmutable();

        void Raise(string code, IEnumerable<(Instant Since, string Says)> found, string says, string cure) => Add(code, [.. found.OrderBy(one => one.Since)], "item", says, cure);

        void RaiseLots(string code, Func<Lot, bool> isSo, Func<Lot, string> detail, string says, string cure) => Add(code, [.. open.Where(isSo).Select(lot => (lot.Since, detail(lot))).OrderBy(one => one.Since)], "lot", says, cure);

        void Add(string code, (Instant Since, string Says)[] found, string noun, string says, string cure)
        {
            if (found.Length == 0) return;
            var more = found.Length > MostNamed ? $"; and {found.Length - MostNamed} more" : "";
            alarms.Add(new(code, found[0].Since, string.Create(CultureInfo.InvariantCulture, $"{found.Length} {noun}{(found.Length == 1 ? "" : "s")} {says} {string.Join("; ", found.Take(MostNamed).Select(one => one.Says))}{more}."), cure));
        }
    }

    /// <summary>Items here that hold data and have no adequate certificate.</summary>
    public static IEnumerable<(Lot Lot, LotItem Item)> Unsanitised(IEnumerable<Lot> open) => open.SelectMany(lot => lot.Items.Where(item => item.IsHeldUnsanitised).Select(item => (lot, item)));

    static string Named(Lot lot, LotItem item) => $"{item.Serial} of lot {lot.Name}";

    static string Word(ItemState state) => state == ItemState.Disposed ? "disposed of" : "taken apart";

    static string Imbalance(Lot lot) => lot.Flaw == LotFlaw.NothingCameIn ? $"{lot.Name}: nobody said that it came in"
        : $"{lot.Name}: {Kilograms(lot.InGrams ?? 0)} kg in, {Kilograms(lot.OutGrams)} kg out, {Kilograms(lot.TreatedGrams)} kg taken apart";

    static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
