using System.Security.Cryptography;
using System.Text.Json;
using YPort.Twin.Api.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live;

/// <summary>What the readers of one set were told: finds what changed since and puts it into the ring. One writer, many readers.</summary>
sealed class LiveBoard(CitySet set, IDistricts districts, Func<CitySet, FactorRegistry> factors, JsonSerializerOptions json)
{
    readonly record struct Told(BangkokDay? Day, FigureSum? Sum, double? Coverage, FactorOfFigure? Factor);

    sealed record Shown(long Number, CityPicture Picture);

    sealed record Cached(long Number, Instant At, string Data);

    static readonly TimeSpan SnapshotAge = TimeSpan.FromSeconds(1);

    readonly Dictionary<(string? Code, Figure Figure), Told> _told = [];
    volatile Shown? _shown;
    volatile Cached? _snapshot;

    public FrameRing Ring { get; } = new(RandomNumberGenerator.GetHexString(12, lowercase: true));

    /// <summary>Tells the readers what differs from what they were told; called for every change, and now and then because time passes.</summary>
    public void Advance(CityPicture picture, Instant now)
    {
        var today = BangkokDay.Of(now);
        var changed = new List<FigureAnswer>();
        foreach (var code in districts.All.Select(district => district.Code).Prepend(null))
            foreach (var figure in Figures.All)
            {
                var sum = picture.Sum(set, code, figure, today);
                var answer = Known(code, figure, sum, today, now);
                if (answer is not null) changed.Add(answer);
            }
        if (changed.Count > 0)
            Ring.Add(JsonSerializer.Serialize(
                new LiveChange(now.ToDateTimeOffset(), picture.ConfirmedAt.ToDateTimeOffset(), FigureComposer.Word(set), [.. changed]), json));
        _shown = new(Ring.Last, picture);
    }

    /// <summary>Everything, and the number of the frame that it includes; null before the city was first complete.</summary>
    public (long Number, string Data)? Snapshot(Instant now)
    {
        // Number and picture are read together: a frame after the number never tells something older than the snapshot.
        if (_shown is not { } shown) return null;
        if (_snapshot is { } cached && cached.Number == shown.Number && now - cached.At < SnapshotAge) return (cached.Number, cached.Data);
        var city = FigureComposer.City(shown.Picture, set, now, districts, factors(set));
        var data = JsonSerializer.Serialize(new LiveSnapshot(now.ToDateTimeOffset(), ConnectionInfo.Default, city), json);
        _snapshot = new(shown.Number, now, data);
        return (shown.Number, data);
    }

    /// <summary>The figure if readers must hear of it. Coverage moves with time alone: only whole per cents are news.</summary>
    FigureAnswer? Known(string? code, Figure figure, FigureSum? sum, BangkokDay today, Instant now)
    {
        var before = _told.TryGetValue((code, figure), out var told) ? told : (Told?)null;
        var day = figure.IsNow ? (BangkokDay?)null : today;
        if (before is { } same && same.Sum is null && sum is null && same.Day == day) return null;
        var answer = FigureComposer.Compose(figure, set, code, sum, now, factors(set));
        var news = new Told(day, sum, answer.Coverage is { } coverage ? Math.Round(coverage, 2) : null, answer.Factor);
        if (before == news) return null;
        _told[(code, figure)] = news;
        return answer;
    }
}

/// <summary>One board for each set.</summary>
sealed class LiveBoards(IDistricts districts, Func<CitySet, FactorRegistry> factors, JsonSerializerOptions json)
{
    readonly LiveBoard _real = new(CitySet.Real, districts, factors, json), _rehearsal = new(CitySet.Rehearsal, districts, factors, json);

    public LiveBoard Of(CitySet set) => set == CitySet.Rehearsal ? _rehearsal : _real;

    public void Advance(CityPicture picture, Instant now)
    {
        _real.Advance(picture, now);
        _rehearsal.Advance(picture, now);
    }
}
