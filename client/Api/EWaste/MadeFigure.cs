using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Explain;

namespace YPort.Twin.Api.EWaste;

/// <summary>A figure of a report and what it was made of, from one place: neither can say anything else than the other.</summary>
/// <param name="Parts">What they add is the figure; rounded figures of parts at their ninth digit.</param>
sealed record MadeFigure(ReportedFigure Figure, ImmutableArray<ExplainPart> Parts)
{
    /// <summary>Of worth, how it came about.</summary>
    public ImmutableArray<WorkedLine> Lines { get; init; } = [];
}
