using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Docs;

/// <summary>OpenAPI at /openapi/v1.json, readable at /docs, without a word to any other host.</summary>
static class Documents
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "YPort.Twin",
                Version = "v1",
                Description = "A live digital twin of Bangkok's decarbonisation: what twins report, what the city does, where each number comes from.",
            };
            document.Servers = []; // whatever address it was read from
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Instant)) Text(schema, "date-time", "2026-11-23T05:00:00Z");
            if (context.JsonTypeInfo.Type == typeof(TwinId)) Text(schema, null, "roof-1");
            if (context.JsonPropertyInfo?.CustomConverter is AreaJson) schema.Type = JsonSchemaType.String | JsonSchemaType.Integer;
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").ExcludeFromDescription();
        app.MapScalarApiReference("/docs", docs =>
        {
            docs.Title = "YPort.Twin";
            docs.OpenApiRoutePattern = "/openapi/{documentName}.json";
            docs.DefaultFonts = false;
            docs.Telemetry = false;
            docs.ProxyUrl = null;
            docs.HideClientButton = true; // it opens another host
            docs.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            docs.Agent = new() { Disabled = true };
            docs.Mcp = new() { Disabled = true };
        }).ExcludeFromDescription().Add(KeepToThisHost);
    }

    // Whatever the viewer would like to fetch elsewhere, the browser refuses.
    static void KeepToThisHost(EndpointBuilder endpoint)
    {
        var show = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
            return show(http);
        };
    }

    static void Text(OpenApiSchema schema, string? format, string example)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = format;
        schema.Examples = [JsonValue.Create(example)!];
    }
}
