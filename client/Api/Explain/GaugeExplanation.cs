using System.Globalization;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Readings;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>Explains what is at a moment: of the city by districts, of a district by twins, of a twin by its latest reading.</summary>
sealed class GaugeExplanation(CityView view, IGrainFactory grains, Recount recount)
{
    public Task<ExplainAnswer> Of(Asked asked, Channel gauge, CancellationToken stop) => asked.Twin is { } twin ? OfTwin(asked, gauge, twin, stop) : OfPlace(asked, gauge, stop);

    async Task<ExplainAnswer> OfTwin(Asked asked, Channel gauge, TwinRegister twin, CancellationToken stop)
    {
        var last = await recount.Last(twin.Id, gauge, asked.At, asked.KnownAt, stop);
        var sent = last is { } sample ? await recount.Sent(twin.Id, gauge, [sample], stop) : [];
        return Answer(asked, gauge, last?.Steps, "the latest reading", last is { } one ? $"read at {one.At}, {Answering.Shown.Age(asked.At - one.At)} before." : "Nothing was read that is not stale.") with
        {
            Readings = sent.Count == 0 ? [] : [new ChannelReadings(gauge.Name, gauge.Unit.Text, gauge.StepsPerUnit, twin.Id.Shard, [.. sent.Select(word => ReadingAnswer.Of(gauge, word, stands: true))],
                $"/v1/readings?twin={twin.Id}&channel={gauge}&from={asked.At - TimeSpan.FromHours(1)}&to={asked.At}&format=csv")],
        };
    }

    async Task<ExplainAnswer> OfPlace(Asked asked, Channel gauge, CancellationToken stop)
    {
        var parts = asked switch
        {
            { IsLive: true, District: null } => Shown(asked, gauge),
            { IsLive: true } => await Reported(asked, gauge),
            _ => await Recounted(asked, gauge, stop),
        };
        var isCity = asked.District is null;
        var known = parts.Where(part => part.Value.Live > 0).ToArray();
        var whole = parts.Values.Aggregate(default(FigureSum), (sum, part) => sum.Plus(part));
        var quality = FigureComposer.OfNow(whole);
        return Answer(asked, gauge, known.Length == 0 ? null : whole.Steps, isCity ? "sum over districts" : "sum over the district's twins that report",
            isCity ? $"{whole.Live} of {whole.Twins} twins report, in {known.Length} districts." : $"{whole.Live} of {whole.Twins} twins report.") with
        {
            Coverage = quality?.Covered(),
            Quality = quality,
            Parts = [.. known.Select(part => new ExplainPart(part.Key, Value(asked, gauge, part.Value.Steps), part.Value.Steps.ToString(CultureInfo.InvariantCulture), Unit(asked, gauge),
                FigureComposer.OfNow(part.Value), isCity ? asked.OfDistrict(part.Key) : asked.OfTwin(TwinId.Parse(part.Key))))],
        };
    }

    SortedDictionary<string, FigureSum> Shown(Asked asked, Channel gauge)
    {
        SortedDictionary<string, FigureSum> parts = new(StringComparer.Ordinal);
        foreach (var (key, sum) in view.Picture?.Districts ?? new Dictionary<SumKey, FigureSum>())
            if (key.Set == asked.Set && key.Source == gauge.Name && key.Day is null) parts[key.Area] = sum;
        return parts;
    }

    async Task<SortedDictionary<string, FigureSum>> Reported(Asked asked, Channel gauge)
    {
        SortedDictionary<string, FigureSum> parts = new(StringComparer.Ordinal);
        foreach (var listing in await StateEndpoints.Listings(grains))
            if (listing.Register.Current is var twin && twin.Set == asked.Set && twin.Area == asked.District!.Code && listing.Latest.TryGetValue(gauge.Name, out var sample))
                parts[listing.Register.Id.ToString()] = Sum(asked.Now < FreshnessRules.StaleAt(gauge, sample.At) ? sample : null);
        return parts;
    }

    // Those that ever said anything should be heard.
    async Task<SortedDictionary<string, FigureSum>> Recounted(Asked asked, Channel gauge, CancellationToken stop)
    {
        SortedDictionary<string, FigureSum> parts = new(StringComparer.Ordinal);
        foreach (var listing in await StateEndpoints.Listings(grains))
        {
            var (register, held) = (listing.Register, listing.Register.At(asked.At));
            if (register.Current.Set != asked.Set || !listing.Latest.ContainsKey(gauge.Name)) continue;
            if (asked.District is { } district ? held.Area != district.Code : !held.InCity) continue;
            var key = asked.District is null ? held.Area : register.Id.ToString();
            parts[key] = parts.GetValueOrDefault(key).Plus(Sum(await recount.Last(register.Id, gauge, asked.At, asked.KnownAt, stop)));
        }
        return parts;
    }

    static FigureSum Sum(Sample? last) => last is not { } sample ? new(0, 0, 0, 0, Twins: 1, Live: 0, null)
        : sample.Quality == Quality.Measured ? new(sample.Steps, 0, 0, 0, Twins: 1, Live: 1, sample.At) : new(0, sample.Steps, 0, 0, Twins: 1, Live: 1, sample.At);

    static ExplainAnswer Answer(Asked asked, Channel gauge, Int128? steps, string formula, string says) => new(
        asked.Path, asked.Figure?.Says ?? gauge.Says, FigureComposer.Word(asked.Set), steps is { } known ? Value(asked, gauge, known) : null, steps?.ToString(CultureInfo.InvariantCulture),
        Unit(asked, gauge), null, asked.At, asked.Now, asked.KnownAt, null, null, formula,
        steps is { } whole ? string.Create(CultureInfo.InvariantCulture, $"{whole} steps of 1/{gauge.StepsPerUnit} {gauge.Unit} = {Value(asked, gauge, whole)} {Unit(asked, gauge)}; {says}") : says, Methods.OfGauge(gauge));

    // A position is no number to be shown so; its reading has the place.
    static decimal? Value(Asked asked, Channel gauge, Int128 steps) => gauge.Nature == ChannelNature.Position ? null
        : Answering.Shown.Plain(asked.Figure?.InUnit(steps) ?? (decimal)steps / gauge.StepsPerUnit);

    static string Unit(Asked asked, Channel gauge) => asked.Figure?.Unit.Text ?? gauge.Unit.Text;
}
