using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;

namespace YPort.Twin.Api.Buildings;

/// <summary>What an analyst and an engineer ask about roofs.</summary>
static class BuildingEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/reports/roofs", RoofReport.Roofs).WithTags("Buildings").Produces<RoofReportAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        v1.MapGet("/twins/{id}/faults", FaultsEndpoint.Faults).WithTags("Buildings").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }
}
