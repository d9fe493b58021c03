using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Alarms;

/// <summary>What is wrong anywhere, the newest first.</summary>
/// <param name="AsOf">When the twins were asked; at most a few seconds ago.</param>
/// <param name="Asked">Twins that can raise alarms.</param>
/// <param name="Answered">Of these, how many were reached. Fewer than asked: an alarm may be missing here.</param>
/// <param name="Of">How many alarms there are; the list has at most 1,000.</param>
public sealed record AlarmsAnswer(Instant AsOf, string Set, int Asked, int Answered, int Of, ImmutableArray<TwinAlarmAnswer> Alarms);

/// <param name="Area">A district's code or "outside:place".</param>
/// <param name="Code">A stable word.</param>
/// <param name="Says">What was seen, with values.</param>
/// <param name="Cure">What to look at.</param>
public sealed record TwinAlarmAnswer(TwinId Twin, string Kind, NameBody Name, string Area, string Code, Instant Since, string Says, string Cure);

static class AlarmEndpoint
{
    const int MostShown = 1000;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/alarms", Alarms).WithTags("Twins").ProducesProblem(400).ProducesProblem(503);

    /// <summary>What is wrong anywhere, the newest first.</summary>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Ok<AlarmsAnswer>, ProblemHttpResult>> Alarms([FromQuery] string? set, AlarmBoard board, CancellationToken stop)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var (asOf, twins, answered, alarms) = await board.Of(asked, stop);
        return TypedResults.Ok(new AlarmsAnswer(asOf, FigureComposer.Word(asked), twins, answered, alarms.Length,
        [
            .. alarms.Take(MostShown).Select(pair => new TwinAlarmAnswer(
                pair.Twin.Id, pair.Twin.Current.Kind, NameBody.Of(pair.Twin.Current.Name), pair.Twin.Current.Area,
                pair.Alarm.Code, pair.Alarm.Since, pair.Alarm.Says, pair.Alarm.Cure)),
        ]));
    }
}
