using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Rehearsal.EWaste;

/// <summary>A made-up e-waste point, or the recycler that works on what points send.</summary>
sealed class PretendHolder(SeedTwin twin, Lots lots) : PretendTwin(twin)
{
    // A point's box holds three and a half usual weeks.
    const double DaysHeld = 24.5;

    public override int Pace => 30;

    public override TwinDay Day(BangkokDay day) => new HolderDay(this, day);

    bool IsRecycler => Twin.Description.EWaste?.Role == EWasteRole.Recycler;

    sealed class HolderDay(PretendHolder holder, BangkokDay day) : TwinDay(day)
    {
        IReadOnlyList<TwinEvent>? _events;

        public override IReadOnlyList<TwinEvent> Events => _events ??=
            [.. (holder.IsRecycler ? holder.Lots.AtRecycler(holder.Id, Date) : holder.Lots.AtPoint(holder.Twin, Date)).OrderBy(happening => happening.At)];

        public override void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into)
        {
            if (holder.IsRecycler || holder.Twin.Pretence is not EWastePretence usual) return;
            var held = holder.Lots.Filling(holder.Twin, at).Brought.Where(one => one.At <= at).Sum(one => one.Kilograms);
            into.Add(Said(holder.Id, WasteChannels.FillLevel, at, Math.Min(150, 100 * (double)held / (usual.KilogramsPerDay * DaysHeld))));
        }

        public override IEnumerable<Instant> Moments() => holder.IsRecycler ? [] : base.Moments();
    }

    Lots Lots => lots;
}
