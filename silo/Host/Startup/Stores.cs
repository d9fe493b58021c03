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

    /// <summary>Opens the store before the silo asks for it: takes the folder, or puts the schema up (several silos may do so at once).</summary>
    /// <exception cref="StoreInUseException">Another twin runs on the folder.</exception>
    public static async Task PrepareStore(this WebApplication app, TwinSettings settings)
    {
        if (settings.Storage == "postgres")
            await PostgresSchema.Install(app.Services.GetRequiredService<NpgsqlDataSource>(), app.Lifetime.ApplicationStopping);
        _ = app.Services.GetRequiredService<Store>();
    }
}
