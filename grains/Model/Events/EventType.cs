using System.Text.Json.Nodes;

namespace YPort.Twin.Model.Events;

/// <summary>How an event bears on what happened before and after it.</summary>
public enum EventBearing
{
    /// <summary>It stands by itself: a weighbridge ticket.</summary>
    Alone,

    /// <summary>It holds until the next of its type and subject: a mode, a fault.</summary>
    Holds,

    /// <summary>It counts together with all events of its subject: a lot's custody.</summary>
    WithSubject,
}

/// <summary>One kind of thing that may happen at a twin.</summary>
/// <param name="Name">As callers write it, such as "weighbridge-ticket".</param>
/// <param name="Kinds">The kinds of twin that it may happen at.</param>
/// <param name="Fields">What it says. Besides, each event may have a "note".</param>
/// <param name="Subject">The field that names what it is about, such as "lot"; null when it is about the twin.</param>
/// <param name="Says">What it is, in one line, for people.</param>
public sealed record EventType(string Name, IReadOnlyList<string> Kinds, EventBearing Bearing, IReadOnlyList<EventField> Fields, string? Subject, string Says)
{
    public static EventField Note { get; } = EventField.Text("note", "anything a person should know");

    /// <summary>What the fields must fulfil together, by this event alone; may complete what follows from the others. Null when all is well.</summary>
    public Func<JsonObject, EventProblem?>? Check { get; init; }

    /// <summary>Only the twin itself says it, by an address of its own; who sends it is refused.</summary>
    public bool IsOwn { get; init; }

    public bool Equals(EventType? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    public override string ToString() => Name;
}

/// <summary>Why an event is none, and what to do.</summary>
/// <param name="Code">A stable word, such as "missing-field".</param>
/// <param name="Reason">What happened, with the value.</param>
public sealed record EventProblem(string Code, string Reason, string Cure);
