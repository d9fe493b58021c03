using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace YPort.Twin.Api.Asking;

/// <summary>Reads a JSON body, and says where and why when it cannot be read.</summary>
static class Bodies
{
    public const int LargestBytes = 64 * 1024;

    public static async Task<(T? Body, ProblemHttpResult? Problem)> Read<T>(HttpRequest request, CancellationToken stop) where T : class
    {
        if (!request.HasJsonContentType())
            return (null, Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "not-json", "The body is not JSON",
                $"Content-Type is \"{request.ContentType}\". Send application/json."));
        var bytes = new byte[LargestBytes + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
            if (length > LargestBytes)
                return (null, Problems.Refused(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large",
                    $"It has more than {LargestBytes} bytes; no description needs that many."));
            var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            return JsonSerializer.Deserialize<T>(bytes.AsSpan(0, length), options) is { } body ? (body, null) : (null, Unreadable("$: null stands where an object belongs."));
        }
        catch (JsonException broken)
        {
            return (null, Unreadable(Plainly(broken)));
        }
        catch (BadHttpRequestException broken)
        {
            return (null, Problems.Refused(broken.StatusCode, "unreadable-body", "The body cannot be read", broken.Message));
        }
    }

    static ProblemHttpResult Unreadable(string why) => Problems.Refused(StatusCodes.Status400BadRequest, "unreadable-body", "The body cannot be read",
        $"{why} Correct it; /docs shows the form of every body.");

    // The serialiser speaks of .NET types, which tell a caller nothing.
    static string Plainly(JsonException broken)
    {
        var where = broken.Path is { Length: > 0 } path ? path : "$";
        var line = $"(line {broken.LineNumber + 1}, byte {broken.BytePositionInLine})";
        return broken.Message switch
        {
            var says when says.Contains("could not be mapped", StringComparison.Ordinal) => $"{where}: there is no such member here {line}.",
            var says when says.Contains("missing required properties", StringComparison.Ordinal) =>
                $"{where}: missing {says[(says.IndexOf("including:", StringComparison.Ordinal) + 10)..].Split(". Path:")[0].Trim(' ', '.')}.",
            var says when says.Contains("could not be converted", StringComparison.Ordinal) || says.Contains("doesn't allow null", StringComparison.Ordinal) =>
                $"{where}: the value is not of the kind that belongs there {line}.",
            var says when says.Contains("Duplicate property", StringComparison.Ordinal) => $"{where}: the member appears twice {line}.",
            var says => $"{where}: {says.Split(" Path:")[0].TrimEnd('.')} {line}.",
        };
    }
}
