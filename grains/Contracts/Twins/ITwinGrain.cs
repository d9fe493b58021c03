using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Contracts.Twins;

/// <summary>What every twin can do, whatever it stands for; keyed by its id. Fed by its shard, asked by everyone.</summary>
[Alias("twin")]
public interface ITwinGrain : IGrainWithStringKey
{
    /// <summary>
    /// Folds new readings. Already applied: nothing happens. A gap before them: the twin loads itself from its shard first.
    /// </summary>
    [Alias("apply")] Task<TwinReport> Apply(TwinDelivery delivery);

    /// <summary>The ledger rows that changed and are not known to be saved.</summary>
    /// <param name="savedOffset">Everything the twin had applied up to this offset is saved; it may forget those rows.</param>
    [Alias("unsaved")] Task<UnsavedRows> Unsaved(long savedOffset);

    /// <summary>The twin's own word on its contribution, for the audit of the sums.</summary>
    [Alias("report")] Task<TwinReport> Report();
}

/// <param name="PreviousOffset">The last offset that concerned this twin before these.</param>
/// <param name="LastOffset">The last offset in this delivery.</param>
/// <param name="Register">The register if it changed within the delivery; otherwise null.</param>
/// <param name="Channels">One entry per channel that has news.</param>
/// <param name="Events">Events that are news, in journal order, withdrawals included.</param>
[GenerateSerializer, Immutable, Alias("twin-delivery")]
public sealed record TwinDelivery(
    [property: Id(0)] long PreviousOffset, [property: Id(1)] long LastOffset, [property: Id(2)] TwinRegister? Register,
    [property: Id(3)] ImmutableArray<ChannelNews> Channels, [property: Id(4)] ImmutableArray<EventWord> Events);

[GenerateSerializer, Immutable, Alias("channel-news")]
public readonly record struct ChannelNews([property: Id(0)] Channel Channel, [property: Id(1)] ImmutableArray<Sample> Samples);

/// <summary>A twin's current contribution: it replaces the one before.</summary>
/// <param name="Applied">Every journal entry of the twin up to this offset is in it.</param>
/// <param name="Days">Sums by measure and Bangkok day, for the days that live figures show.</param>
/// <param name="Latest">By channel, the latest sample that stands.</param>
/// <param name="NewestEventAt">The time of the newest event that was ever told, withdrawn or not; null when none was.</param>
/// <param name="Mode">Of a vehicle: who drives; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("twin-report")]
public sealed record TwinReport(
    [property: Id(0)] long Applied, [property: Id(1)] ImmutableArray<DaySum> Days, [property: Id(2)] ImmutableArray<LatestSample> Latest, [property: Id(3)] Instant? NewestEventAt,
    [property: Id(4)] string? Mode = null);

/// <param name="Area">Where the twin belonged at the start of the windows summed.</param>
[GenerateSerializer, Immutable, Alias("day-sum")]
public readonly record struct DaySum(
    [property: Id(0)] string Measure, [property: Id(1)] BangkokDay Day, [property: Id(6)] string Area, [property: Id(2)] long MeasuredSteps, [property: Id(3)] long EstimatedSteps,
    [property: Id(4)] long MeasuredMicroseconds, [property: Id(5)] long EstimatedMicroseconds);

[GenerateSerializer, Immutable, Alias("latest-sample")]
public readonly record struct LatestSample([property: Id(0)] Channel Channel, [property: Id(1)] Sample Sample);

[GenerateSerializer, Immutable, Alias("unsaved-rows")]
public sealed record UnsavedRows([property: Id(0)] long Applied, [property: Id(1)] ImmutableArray<LedgerRow> Rows);
