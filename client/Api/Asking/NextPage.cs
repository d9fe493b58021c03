using Microsoft.AspNetCore.Http;

namespace YPort.Twin.Api.Asking;

/// <summary>The address of the page that follows: the same question with what says where it goes on.</summary>
static class NextPage
{
    public static string After(HttpRequest request, params (string Name, string Value)[] where) => $"{request.Path}{QueryString.Create(request.Query
        .Where(parameter => !where.Any(one => string.Equals(one.Name, parameter.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(parameter => KeyValuePair.Create<string, string?>(parameter.Key, parameter.Value))
        .Concat(where.Select(one => KeyValuePair.Create<string, string?>(one.Name, one.Value))))}";
}
