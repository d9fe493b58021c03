using Npgsql;
using YPort.Twin.Storage;
using YPort.Twin.Storage.Postgres;

namespace YPort.Twin.Host.Startup;

static class Stores
{
    public static void AddStore(this WebApplicationBuilder builder, TwinSettings settings)
    {
        if (settings.Storage == "postgres") builder.Services.AddPostgresStorage(settings.Postgres!, readOnly: !settings.Has(Roles.Silo));
        else builder.Services.AddSqliteStorage(Path.GetFullPath(settings.Data));
    }

    /// <summary>
    /// Opens the store before anyone asks for it: takes the folder, or puts the schema up. Several silos may do so at once; the other roles only read,
    /// and find what a silo has put up.
    /// </summary>
    /// <exception cref="StoreInUseException">Another twin runs on the folder.</exception>
    public static async Task PrepareStore(this WebApplication app, TwinSettings settings)
    {
        if (settings.Storage == "postgres" && settings.Has(Roles.Silo))
            await PostgresSchema.Install(app.Services.GetRequiredService<NpgsqlDataSource>(), app.Lifetime.ApplicationStopping);
        _ = app.Services.GetRequiredService<Store>();
    }
}
