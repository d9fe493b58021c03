using Npgsql;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;

namespace YPort.Twin.Host.Startup;

static class Stores
{
    public static void AddStore(this WebApplicationBuilder builder, TwinSettings settings)
    {
        if (settings.Storage == "postgres") builder.Services.AddPostgresStorage(settings.Postgres!);
        else builder.Services.AddSqliteStorage(Path.GetFullPath(settings.Data));
    }

    /// <summary>Puts the schema up before the silo asks for it; several silos may do so at once.</summary>
    public static async Task PrepareStore(this WebApplication app, TwinSettings settings)
    {
        if (settings.Storage == "postgres")
            await PostgresSchema.Install(app.Services.GetRequiredService<NpgsqlDataSource>(), app.Lifetime.ApplicationStopping);
    }
}
