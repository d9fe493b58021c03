using System.Buffers.Binary;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>What a reader is sent next.</summary>
/// <param name="Tick">The reader knows everything up to here afterwards.</param>
/// <param name="NewIds">Vehicles that the reader has no index for yet, in order of index.</param>
/// <param name="Moved">The binary frame; see the README.</param>
readonly record struct VehicleNews(long Tick, IReadOnlyList<string> NewIds, byte[] Moved);

/// <summary>
/// Where the vehicles of one set are and who drives them. One writer, many readers. A reader holds a tick and a count, not a queue: a slow one
/// misses what lay in between and gets the latest place of all that moved, so nothing grows and nothing is lost for good.
/// </summary>
sealed class VehicleBoard
{
    public const int BytesOfHead = 8, BytesOfVehicle = 17;

    readonly record struct Vehicle(string Id, long PackedPoint, Instant At, byte Mode, long Tick);

    readonly Lock _turn = new();
    readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    readonly List<Vehicle> _vehicles = [];
    long _tick;
    TaskCompletionSource _news = New();

    /// <summary>Notes where the vehicles are; readers hear of those that are elsewhere than before, were heard again, or are driven otherwise.</summary>
    public void Take(IEnumerable<VehiclePosition> positions)
    {
        TaskCompletionSource news;
        lock (_turn)
        {
            var (tick, any) = (_tick + 1, false);
            foreach (var position in positions)
                any |= Note(position, tick);
            if (!any) return;
            _tick = tick;
            (news, _news) = (_news, New());
        }
        news.SetResult();
    }

    /// <param name="tick">What the reader knows; 0 at first.</param>
    /// <param name="known">How many ids the reader has.</param>
    public VehicleNews After(long tick, int known, Instant now)
    {
        lock (_turn)
        {
            var moved = new List<int>();
            for (var index = 0; index < _vehicles.Count; index++)
                if (_vehicles[index].Tick > tick) moved.Add(index);
            return new(_tick, [.. _vehicles.Skip(known).Select(vehicle => vehicle.Id)], Frame(moved, now));
        }
    }

    /// <summary>Ends when something moved after that tick.</summary>
    public Task Newer(long tick)
    {
        lock (_turn) return _tick > tick ? Task.CompletedTask : _news.Task;
    }

    bool Note(in VehiclePosition position, long tick)
    {
        var id = position.Twin.ToString();
        var vehicle = new Vehicle(id, position.PackedPoint, position.At, VehicleModes.Code(position.Mode), tick);
        if (!_index.TryGetValue(id, out var index))
        {
            _index[id] = _vehicles.Count;
            _vehicles.Add(vehicle);
            return true;
        }
        if (vehicle with { Tick = _vehicles[index].Tick } == _vehicles[index]) return false;
        _vehicles[index] = vehicle;
        return true;
    }

    byte[] Frame(List<int> moved, Instant now)
    {
        var frame = new byte[BytesOfHead + moved.Count * BytesOfVehicle];
        BinaryPrimitives.WriteDoubleLittleEndian(frame, now.Microseconds / 1000.0);
        var rest = frame.AsSpan(BytesOfHead);
        foreach (var index in moved)
        {
            var (point, age) = (GeoPoint.Unpack(_vehicles[index].PackedPoint), (now - _vehicles[index].At).TotalMilliseconds);
            BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)index);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], point.LatE7);
            BinaryPrimitives.WriteInt32LittleEndian(rest[8..], point.LonE7);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[12..], (uint)Math.Clamp(age, 0, uint.MaxValue));
            rest[16] = _vehicles[index].Mode;
            rest = rest[BytesOfVehicle..];
        }
        return frame;
    }

    // Readers go on in their own turn, not in the writer's.
    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
