namespace YPort.Twin.Model.Readings;

/// <summary>How a number came to be.</summary>
public enum Quality : byte
{
    Measured = 0,
    Estimated = 1,

    /// <summary>Measured, but its time is the twin's own clock's: shown as of now, never in the ledger.</summary>
    ServerTimed = 2,
}

/// <summary>Real and rehearsal never share a number: a twin, its readings and every figure belong to one set.</summary>
public enum CitySet : byte
{
    Real = 0,
    Rehearsal = 1,
}

/// <summary>
/// What a sensor said: twin, channel, time and value. Its identity is (<see cref="Twin"/>, <see cref="Channel"/>, <see cref="At"/>);
/// the same again is a duplicate, the same with another value a conflict unless <see cref="Revision"/> says otherwise.
/// </summary>
/// <param name="At">Moment of the value; the end of an interval amount.</param>
/// <param name="Steps">The value in whole steps of the channel's resolution.</param>
/// <param name="SpanMicroseconds">Length of an interval amount, which began this long before <paramref name="At"/>; 0 otherwise.</param>
/// <param name="Quality">What the sender says of it.</param>
/// <param name="Revision">0 for a first word; revision n replaces n-1.</param>
/// <param name="Withdrawn">A revision that takes the value back.</param>
/// <param name="Reason">Why it was revised; required from revision 1 on.</param>
[GenerateSerializer, Immutable, Alias("reading")]
public readonly record struct Reading(
    [property: Id(0)] TwinId Twin,
    [property: Id(1)] Channel Channel,
    [property: Id(2)] Instant At,
    [property: Id(3)] long Steps,
    [property: Id(4)] long SpanMicroseconds = 0,
    [property: Id(5)] Quality Quality = Quality.Measured,
    [property: Id(6)] int Revision = 0,
    [property: Id(7)] bool Withdrawn = false,
    [property: Id(8)] string? Reason = null)
{
    /// <summary>Says the same of the same moment: what makes a repeat a duplicate and not a conflict.</summary>
    public bool SaysTheSameAs(in Reading other) =>
        Steps == other.Steps && SpanMicroseconds == other.SpanMicroseconds && Quality == other.Quality
        && Revision == other.Revision && Withdrawn == other.Withdrawn;
}

/// <summary>An accepted reading as a twin's fold sees it: without names, with its place in the journal.</summary>
/// <param name="Offset">Journal offset in the twin's shard; a later word on the same moment has the higher one.</param>
[GenerateSerializer, Immutable, Alias("sample")]
public readonly record struct Sample(
    [property: Id(0)] Instant At,
    [property: Id(1)] long Steps,
    [property: Id(2)] long SpanMicroseconds,
    [property: Id(3)] long Offset,
    [property: Id(4)] Quality Quality,
    [property: Id(5)] int Revision,
    [property: Id(6)] bool Withdrawn)
{
    public Sample(in Reading reading, long offset)
        : this(reading.At, reading.Steps, reading.SpanMicroseconds, offset, reading.Quality, reading.Revision, reading.Withdrawn) { }
}
