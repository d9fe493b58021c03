namespace YPort.Twin.Api.City;

/// <summary>The last complete picture of the city that this process saw. One writer, many readers.</summary>
sealed class CityView
{
    volatile CityPicture? _picture;
    volatile int _shardsHeard;

    /// <summary>Null until the city was complete once; after that never again, it only ages.</summary>
    public CityPicture? Picture => _picture;

    /// <summary>Of 64, while the city gathers itself.</summary>
    public int ShardsHeard => _shardsHeard;

    public void Hear(int shards) => _shardsHeard = shards;

    public void Show(CityPicture picture) => _picture = picture;
}
