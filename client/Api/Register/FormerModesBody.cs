using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Register;

/// <summary>How passengers would have travelled without the shuttle: declared by whoever asked them.</summary>
/// <param name="Id">Such as bang-sue-survey-2026.</param>
/// <param name="From">First day of travel that it speaks for, as 2026-11-23.</param>
/// <param name="To">Last day; left out until another follows.</param>
/// <param name="Shares">Of passenger-distance by former mode, together exactly 1: bicycle, bus, car-diesel, car-gasoline, induced, motorcycle, other, taxi, tuk-tuk, walk.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Surveyed">The day on which passengers were asked; left out where nobody was: an assumption, and what rests on it cannot be closed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FormerModesBody(string Id, string From, ImmutableSortedDictionary<string, decimal> Shares, FactorSource Source, string? To = null, string? Surveyed = null)
{
    const int Most = 100;

    public static FormerModesBody Of(FormerModeSplit split) => new(split.Id, Day(split.From)!, split.Shares.ToImmutableSortedDictionary(share => share.Mode, share => Shown.Plain(share.Share), StringComparer.Ordinal),
        split.Source, Day(split.To), Day(split.Surveyed));

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static List<FormerModeSplit> Read(string field, IReadOnlyList<FormerModesBody?> body, Ask ask)
    {
        if (body.Count > Most) ask.Fault(field, body.Count, "These are too many.", $"Send at most {Most}.");
        List<FormerModeSplit> splits = [];
        foreach (var (index, one) in body.Index())
        {
            var at = $"{field}[{index}]";
            if (one is null)
            {
                ask.Fault(at, "null", "This says nothing.", "Send id, from, shares and source.");
                continue;
            }
            if (!TwinEvent.IsCode(one.Id)) ask.Fault(at + ".id", one.Id, "This cannot name it.", "Send 1 to 64 letters, digits or . _ : / + -");
            splits.Add(new(one.Id, ask.Day(at + ".from", one.From) ?? default, one.Source,
                [.. one.Shares.Select(share => new FormerModeShare(share.Key, share.Value))], ask.Day(at + ".to", one.To), ask.Day(at + ".surveyed", one.Surveyed)));
        }
        if (!ask.IsFaulty)
            foreach (var fault in FormerModeSplits.Of(splits).Faults) ask.Fault(field, fault.Split, fault.Reason, fault.Cure);
        return splits;
    }

    static string? Day(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
