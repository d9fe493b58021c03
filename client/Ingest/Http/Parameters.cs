using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>What stands in a request's query.</summary>
static class Parameters
{
    public const string DefaultFeed = "http";
    const int LongestFeed = 64;

    /// <summary>A misspelt parameter is refused, not ignored; a twin that moves is a 503.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params string[] known) => endpoint
        .AddEndpointFilter(async (invocation, next) =>
        {
            foreach (var (name, value) in invocation.HttpContext.Request.Query)
                if (!known.Contains(name))
                    return Problems.BadParameter(name, value, known is [] ? "This address takes no parameters." : $"This address takes {string.Join(", ", known)}.");
            try
            {
                return await next(invocation);
            }
            catch (TwinBusyException busy)
            {
                return Problems.Busy(invocation.HttpContext, busy);
            }
        });

    public static bool IsFeed(string feed) => feed.Length is > 0 and <= LongestFeed && feed.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.' or '_');

    public static CitySet? Set(string? set) => set switch
    {
        null or "real" => CitySet.Real,
        "rehearsal" => CitySet.Rehearsal,
        _ => null,
    };

    public static ProblemHttpResult BadFeed(string feed) => Problems.BadParameter("feed", feed, "A feed is named by 1 to 64 of a-z, 0-9, \"-\", \".\" and \"_\".");
}
