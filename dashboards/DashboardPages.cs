using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace YPort.Twin.Dashboards;

/// <summary>The city's page at <c>/</c> and at the path of each of its screens; where the web sources were not built, a plain page that names the cure and shows figures as text.</summary>
public static class DashboardPages
{
    // Everything comes from this host: no other is asked for anything, and no script is written into a page.
    const string Policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    static readonly string[] Screens = ["live", "explore", "progress", "streams", "reports"];

    public static IEndpointRouteBuilder MapDashboard(this WebApplication app)
    {
        // Outside Development nobody else does this, and an unpublished build then has no files. A published one needs it not.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);

        if (app.Environment.WebRootFileProvider.GetFileInfo("index.html").Exists) MapBuilt(app);
        else MapPlain(app);
        return app;
    }

    static void MapBuilt(WebApplication app)
    {
        app.MapStaticAssets().Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(() => Head(context.Response));
                return serve(context);
            };
        });
        // Read from the file so that another screen's address may be opened, kept and sent; what is no screen stays a 404.
        foreach (var path in (string[])["", .. Screens])
            app.MapFallbackToFile($"/{path}", "index.html", new() { OnPrepareResponse = file => Head(file.Context.Response) }).WithMetadata(HtmlMethods);
    }

    static void MapPlain(WebApplication app)
    {
        foreach (var (path, file, type) in ((string, string, string)[])[
            ("/", "plain.html", "text/html; charset=utf-8"), ("/plain.js", "plain.js", "text/javascript; charset=utf-8"), ("/plain.css", "plain.css", "text/css; charset=utf-8"),
            ("/icon.svg", "icon.svg", "image/svg+xml")])
        {
            var bytes = Embedded(file);
            app.MapGet(path, (HttpContext context) =>
            {
                Head(context.Response);
                return Results.Bytes(bytes, type);
            }).ExcludeFromDescription();
        }
    }

    static HttpMethodMetadata HtmlMethods { get; } = new(["GET", "HEAD"]);

    static Task Head(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        // Vite names these by their content: a name never changes its bytes.
        response.Headers.CacheControl = response.StatusCode < 400 && response.HttpContext.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable" : "no-cache";
        return Task.CompletedTask;
    }

    static byte[] Embedded(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
