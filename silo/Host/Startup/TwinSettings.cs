using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Broker;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Host.Startup;

/// <summary>What a twin can be told, configuration section "Twin". A misspelt or impossible key stops the start.</summary>
public sealed class TwinSettings
{
    /// <summary>What this process does: any of silo, ingest and dashboard, with commas between. Without silo it joins silos through PostgreSQL.</summary>
    public string Roles { get; set; } = RoleNames.All;

    /// <summary>Where the twin keeps its data; relative to where it is started.</summary>
    [Required(ErrorMessage = "Twin:Data is empty. Name a folder, such as .twin.")]
    public string Data { get; set; } = ".twin";

    /// <summary>"sqlite" for one machine, "postgres" for a city.</summary>
    [RegularExpression("sqlite|postgres", ErrorMessage = "Twin:Storage must be sqlite or postgres. Change it in appsettings.json or Twin__Storage.")]
    public string Storage { get; set; } = "sqlite";

    /// <summary>Npgsql connection string, with storage "postgres".</summary>
    public string? Postgres { get; set; }

    /// <summary>A city file; the illustrative Bangkok by default, "none" for an empty city.</summary>
    public string City { get; set; } = "cities/bangkok.json";

    /// <summary>Official borders for the map, instead of the schematic.</summary>
    public MapSettings Map { get; set; } = new();

    [ValidateObjectMembers]
    public SiloSettings Silo { get; set; } = new();

    [ValidateObjectMembers]
    public RehearsalOptions Rehearsal { get; set; } = new();

    [ValidateObjectMembers]
    public MqttOptions Mqtt { get; set; } = new();

    [ValidateObjectMembers]
    public BrokerOptions Broker { get; set; } = new();

    /// <summary>By name: SHA-256, in hex, of a key that callers from other machines send as "Authorization: Bearer".</summary>
    public Dictionary<string, string> Keys { get; } = [];

    internal bool Has(Roles role) => RoleNames.Parse(Roles) is { } roles && roles.HasFlag(role);
}

/// <summary>What the map is drawn from.</summary>
public sealed class MapSettings
{
    /// <summary>A GeoJSON file with the borders of the fifty districts; none: the schematic.</summary>
    public string? Districts { get; set; }

    /// <summary>Who drew them and under which licence; shown beside the map.</summary>
    public string Credit { get; set; } = "";
}

/// <summary>How silos find each other, and other processes find them; with storage "postgres" only.</summary>
public sealed class SiloSettings
{
    /// <summary>The address that other silos reach this one at.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>0 takes a free port.</summary>
    [Range(0, 65535, ErrorMessage = "Twin:Silo:Port must be 0 (any free port) to 65535.")]
    public int Port { get; set; }

    /// <summary>0 keeps the gateway shut: no other process joins as a client.</summary>
    [Range(0, 65535, ErrorMessage = "Twin:Silo:GatewayPort must be 0 (shut) to 65535.")]
    public int GatewayPort { get; set; }

    /// <summary>Silos with the same id and database form one twin.</summary>
    [Required(ErrorMessage = "Twin:Silo:ClusterId is empty.")]
    public string ClusterId { get; set; } = "yport-twin";
}

[OptionsValidator]
sealed partial class TwinSettingsValidator : IValidateOptions<TwinSettings>;

static class Settings
{
    /// <exception cref="OptionsValidationException">A value cannot be; says which and what to do.</exception>
    public static TwinSettings AddTwinSettings(this WebApplicationBuilder builder)
    {
        TwinSettings settings = new();
        try
        {
            builder.Configuration.GetSection("Twin").Bind(settings, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unknown)
        {
            throw Refused($"{unknown.Message} The settings stand in silo/README.md; correct appsettings.json, the environment (Twin__...) or the command line.");
        }
        string[] faults =
        [
            .. new TwinSettingsValidator().Validate(null, settings).Failures ?? [],
            .. settings.Storage == "postgres" && string.IsNullOrWhiteSpace(settings.Postgres)
                ? ["Twin:Storage is postgres but Twin:Postgres is empty. Set Twin__Postgres to a connection string, such as Host=127.0.0.1;Database=twin;Username=twin."] : Array.Empty<string>(),
            .. RoleNames.Parse(settings.Roles) is null
                ? [$"Twin:Roles is \"{settings.Roles}\". Name any of silo, ingest and dashboard with commas between, such as ingest,dashboard; all by default."] : Array.Empty<string>(),
            .. settings.Storage == "sqlite" && RoleNames.Parse(settings.Roles) is { } roles && !roles.HasFlag(Startup.Roles.Silo)
                ? [$"Twin:Roles is \"{settings.Roles}\" and Twin:Storage sqlite, which only one process uses: without the role silo there would be no twins. Leave Twin:Roles out, or set Twin__Storage to postgres in all processes."] : Array.Empty<string>(),
            .. settings.Keys.Where(key => key.Value.Length != 64 || !key.Value.All(char.IsAsciiHexDigit))
                .Select(key => $"Twin:Keys:{key.Key} is no SHA-256 in hex. Make one with: printf %s YOUR-KEY | sha256sum"),
        ];
        if (faults.Length > 0) throw Refused(string.Join(" ", faults));
        builder.Services.AddSingleton(settings);
        return settings;
    }

    static OptionsValidationException Refused(string why) => new("Twin", typeof(TwinSettings), [why]);
}
