using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Api.Asking;

/// <summary>What holds for every endpoint: a misspelt query parameter is not ignored, a twin that moves is a 503 and not a 500.</summary>
static class Gate
{
    public static RouteGroupBuilder WithGate(this RouteGroupBuilder group) => group
        .AddEndpointFilterFactory(RefuseUnknownParameters)
        .AddEndpointFilter(SayBusy);

    static EndpointFilterDelegate RefuseUnknownParameters(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var known = endpoint.MethodInfo.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is null
                ? [(parameter.Name!, parameter.GetCustomAttribute<FromQueryAttribute>())]
                : parameter.ParameterType.GetProperties().Select(property => (property.Name, property.GetCustomAttribute<FromQueryAttribute>())))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => pair.Item2!.Name ?? pair.Item1)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var cure = known.Count == 0 ? "This address takes no parameters." : $"This address takes: {string.Join(", ", known)}.";
        return invocation =>
        {
            var strange = invocation.HttpContext.Request.Query.Where(asked => !known.Contains(asked.Key))
                .Select(asked => new Fault(asked.Key, asked.Value.ToString(), "There is no such parameter.", cure)).ToArray();
            return strange is [] ? next(invocation) : ValueTask.FromResult<object?>(Problems.Invalid(strange));
        };
    }

    static async ValueTask<object?> SayBusy(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception busy) when (busy is TwinBusyException or TimeoutException or OrleansException)
        {
            return Problems.Busy(invocation.HttpContext, "busy",
                $"The part of the twin that must answer is moving or its store does not answer ({busy.Message}). Send the same again in a second; repeats are harmless.");
        }
    }
}
