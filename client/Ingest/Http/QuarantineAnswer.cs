using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <param name="Items">Newest first. A batch's items stay together, so a page may be longer than asked.</param>
/// <param name="Next">The page after this one; left out at the end.</param>
public sealed record QuarantinePage(IReadOnlyList<QuarantineAnswer> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <summary>An item that was refused and set aside.</summary>
/// <param name="Id">Names it, such as "12-3456".</param>
/// <param name="Set">"real" or "rehearsal", as the sender said.</param>
/// <param name="Code">A stable word for the reason.</param>
/// <param name="Reason">What happened, with the value.</param>
/// <param name="Cure">What to do; then replay it.</param>
/// <param name="Raw">As it came; of a CSV its header and the line.</param>
/// <param name="RawIsBase64">The bytes are no UTF-8.</param>
/// <param name="Resolved">What became of it; left out while it is open.</param>
public sealed record QuarantineAnswer(
    string Id, string Feed, string Set, Instant ReceivedAt, string Code, string Reason, string Cure, string Raw, bool RawIsBase64,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ResolvedAnswer? Resolved)
{
    internal static QuarantineAnswer Of(QuarantineListing listing)
    {
        var item = listing.Item.Item;
        var readable = Utf8.IsValid(item.Raw);
        return new(listing.Item.Id, item.Feed, item.Set == CitySet.Real ? "real" : "rehearsal", item.ReceivedAt, item.Code, item.Reason, item.Cure,
            readable ? Encoding.UTF8.GetString(item.Raw) : Convert.ToBase64String(item.Raw), !readable,
            listing.Resolved is { Resolution: var resolution } ? new(Name(resolution.Outcome), resolution.Reason, resolution.At, resolution.By) : null);
    }

    internal static string Name(QuarantineOutcome outcome) => outcome == QuarantineOutcome.Replayed ? "replayed" : "discarded";
}

/// <param name="Outcome">"replayed" or "discarded".</param>
/// <param name="By">Who did it.</param>
public sealed record ResolvedAnswer(string Outcome, string Reason, Instant At, string By);

/// <summary>What became of an item that was dealt with.</summary>
/// <param name="Outcome">"accepted" or "duplicate" after a replay, "discarded" otherwise.</param>
public sealed record ResolutionAnswer(string Id, string Outcome);

/// <param name="Reason">Why it is given up, 1 to 1,000 characters; kept with it.</param>
public sealed record DiscardBody(string Reason);

/// <summary>An item's name, "12-3456": shard and offset.</summary>
static class QuarantineId
{
    public static bool TryParse(string text, out int shard, out long offset)
    {
        offset = 0;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return int.TryParse(dash < 0 ? text : text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out shard) && shard < Sharding.Count
            && dash >= 0 && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
