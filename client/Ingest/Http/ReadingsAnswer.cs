using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Http;

/// <summary>What became of a batch, after commit. accepted + duplicate + quarantined is the number of items.</summary>
public sealed record ReadingsAnswer(
    [property: Description("New, and kept for ever from now on.")] long Accepted,
    [property: Description("Known already; no effect.")] long Duplicate,
    [property: Description("Refused and set aside with its bytes, the reason and the cure.")] long Quarantined,
    [property: Description("The refused ones in order, at most 1,000; with items=all or dryRun=true every item, unless there are more than 1,000.")] IReadOnlyList<ItemAnswer> Items,
    [property: Description("Where all of the feed's refused items are listed, when there are more than 1,000."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? More = null,
    [property: Description("true: nothing was taken, set aside or counted; these are the outcomes that it would have had."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    bool? DryRun = null);

/// <summary>What became of one item.</summary>
public sealed record ItemAnswer(
    [property: Description("Its place in what was sent, from 0.")] long Index,
    [property: Description("\"accepted\", \"duplicate\" or \"quarantined\".")] string Outcome,
    [property: Description("A stable word for why it was refused; left out of what was not."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: Description("What happened, with the value."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: Description("What to do."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cure = null,
    [property: Description("Of the quarantined item; a dry run has none."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null)
{
    internal static ItemAnswer Of(ItemOutcome refused) => new(refused.Index, refused.Outcome, refused.Code, refused.Reason, refused.Cure, refused.Id);
}

/// <summary>A reading as it is sent; the fields of a JSON object and the columns of a CSV.</summary>
public sealed record ReadingBody(
    [property: Description("Whose it is.")] string Twin,
    [property: Description("What was measured; see /v1/channels.")] string Channel,
    [property: Description("ISO 8601 with a zone, no finer than a microsecond; the end of an interval amount.")] DateTimeOffset At,
    [property: Description("A number; left out in a withdrawal.")] decimal? Value = null,
    [property: Description("UCUM, any unit of the channel's kind: \"kW\", \"kWh\", \"Cel\".")] string? Unit = null,
    [property: Description("When an interval amount began; of no other channel.")] DateTimeOffset? Start = null,
    [property: Description("\"measured\" (default) or \"estimated\".")] string? Quality = null,
    [property: Description("From 1 on: replaces the word before it. Left out in a first word.")] int? Revision = null,
    [property: Description("Why it was revised.")] string? Reason = null,
    [property: Description("The revision takes the value back.")] bool? Withdrawn = null);

/// <summary>An event as it is sent.</summary>
public sealed record EventBody(
    [property: Description("Where it happened.")] string Twin,
    [property: Description("What happened; see /v1/event-types.")] string Type,
    [property: Description("The sender's own name for it, 1 to 64 letters, digits or . _ : / + -.")] string Id,
    [property: Description("ISO 8601 with a zone, no finer than a microsecond.")] DateTimeOffset At,
    [property: Description("What the type asks for; left out in a withdrawal.")] JsonElement? Fields = null,
    [property: Description("\"measured\" (default) or \"estimated\".")] string? Quality = null,
    [property: Description("From 1 on: replaces the word before it, with the same type, time and subject.")] int? Revision = null,
    [property: Description("Why it was revised.")] string? Reason = null,
    [property: Description("The revision takes the event back.")] bool? Withdrawn = null);

/// <summary>Sums the outcomes of a stream's chunks.</summary>
sealed class Tally
{
    readonly List<ItemOutcome> _refused = [];
    readonly HashSet<long> _repeated = [];

    public long Accepted { get; private set; }
    public long Duplicate { get; private set; }
    public long Quarantined { get; private set; }
    public long Items => Accepted + Duplicate + Quarantined;

    public void Add(BatchOutcome outcome)
    {
        Accepted += outcome.Accepted;
        Duplicate += outcome.Duplicate;
        Quarantined += outcome.Quarantined;
        _refused.AddRange(outcome.Items.Take(BatchOutcome.MostInline - _refused.Count));
        if (_repeated.Count < BatchOutcome.MostInline) _repeated.UnionWith(outcome.Repeated);
    }

    public ReadingsAnswer Answer(Sending sending) => new(Accepted, Duplicate, Quarantined, sending.TellsAll && Items <= BatchOutcome.MostInline ? All() : [.. _refused.Select(ItemAnswer.Of)],
        Quarantined > BatchOutcome.MostInline && !sending.IsDryRun ? $"/v1/quarantine?feed={sending.Feed}" : null, sending.IsDryRun ? true : null);

    ItemAnswer[] All()
    {
        var refused = _refused.ToDictionary(one => one.Index);
        return [.. Enumerable.Range(0, (int)Items).Select(index => refused.TryGetValue(index, out var why) ? ItemAnswer.Of(why) : new(index, _repeated.Contains(index) ? "duplicate" : "accepted"))];
    }

    /// <summary>What a stream that was not taken to its end should know.</summary>
    public Dictionary<string, object?> SoFar() => new()
    {
        ["accepted"] = Accepted,
        ["duplicate"] = Duplicate,
        ["quarantined"] = Quarantined,
        ["resumeAt"] = Items,
    };
}
