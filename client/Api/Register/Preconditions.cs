using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

/// <summary>Who changes a twin must have seen what it changes (RFC 9110, section 13).</summary>
static class Preconditions
{
    public static string Tag(TwinRegister register) => $"\"{register.Version}\"";

    /// <summary>The refusal; null to go on with the version that was read.</summary>
    public static ProblemHttpResult? Check(string? ifMatch, string? ifNoneMatch, TwinRegister? register, bool changes)
    {
        if (ifNoneMatch?.Trim() == "*" && register is not null)
            return Failed($"If-None-Match: * asks for a new twin, but \"{register.Id}\" exists, version {Tag(register)}. Choose another id, or change it with If-Match.");
        if (ifMatch is not null)
        {
            if (register is null) return Failed($"If-Match: {ifMatch} asks for a change, but there is no such twin yet. Leave the header out to register it.");
            if (!EntityTagHeaderValue.TryParseList([ifMatch], out var tags) || !tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == Tag(register)))
                return Failed($"If-Match: {ifMatch} is not the twin's version, which is {Tag(register)}. Read it again with GET, look at what changed, and send its ETag.");
            return null;
        }
        return register is not null && changes
            ? Problems.Refused(StatusCodes.Status428PreconditionRequired, "if-match-required", "Say which version you change",
                $"Twin \"{register.Id}\" exists, version {Tag(register)}, and this would change it. Read it with GET and send its ETag in If-Match.")
            : null;
    }

    public static ProblemHttpResult Failed(string detail) =>
        Problems.Refused(StatusCodes.Status412PreconditionFailed, "version-differs", "The twin is not as you saw it", detail);
}
