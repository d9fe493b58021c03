using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Explain.Accounts;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

static class ExplainEndpoint
{
    internal const string Figure = "One of /v1/city, a measure or a quotient of /v1/measures, or a channel; such as pv-energy-today or pv-energy.";
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void Map(RouteGroupBuilder v1)
    {
        var explain = v1.MapGroup("/explain").WithTags("Explain").AddEndpointFilter(RefuseTooMuch);
        explain.MapGet("/city/{figure}", ([Description(Figure)] string figure, [AsParameters] ExplainQuery query) => query.Answer(figure, null, null)).Documented();
        explain.MapGet("/districts/{code}/{figure}", ([Description("1001 to 1050.")] string code, [Description(Figure)] string figure, [AsParameters] ExplainQuery query) => query.Answer(figure, code, null)).Documented();
        explain.MapGet("/twins/{id}/{figure}", ([Description("Such as roof-1.")] string id, [Description(Figure)] string figure, [AsParameters] ExplainQuery query) => query.Answer(figure, null, id)).Documented();
        InventoryRowEndpoint.Map(explain);
        InventoryTotalEndpoint.Map(explain);
        PlanFigureEndpoint.Map(explain);
        MethaneEndpoint.Map(explain);
        ChangeEndpoint.Map(explain);
        VintageEndpoint.Map(explain);
        AvoidedEndpoint.Map(explain);
        RoofEndpoint.Map(explain);
        BalanceEndpoint.Map(explain);
        EWasteEndpoint.Map(explain);
    }

    // Only what is asked as known at an earlier moment is recounted over many twins.
    internal static async ValueTask<object?> RefuseTooMuch(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (TooManyReadingsException many)
        {
            return Problems.Invalid([new("knownAt", invocation.HttpContext.Request.Query["knownAt"], many.Message, "Ask for one twin, a shorter time or an earlier moment; what is known now, without knownAt, needs no recount.")]);
        }
    }

    static void Documented(this RouteHandlerBuilder route) => route.Explains()
        .WithSummary("Where a number comes from, step by step down to readings.")
        .WithDescription("figure is one of /v1/city, a measure or a quotient of /v1/measures, or a channel. Without from and to it is that of today, or of now; each part has the address that explains it.");

    /// <summary>What may be asked about a figure.</summary>
    internal sealed class ExplainQuery : ExplainedQuery
    {
        [FromQuery(Name = "at"), Description("The figure of that moment: of today until then, or of a gauge then. ISO 8601 with zone, or a date. Default: now.")]
        public string? At { get; init; }

        [FromQuery(Name = "from"), Description("First moment of a measure; a date means midnight in Bangkok. Default: midnight today.")]
        public string? From { get; init; }

        [FromQuery(Name = "to"), Description("The end, not included. Default: the end of today.")]
        public string? To { get; init; }

        [FromQuery(Name = "where"), Description("Of headways: only this route or stop, such as route:bang-sue-loop,stop:terminal. Of one twin: only these values of the measure's dimensions, such as category:food,origin:1033.")]
        public string? Where { get; init; }
        [FromServices] public required Explainer Explainer { get; init; }
        [FromServices] public required IGrainFactory Grains { get; init; }
        [FromServices] public required IDistricts Districts { get; init; }

        public async Task<IResult> Answer(string name, string? code, string? id)
        {
            var ask = new Ask();
            var (set, now) = (ask.Set(Set), Instant.From(Clock));
            var (at, known) = (ask.Bounded("at", At), ask.Moment("knownAt", KnownAt));
            var asText = ExplainText.IsAsked(ask, Format, Request);
            var district = code is null ? null : Districts.Coded(code);
            if (code is not null && district is null) return Problems.Refused(404, "unknown-district", "There is no such district", $"District \"{code}\" is not known. GET /v1/districts lists the codes.");
            TwinRegister? twin = null;
            if (id is not null)
            {
                if (!TwinId.TryParse(id, out var named)) return Problems.BadId(id);
                if (await Grains.GetGrain<IShardGrain>(named.Shard).Describe(named) is not { } register) return Problems.UnknownTwin(id);
                twin = register;
                if (Set is not null && twin.Current.Set != set)
                    ask.Fault("set", Set, $"Twin \"{id}\" is of the other set; real and rehearsal never share a number.", $"Ask with set={FigureComposer.Word(twin.Current.Set)}.");
                set = twin.Current.Set;
            }

            var figure = Figures.All.FirstOrDefault(figure => figure.Name == name);
            var gauge = figure?.Gauge ?? (figure is null && Quantity.Named(name) is null && Channels.Named(name) is { Nature: ChannelNature.Gauge or ChannelNature.Position } channel ? channel : null);
            var quantity = figure is null ? Quantity.Named(name) : figure.IsNow ? null : Quantity.Named(figure.Emission?.Name ?? figure.Measure!.Name);
            var isHeadway = quantity?.Name == HeadwaySeries.Name;
            if (gauge is null && quantity is null || isHeadway && twin is not null)
                return Problems.Refused(404, "unknown-figure", "There is no such figure", isHeadway
                    ? "A headway is between the departures of a route's vehicles and of no single one: ask for the city or a district, with where=route:...,stop:..."
                    : $"\"{name}\" is no figure of /v1/city, no measure of /v1/measures and no gauge of /v1/channels.");

            var slice = Slice(isHeadway ? HeadwaySeries.Dimensions : twin is null ? [] : quantity?.Measure?.Dimensions ?? [], ask);
            var (from, to) = (ask.Bounded("from", From), ask.Bounded("to", To));
            var moment = at ?? now;
            if (gauge is not null && (from ?? to) is not null) ask.Fault("from", From ?? To, "What is at a moment has no time that it lasts.", "Ask with at=.");
            if (at is not null && (from ?? to) is not null) ask.Fault("at", At, "It cannot be asked together with from and to.", "Leave one of them out.");
            if (gauge is null && twin is null && quantity!.AddsOverTwins == false) ask.Fault("figure", name, "It does not add over twins: a sum of it would mean nothing.", $"Ask for one twin: /v1/explain/twins/.../{name}.");
            var day = BangkokDay.Of(moment);
            // The live figure of today counts what sensors said whose clocks run ahead, as the figure does.
            var (first, end) = (from is { } begins ? Window.Of(begins) : Window.Of(day.Start), to is { } ends ? Window.Ceiling(ends) : at is null ? Window.Of(day.End) : Window.Of(moment));
            if (gauge is null && first >= end) ask.Fault("from", From ?? At, $"Nothing lies between {first} and {end}.", "Ask for a later end; figures count whole quarter hours.");
            else if (gauge is null && end.Start - first.Start > Longest) ask.Fault("from", From, "A year and a day is the longest that is explained at once.", "Ask for a shorter time.");
            if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

            Asked asked = new(figure, quantity, gauge, district, twin, set, first, end, moment, at is null && (from ?? to) is null && known is null, known, now) { Slice = slice };
            if (!Explainer.Knows(asked)) return Problems.Busy(Request.HttpContext, "city-gathering", "The city has not gathered itself yet; a figure that leaves some out would be wrong. Ask again in a second.");
            if (await Explainer.Of(asked, Stop) is not { } answer)
            {
                ask.Fault("from", From, string.Create(CultureInfo.InvariantCulture, $"There are more than {Departures.Most} departures in that time."), "Ask for a shorter time.");
                return Problems.Invalid(ask.Faults);
            }
            return ExplainText.Of(answer, asText);
        }

        // A vehicle may serve no route: "route:" means that.
        DimensionSlice Slice(IReadOnlyList<string> dimensions, Ask ask)
        {
            if (Where is null) return DimensionSlice.None;
            List<(string, string)> where = [];
            foreach (var part in Where.Split(','))
                if (part.Split(':', 2) is [var name, var value] && dimensions.Contains(name) && where.All(said => said.Item1 != name)) where.Add((name, value));
                else ask.Fault("where", part, "This names no dimension that is explained apart, or one twice.", dimensions.Count > 0 ? $"It has these: {string.Join(", ", dimensions)}." : "Of headways ask with where=route:bang-sue-loop,stop:terminal, of one twin with its measure's dimensions; leave it out for anything else.");
            return new([], where);
        }
    }
}
