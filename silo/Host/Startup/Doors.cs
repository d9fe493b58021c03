using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace YPort.Twin.Host.Startup;

/// <summary>Who may come in: anyone on this machine, and from elsewhere only whoever has a key.</summary>
static class Doors
{
    /// <exception cref="OptionsValidationException">The twin would listen beyond this machine without keys.</exception>
    public static void RefuseOpenDoors(this WebApplication app, TwinSettings settings)
    {
        if (settings.Keys.Count > 0) return;
        var urls = app.Configuration["urls"] ?? app.Configuration["ASPNETCORE_URLS"] ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!IsLoopback(BindingAddress.Parse(url).Host))
                throw new OptionsValidationException("Twin", typeof(TwinSettings),
                    [$"The twin would listen at {url}, open to other machines, but no key is set. Set Twin__Keys__NAME to a key's SHA-256 in hex, or listen at http://127.0.0.1:5080."]);
    }

    public static void UseKeys(this WebApplication app, TwinSettings settings)
    {
        if (settings.Keys.Count == 0) return;
        var known = settings.Keys.Values.Select(Convert.FromHexString).ToArray();
        app.Use(async (context, next) =>
        {
            if (context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) || Opens(known, context.Request.Headers.Authorization.ToString()))
            {
                await next(context);
                return;
            }
            context.Response.Headers.WWWAuthenticate = "Bearer";
            ProblemHttpResult refused = TypedResults.Problem(statusCode: 401, type: "/problems/key-required", title: "This twin asks for a key",
                detail: "Send the header \"Authorization: Bearer YOUR-KEY\" with a key that the operator has entered under Twin:Keys.");
            await refused.ExecuteAsync(context);
        });
    }

    static bool Opens(byte[][] known, string header)
    {
        const string scheme = "Bearer ";
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[scheme.Length..].Trim()));
        var opens = false;
        foreach (var one in known) opens |= CryptographicOperations.FixedTimeEquals(one, hash);
        return opens;
    }

    static bool IsLoopback(string host) => host is "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
