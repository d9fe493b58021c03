using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Ledger;

/// <summary>What a twin was told that bears on some windows.</summary>
/// <param name="Samples">
/// A channel's standing samples by time, one per moment, without withdrawn and server-timed ones: all within the windows and, on either side, the
/// nearest beyond, up to the channel's longest joined gap; there may be more.
/// </param>
/// <param name="Events">
/// Standing events by time: all within the windows, of types that hold also the last before and the first after by type and subject, and of types
/// that count with their subject all events of each subject that has one within the windows; there may be more.
/// </param>
public sealed record TwinPast(TwinRegister Register, Func<Channel, ReadOnlySpan<Sample>> Samples, IReadOnlyList<EventWord> Events);

/// <summary>A measure's own arithmetic: appends the rows of the windows [from, to) that are not empty.</summary>
public delegate void Amounts(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows);
