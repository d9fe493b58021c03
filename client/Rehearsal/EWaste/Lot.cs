using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.EWaste;

/// <summary>What people brought to a point between two pickups, and what became of it.</summary>
/// <param name="Begins">The pickup before; what it is made of comes after.</param>
/// <param name="AtPoint">By time: what the point tells of it, <paramref name="AtRecycler"/> what the recycler does.</param>
/// <param name="Brought">By time: kilograms.</param>
sealed record Lot(string Name, TwinId Point, TwinId Recycler, Instant Begins, Instant Ends, IReadOnlyList<(Instant At, decimal Kilograms)> Brought,
    IReadOnlyList<TwinEvent> AtPoint, IReadOnlyList<TwinEvent> AtRecycler);
