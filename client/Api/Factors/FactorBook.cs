using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Factors;

/// <summary>The factors that this process uses, by set: those that came with the program, and what offices declared. Until it has looked once it knows none, and figures that need one are unknown.</summary>
sealed partial class FactorBook(IGrainFactory grains, IEvents events, IJournalTime journal, TimeProvider clock, ILogger<FactorBook> log) : BackgroundService
{
    const int PageSize = 1000;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), Soon = TimeSpan.FromMilliseconds(250);
    static readonly DeclaredFactors Nothing = new(FactorRegistry.Of([]).Registry!, []);
    static readonly Instant Earliest = Instant.Parse("1970-01-01T00:00:00Z"), Latest = Instant.Parse("9999-12-31T00:00:00Z");

    readonly SemaphoreSlim _looking = new(1);
    volatile ImmutableDictionary<CitySet, DeclaredFactors> _declared = ImmutableDictionary<CitySet, DeclaredFactors>.Empty;

    public FactorRegistry Of(CitySet set) => Declared(set).Registry;

    public DeclaredFactors Declared(CitySet set) => _declared.GetValueOrDefault(set) ?? Nothing;

    /// <summary>As known now; looks first if nobody has since the start.</summary>
    public async Task<FactorRegistry> Known(CitySet set, CancellationToken stop)
    {
        if (_declared.IsEmpty) await Look(stop);
        return Of(set);
    }

    /// <summary>Looks at what was declared until now.</summary>
    public async Task Look(CancellationToken stop)
    {
        await _looking.WaitAsync(stop);
        try
        {
            var offices = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current.Kind == Kinds.Office).ToArray();
            foreach (var set in (CitySet[])[CitySet.Real, CitySet.Rehearsal])
            {
                List<(Instant CommittedAt, TwinId Twin, EventWord Word)> words = [];
                foreach (var office in offices.Where(office => office.Current.Set == set)) words.AddRange(await Words(set, office.Id, stop));
                var declared = words.OrderBy(word => word.CommittedAt).ThenBy(word => word.Twin).ThenBy(word => word.Word.Offset).Select(word => FactorEvents.Read(word.Word.Fields, word.CommittedAt));
                _declared = _declared.SetItem(set, DeclaredFactors.Of(FactorFile.Shipped, declared));
            }
        }
        finally
        {
            _looking.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? said = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                said = null;
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // The silo may not be there yet, or move: what is known stays until it answers again.
                if (said != failed.Message) LogFailed(log, said = failed.Message);
            }
            await Task.Delay(_declared.IsEmpty ? Soon : Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<List<(Instant, TwinId, EventWord)>> Words(CitySet set, TwinId office, CancellationToken stop)
    {
        List<(Instant, TwinId, EventWord)> words = [];
        EventQuestion page = new(set, office, [FactorEvents.Declared.Name], null, Earliest, Latest, null, PageSize);
        while (true)
        {
            var found = await events.List(page, stop);
            foreach (var one in found) words.Add((await journal.CommittedAt(office.Shard, one.Word.Offset, stop) ?? one.Word.At, office, one.Word));
            if (found.Count < PageSize) return words;
            page = page with { After = (found[^1].Word.At, found[^1].Twin, found[^1].Word.Id) };
        }
    }

    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The declared factors cannot be looked at just now; what is known of them stays. {Why}")]
    static partial void LogFailed(ILogger log, string why);
}
