using System.Text.Json.Serialization;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Journal;

/// <summary>An accepted reading as the journal keeps it: with who sent it and when it came. Takes one offset.</summary>
/// <param name="Feed">The sender's name for its stream.</param>
[GenerateSerializer, Immutable, Alias("journal-reading")]
public readonly record struct JournalReading([property: Id(0)] Reading Reading, [property: Id(1)] string Feed, [property: Id(2)] Instant ReceivedAt);

/// <summary>Anything else that the journal keeps; each takes one offset as well.</summary>
[JsonDerivedType(typeof(Registered), "registered"), JsonDerivedType(typeof(DuplicatesAnswered), "duplicates")]
[JsonDerivedType(typeof(Happened), "happened"), JsonDerivedType(typeof(Quarantined), "quarantined"), JsonDerivedType(typeof(QuarantineResolved), "resolved")]
public abstract record JournalNote;

/// <summary>The register took a dated fact.</summary>
public sealed record Registered(TwinId Twin, RegisterEntry Entry, Instant EnteredAt, string By) : JournalNote;

/// <summary>Something happened at a twin, and was accepted.</summary>
public sealed record Happened(TwinEvent Event, string Feed, Instant ReceivedAt) : JournalNote;

/// <summary>So many repeats were acknowledged to a feed; they change nothing but its balance.</summary>
public sealed record DuplicatesAnswered(string Feed, long Count) : JournalNote;

/// <summary>An item was refused and set aside, with its raw bytes, the reason and the cure.</summary>
/// <param name="Code">A stable word for the reason, such as "unknown-twin".</param>
/// <param name="Raw">As it came, whatever it was.</param>
public sealed record Quarantined(string Feed, CitySet Set, Instant ReceivedAt, string Code, string Reason, string Cure, byte[] Raw) : JournalNote;

/// <summary>A quarantined item of this shard was dealt with: replayed (accepted or duplicate) or discarded.</summary>
/// <param name="ItemOffset">The offset of its <see cref="Quarantined"/> in this shard.</param>
/// <param name="Feed">The item's feed, whose balance this moves.</param>
public sealed record QuarantineResolved(long ItemOffset, string Feed, QuarantineOutcome Outcome, string Reason, Instant At, string By) : JournalNote;

public enum QuarantineOutcome : byte
{
    /// <summary>Sent again after its cause was cured; counted where it then arrived.</summary>
    Replayed = 0,

    /// <summary>Given up, with a reason.</summary>
    Discarded = 1,
}

/// <summary>What one group commit writes: readings first, then notes; offsets run on through both.</summary>
public sealed record SegmentContent(IReadOnlyList<JournalReading> Readings, IReadOnlyList<JournalNote> Notes)
{
    public int Count => Readings.Count + Notes.Count;
}
