using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

public sealed record QuarantinePage(
    [property: Description("Newest first. A batch's items stay together, so a page may be longer than asked.")] IReadOnlyList<QuarantineAnswer> Items,
    [property: Description("The page after this one; left out at the end."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null);

/// <summary>An item that was refused and set aside.</summary>
public sealed record QuarantineAnswer(
    [property: Description("Names it, such as \"12-3456\".")] string Id,
    string Feed,
    [property: Description("\"real\" or \"rehearsal\", as the sender said.")] string Set,
    Instant ReceivedAt,
    [property: Description("A stable word for the reason.")] string Code,
    [property: Description("What happened, with the value.")] string Reason,
    [property: Description("What to do; then replay it.")] string Cure,
    [property: Description("As it came; of a CSV its header and the line.")] string Raw,
    [property: Description("The bytes are no UTF-8.")] bool RawIsBase64,
    [property: Description("What became of it; left out while it is open."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ResolvedAnswer? Resolved = null)
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

public sealed record ResolvedAnswer(
    [property: Description("\"replayed\" or \"discarded\".")] string Outcome,
    string Reason,
    Instant At,
    [property: Description("Who did it.")] string By);

/// <summary>What became of an item that was dealt with.</summary>
public sealed record ResolutionAnswer(
    string Id,
    [property: Description("\"accepted\" or \"duplicate\" after a replay, \"discarded\" otherwise.")] string Outcome);

public sealed record CorrectionBody(
    [property: Description("The item as it should have come, in the form it came in: a JSON object, a CSV's header and line, a message's topic and payload. At most 64 KiB. It is kept with the item.")] string Raw);

public sealed record DiscardBody(
    [property: Description("Why it is given up, 1 to 1,000 characters; kept with it.")] string Reason);

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
