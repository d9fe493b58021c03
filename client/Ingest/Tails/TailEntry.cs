using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Tails;

/// <summary>One item as it was answered.</summary>
/// <param name="Number">Counts a feed's items up in this process.</param>
/// <param name="What">Channel of a reading, type of an event; null, like the twin and the time, of what could not be read.</param>
/// <param name="Channel">Of a reading that can be shown; null otherwise.</param>
/// <param name="Steps">Of that reading.</param>
/// <param name="Id">Under which it was set aside; null if it was not, or stood too far back in its batch to be told.</param>
readonly record struct TailEntry(
    long Number, Instant ReceivedAt, string Outcome, TwinId? Twin, string? What, Instant? At, Channel? Channel, long Steps, Refusal? Refusal, string? Id)
{
    public static TailEntry Of(long number, Instant receivedAt, in IntakeItem item, string outcome, Refusal? refusal, string? id)
    {
        if (item.Event is { } happened) return new(number, receivedAt, outcome, happened.Twin, happened.Type, happened.At, null, 0, refusal, id);
        if (item.Refusal is not null) return new(number, receivedAt, outcome, null, null, null, null, 0, refusal, id);
        var reading = item.Reading;
        return new(number, receivedAt, outcome, reading.Twin, reading.Channel.Name, reading.At, reading.Withdrawn ? null : reading.Channel, reading.Steps, refusal, id);
    }
}
