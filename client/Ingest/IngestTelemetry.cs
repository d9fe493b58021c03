using System.Diagnostics;
using System.Diagnostics.Metrics;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest;

/// <summary>What the edge tells operators: items by outcome, how long batches take, what is in flight. No ids in tags.</summary>
sealed class IngestTelemetry
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "YPort.Twin.Ingest";

    public static readonly ActivitySource Activities = new(Name);

    readonly Counter<long> _items;
    readonly Histogram<double> _seconds;

    public IngestTelemetry(IMeterFactory meters, InFlight inFlight)
    {
        var meter = meters.Create(Name);
        _items = meter.CreateCounter<long>("twin_ingest_items_total", description: "Items received, by outcome.");
        _seconds = meter.CreateHistogram<double>("twin_ingest_batch_duration_seconds", "s", "From a batch's parsing to its commit.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
        meter.CreateObservableGauge("twin_ingest_in_flight_bytes", () => inFlight.Bytes, "By", "Bytes received and not committed yet.");
    }

    public void Committed(BatchOutcome outcome, TimeSpan took)
    {
        Count(outcome.Accepted, "accepted");
        Count(outcome.Duplicate, "duplicate");
        Count(outcome.Quarantined, "quarantined");
        _seconds.Record(took.TotalSeconds);
    }

    /// <summary>Told to come again: not received.</summary>
    public void Busy(int items) => Count(items, "busy");

    void Count(long items, string outcome)
    {
        if (items > 0) _items.Add(items, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
