using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace YPort.Twin.Api.Explain;

/// <summary>What may be asked about whatever is explained.</summary>
abstract class ExplainedQuery
{
    [FromQuery(Name = "knownAt"), Description("From what was committed by then, factors as well, as if nothing had been said since. Default: from all that is known.")]
    public string? KnownAt { get; init; }

    [FromQuery(Name = "set"), Description("real (default) or rehearsal.")]
    public string? Set { get; init; }

    [FromQuery(Name = "format"), Description("json (default) or text; also by Accept.")]
    public string? Format { get; init; }
    public required HttpRequest Request { get; init; }
    [FromServices] public required TimeProvider Clock { get; init; }
    public required CancellationToken Stop { get; init; }
}
