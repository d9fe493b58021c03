using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>One board for each set, and how many watch them.</summary>
sealed class VehicleBoards
{
    public const int Most = 1000;

    readonly VehicleBoard _real = new(), _rehearsal = new();
    readonly Lock _turn = new();
    TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _open;

    /// <summary>Ends when somebody watches.</summary>
    public Task Watched
    {
        get { lock (_turn) return _watched.Task; }
    }

    public VehicleBoard Of(CitySet set) => set == CitySet.Rehearsal ? _rehearsal : _real;

    /// <summary>A place among the watchers, given back when disposed; null when all are taken.</summary>
    public IDisposable? Enter()
    {
        lock (_turn)
        {
            if (_open == Most) return null;
            _open++;
            _watched.TrySetResult();
            return new Place(this);
        }
    }

    void Leave()
    {
        lock (_turn)
            if (--_open == 0) _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class Place(VehicleBoards boards) : IDisposable
    {
        public void Dispose() => boards.Leave();
    }
}
