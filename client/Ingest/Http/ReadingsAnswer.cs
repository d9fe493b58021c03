using System.Text.Json.Serialization;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Http;

/// <summary>What became of a batch, after commit. accepted + duplicate + quarantined is the number of items.</summary>
/// <param name="Accepted">New, and kept for ever from now on.</param>
/// <param name="Duplicate">Known already; no effect.</param>
/// <param name="Quarantined">Refused and set aside with its bytes, the reason and the cure.</param>
/// <param name="Items">The refused ones in order, at most 1,000.</param>
/// <param name="More">Where all of the feed's refused items are listed, when there are more than 1,000.</param>
public sealed record ReadingsAnswer(
    long Accepted, long Duplicate, long Quarantined, IReadOnlyList<ItemOutcome> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? More);

/// <summary>A reading as it is sent; the fields of a JSON object and the columns of a CSV.</summary>
/// <param name="Twin">Whose it is.</param>
/// <param name="Channel">What was measured; see /v1/channels.</param>
/// <param name="At">ISO 8601 with a zone, no finer than a microsecond; the end of an interval amount.</param>
/// <param name="Value">A number; left out in a withdrawal.</param>
/// <param name="Unit">UCUM, any unit of the channel's kind: "kW", "kWh", "Cel".</param>
/// <param name="Start">When an interval amount began; of no other channel.</param>
/// <param name="Quality">"measured" (default) or "estimated".</param>
/// <param name="Revision">From 1 on: replaces the word before it. Left out in a first word.</param>
/// <param name="Reason">Why it was revised.</param>
/// <param name="Withdrawn">The revision takes the value back.</param>
public sealed record ReadingBody(
    string Twin, string Channel, DateTimeOffset At, decimal? Value = null, string? Unit = null, DateTimeOffset? Start = null,
    string? Quality = null, int? Revision = null, string? Reason = null, bool? Withdrawn = null);

/// <summary>Sums the outcomes of a stream's chunks.</summary>
sealed class Tally
{
    readonly List<ItemOutcome> _items = [];

    public long Accepted { get; private set; }
    public long Duplicate { get; private set; }
    public long Quarantined { get; private set; }
    public long Items => Accepted + Duplicate + Quarantined;

    public void Add(BatchOutcome outcome)
    {
        Accepted += outcome.Accepted;
        Duplicate += outcome.Duplicate;
        Quarantined += outcome.Quarantined;
        _items.AddRange(outcome.Items.Take(BatchOutcome.MostInline - _items.Count));
    }

    public ReadingsAnswer Answer(string feed) => new(Accepted, Duplicate, Quarantined, _items,
        Quarantined > BatchOutcome.MostInline ? $"/v1/quarantine?feed={feed}" : null);

    /// <summary>What a stream that was not taken to its end should know.</summary>
    public Dictionary<string, object?> SoFar() => new()
    {
        ["accepted"] = Accepted,
        ["duplicate"] = Duplicate,
        ["quarantined"] = Quarantined,
        ["resumeAt"] = Items,
    };
}
