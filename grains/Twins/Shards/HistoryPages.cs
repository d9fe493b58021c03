using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>Sorts readings into parts of one twin, channel and hour, in journal order.</summary>
sealed class HistoryPages
{
    readonly Dictionary<HourKey, (List<Sample> Samples, List<string> Feeds)> _pages = [];

    public void Add(TwinId twin, Channel channel, in Sample sample, string feed)
    {
        HourKey key = new(twin, channel, HistoryPart.HourOf(sample.At));
        if (!_pages.TryGetValue(key, out var page)) _pages[key] = page = ([], []);
        page.Samples.Add(sample);
        page.Feeds.Add(feed);
    }

    public IReadOnlyList<HistoryPart> Parts => [.. _pages.Select(page => new HistoryPart(page.Key.Twin, page.Key.Channel, page.Key.Hour, page.Value.Samples, page.Value.Feeds))];
}
