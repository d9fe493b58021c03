using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Intake;

/// <summary>The one door for readings and events: whatever the protocol, a batch comes through here and is answered after commit.</summary>
public interface IIntake
{
    /// <exception cref="TwinBusyException">Not received: nothing of what is left of the batch was counted; send it again later. Repeats are harmless.</exception>
    Task<BatchOutcome> Receive(IntakeBatch batch, CancellationToken stop);
}

/// <param name="Feed">Sender's name for the stream, 1 to 64 of a-z, 0-9, "-", "." and "_".</param>
/// <param name="Set">What the sender says it sends; a reading for a twin of the other set is quarantined.</param>
/// <param name="Head">What an item's bytes need before them to be read again, such as a CSV's header; empty where they need nothing.</param>
public sealed record IntakeBatch(string Feed, CitySet Set, Instant ReceivedAt, IReadOnlyList<IntakeItem> Items, ReadOnlyMemory<byte> Head = default);

/// <summary>One item as parsed: a reading, an event, or the reason why it is neither.</summary>
/// <param name="Index">Its place in what was sent, from 0.</param>
/// <param name="Raw">As it came.</param>
/// <param name="Event">Not null: this is an event, and <paramref name="Reading"/> says nothing.</param>
public readonly record struct IntakeItem(long Index, Reading Reading, Refusal? Refusal, ReadOnlyMemory<byte> Raw, TwinEvent? Event = null);

/// <summary>Why an item was refused and what to do about it.</summary>
/// <param name="Code">A stable word, such as "unknown-twin".</param>
/// <param name="Reason">What happened, with the value.</param>
/// <param name="Cure">What to do.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string Reason, [property: Id(2)] string Cure);

/// <summary>What became of a batch, after commit. accepted + duplicate + quarantined is the number of items.</summary>
/// <param name="Items">The refused ones, at most <see cref="MostInline"/>, in order of index.</param>
public sealed record BatchOutcome(long Accepted, long Duplicate, long Quarantined, IReadOnlyList<ItemOutcome> Items)
{
    public const int MostInline = 1000;

    /// <summary>Indices of the duplicates, at most <see cref="MostInline"/>.</summary>
    public IReadOnlyList<long> Repeated { get; init; } = [];

    public static BatchOutcome Nothing { get; } = new(0, 0, 0, []);
}

/// <param name="Id">Of the quarantined item; null in a dry run, which sets nothing aside.</param>
public sealed record ItemOutcome(long Index, string Outcome, string Code, string Reason, string Cure, string? Id);

/// <summary>The twin cannot take this now: a shard is moving, its store does not answer, or too much is in flight.</summary>
[GenerateSerializer, Alias("twin-busy")]
public sealed class TwinBusyException : Exception
{
    public TwinBusyException() { }
    public TwinBusyException(string message) : base(message) { }
    public TwinBusyException(string message, Exception inner) : base(message, inner) { }
}
