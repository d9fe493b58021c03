using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.Readings;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>Explains an activity: of the city by districts, of a district by twins, of a twin by days, then quarter hours, of a quarter hour by readings and events.</summary>
sealed class MeasureExplanation(Sums sums, Recount recount, ILedger ledger)
{
    public async Task<ExplainAnswer> Of(Asked asked, Measure measure, CancellationToken stop) => asked.Twin is { } twin ? await OfTwin(asked, measure, twin, stop) : await OfPlace(asked, measure, stop);

    /// <summary>The amount alone, for what is made of several.</summary>
    public async Task<Amount> Amount(Asked asked, Measure measure, CancellationToken stop) => asked.Twin is { } twin
        ? Total(asked, (await Recounted(asked, measure, twin, stop)).Rows)
        : (await sums.Of(asked, measure, stop)).Values.Aggregate(default(Amount), (whole, part) => whole.Plus(part));

    async Task<ExplainAnswer> OfPlace(Asked asked, Measure measure, CancellationToken stop)
    {
        var amounts = await sums.Of(asked, measure, stop);
        var whole = amounts.Values.Aggregate(default(Amount), (sum, part) => sum.Plus(part));
        var known = amounts.Where(part => part.Value.IsKnown).ToArray();
        var isCity = asked.District is null;
        return Answer(asked, measure, whole,
            isCity ? "sum over districts" : "sum over the district's twins",
            measure.IsCounted ? "" : $"{known.Length} {(isCity ? "districts" : "twins")} contribute.") with
        {
            Parts = [.. known.Select(part => new ExplainPart(part.Key, Value(asked, measure, part.Value), Exact(part.Value), Unit(asked, measure), part.Value.Shares(measure),
                isCity ? asked.OfDistrict(part.Key) : asked.OfTwin(TwinId.Parse(part.Key))))],
        };
    }

    async Task<ExplainAnswer> OfTwin(Asked asked, Measure measure, TwinRegister twin, CancellationToken stop)
    {
        var found = await Recounted(asked, measure, twin, stop);
        var answer = Answer(asked, measure, Total(asked, found.Rows), "", "");
        if (asked.To.Index - asked.From.Index == 1) return await OfQuarterHour(asked, measure, twin, found, answer, stop);
        var byDay = asked.To.Index - asked.From.Index > Window.PerDay;
        var parts = found.Rows.GroupBy(row => byDay ? Window.Of(row.Window.Day.Start) : row.Window).OrderBy(group => group.Key)
            .Select(group => (From: Later(group.Key, asked.From), To: Earlier(byDay ? Window.Of(group.Key.Day.End) : group.Key.Next, asked.To), Rows: group))
            .Select(part => (part.From, part.To, Amount: Total(asked with { From = part.From, To = part.To }, part.Rows)));
        return answer with
        {
            Formula = byDay ? "sum over days in Bangkok" : "sum over quarter hours, each worked out from the readings",
            Numbers = Numbers(asked, measure, Total(asked, found.Rows)),
            Parts = [.. parts.Select(part => new ExplainPart(byDay ? part.From.Day.ToString() : part.From.ToString(), Value(asked, measure, part.Amount), Exact(part.Amount), Unit(asked, measure),
                part.Amount.Shares(measure), asked.Within(part.From, part.To)))],
            Notes = [await Compared(asked, measure, twin, found, stop)],
        };
    }

    async Task<Recounted> Recounted(Asked asked, Measure measure, TwinRegister twin, CancellationToken stop) =>
        await recount.Of(twin, measure, asked.From, asked.To, asked.KnownAt, stop) is var found && asked.Slice.IsNone ? found : found with { Rows = [.. found.Rows.Where(row => asked.Slice.Has(row.Dimensions))] };

    async Task<ExplainAnswer> OfQuarterHour(Asked asked, Measure measure, TwinRegister twin, Recounted found, ExplainAnswer answer, CancellationToken stop)
    {
        var readings = ImmutableArray.CreateBuilder<ChannelReadings>();
        foreach (var (channel, samples) in found.Samples)
        {
            var used = Used(channel, samples, asked.From, asked.To);
            if (used.Length == 0) continue;
            var sent = await recount.Sent(twin.Id, channel, used, stop);
            readings.Add(new(channel.Name, channel.Unit.Text, channel.StepsPerUnit, twin.Id.Shard, [.. sent.Select(word => ReadingAnswer.Of(channel, word, stands: true))],
                $"/v1/readings?twin={twin.Id}&channel={channel}&from={used[0].At}&to={used[^1].At}&format=csv"));
        }
        return answer with
        {
            Formula = "as the method says, from the readings and events below; each pair of neighbours counts by the part of it that lies in the quarter hour",
            Numbers = string.Join("; ", found.Rows.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"{(row.Dimensions == "" ? "" : row.Dimensions + ": ")}{Shown.Plain(measure.InUnit(row.Steps))} {measure.Unit} {row.Quality.ToString().ToLowerInvariant()}, {row.CoveredMicroseconds / 1_000_000m:0.######} s covered"))),
            Readings = readings.ToImmutable(),
            Events = [.. (await recount.Sent(twin, found.Events, asked.KnownAt, stop)).Select(EventAnswer.Of)],
            Notes = [await Compared(asked, measure, twin, found, stop)],
        };
    }

    // Two ways to one number: what the ledger keeps, and what was worked out here from the readings. What the ledger once said nothing keeps.
    async Task<string> Compared(Asked asked, Measure measure, TwinRegister twin, Recounted found, CancellationToken stop)
    {
        if (asked.KnownAt is not null) return "The register is taken as it stands now: what was entered about the twin since counts as well.";
        var stored = (await ledger.OfTwin(twin.Id, asked.From, asked.To, stop)).Where(row => row.Measure == measure.Name && asked.Slice.Has(row.Dimensions)).ToDictionary(Key);
        var closed = found.Rows.Where(row => stored.ContainsKey(Key(row))).ToArray();
        var differing = closed.Count(row => stored[Key(row)].Steps != row.Steps || stored[Key(row)].CoveredMicroseconds != row.CoveredMicroseconds);
        return differing == 0
            ? $"Worked out anew from the readings; equal to the ledger in all {closed.Length} rows that it holds of this time.{(closed.Length < found.Rows.Count ? $" {found.Rows.Count - closed.Length} are still open." : "")}"
            : $"Worked out anew from the readings; differs from the ledger in {differing} of {closed.Length} rows: readings that came this second are in one and not yet in the other. Ask again; if it stays, run twin verify.";
    }

    static (string, Window, Quality) Key(LedgerRow row) => (row.Dimensions, row.Window, row.Quality);

    // Within the quarter hour, and the nearest on either side.
    static Sample[] Used(Channel channel, Sample[] samples, Window from, Window to)
    {
        if (channel.Nature == ChannelNature.IntervalAmount) return [.. samples.Where(sample => sample.At > from.Start && sample.At - TimeSpan.FromMicroseconds(sample.SpanMicroseconds) < to.Start)];
        var first = Array.FindLastIndex(samples, sample => sample.At <= from.Start);
        var last = Array.FindIndex(samples, sample => sample.At >= to.Start);
        return samples[Math.Max(0, first)..(last < 0 ? samples.Length : last + 1)];
    }

    static ExplainAnswer Answer(Asked asked, Measure measure, Amount amount, string formula, string members) => new(
        asked.Path, asked.Figure?.Says ?? measure.Says, City.FigureComposer.Word(asked.Set), Value(asked, measure, amount), Exact(amount), Unit(asked, measure), asked.From.Start, asked.To.Start,
        asked.Now, asked.KnownAt, amount.Coverage(measure), amount.Shares(measure), formula, $"{Numbers(asked, measure, amount)}{(members == "" ? "" : " " + members)}", Methods.Of(measure));

    static string Numbers(Asked asked, Measure measure, Amount amount) => amount.IsKnown
        ? string.Create(CultureInfo.InvariantCulture, $"{amount.Steps} steps of 1/{measure.StepsPerUnit} {measure.Unit} = {Value(asked, measure, amount)} {Unit(asked, measure)}.")
        : "Nothing is known of that time.";

    static decimal? Value(Asked asked, Measure measure, Amount amount) => !amount.IsKnown ? null
        : Shown.Plain(asked.Figure is { Emission: null } figure ? figure.InUnit(amount.Steps) : measure.InUnit(amount.Steps));

    static string Unit(Asked asked, Measure measure) => asked.Figure is { Emission: null } figure ? figure.Unit.Text : measure.Unit.Text;

    static string? Exact(Amount amount) => amount.IsKnown ? amount.Steps.ToString(CultureInfo.InvariantCulture) : null;

    // Of one twin, which should be known all the time.
    static Amount Total(Asked asked, IEnumerable<LedgerRow> rows) => rows.Aggregate(new Amount(0, 0, 0, 0, asked.PassedMicroseconds), (sum, row) => sum.Plus(row.Quality, row.Steps, row.CoveredMicroseconds));

    static Window Later(Window one, Window other) => one > other ? one : other;

    static Window Earlier(Window one, Window other) => one < other ? one : other;
}
