using System.Diagnostics.Metrics;

namespace YPort.Twin.Twins.Shards;

/// <summary>What operators watch of the journal. No ids in tags.</summary>
static class ShardTelemetry
{
    public const string MeterName = "YPort.Twin.Shards";

    static readonly Meter Meter = new(MeterName);
    static readonly Counter<long> Readings = Meter.CreateCounter<long>("twin_journal_readings_total", description: "Readings committed.");
    // Without bounds of their own they would get the usual ones, which are for milliseconds.
    static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] };
    static readonly InstrumentAdvice<long> Counts = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] };
    static readonly Histogram<double> CommitSeconds = Meter.CreateHistogram<double>("twin_journal_commit_seconds", "s", "From sealing a segment to its commit.", advice: Seconds);
    static readonly Histogram<long> SegmentEntries = Meter.CreateHistogram<long>("twin_journal_segment_entries", description: "Entries per commit of a shard.", advice: Counts);
    static readonly Histogram<double> CatchUpSeconds = Meter.CreateHistogram<double>("twin_shard_catch_up_seconds", "s", "From activation to serving.", advice: Seconds);
    static readonly Histogram<double> SaveSeconds = Meter.CreateHistogram<double>("twin_projection_save_seconds", "s", "One step of a shard's projections.", advice: Seconds);

    public static readonly Counter<long> Fenced = Meter.CreateCounter<long>("twin_journal_fenced_total", description: "Commits refused because a newer activation exists.");
    public static readonly UpDownCounter<long> Unsaved = Meter.CreateUpDownCounter<long>("twin_projection_backlog_entries", description: "Journal entries that the projections do not hold yet.");

    public static void Committed(int readings, int entries, TimeSpan took)
    {
        Readings.Add(readings);
        SegmentEntries.Record(entries);
        CommitSeconds.Record(took.TotalSeconds);
    }

    public static void CaughtUp(TimeSpan took) => CatchUpSeconds.Record(took.TotalSeconds);

    public static void Saved(TimeSpan took, int entries)
    {
        SaveSeconds.Record(took.TotalSeconds);
        Unsaved.Add(-entries);
    }
}
