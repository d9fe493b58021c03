using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>The reference numbers of the Global Protocol for Community-Scale Greenhouse Gas Inventories, version 1.1 (WRI, C40, ICLEI 2021), from gpc.json.</summary>
/// <remarks>"Other scope 3" (VI) is left out: nothing here is known of it, and it is in neither total.</remarks>
public static class Gpc
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    static readonly (GpcReference[] All, FrozenDictionary<GpcSector, (string Number, LocalName Name)> Sectors) Read = ReadData();
    static readonly FrozenDictionary<string, GpcReference> ByNumber = Read.All.ToFrozenDictionary(reference => reference.Number, StringComparer.Ordinal);

    /// <summary>In the GPC's order.</summary>
    public static IReadOnlyList<GpcReference> All => Read.All;

    public static IReadOnlyList<GpcSector> Sectors { get; } = Enum.GetValues<GpcSector>();

    public static LocalName Name(GpcSector sector) => Read.Sectors[sector].Name;

    /// <summary>As in "III".</summary>
    public static string Number(GpcSector sector) => Read.Sectors[sector].Number;

    /// <summary>Null when there is none of that number.</summary>
    public static GpcReference? Find(string number) => ByNumber.GetValueOrDefault(number);

    /// <exception cref="ArgumentException">There is none of that number.</exception>
    public static GpcReference Numbered(string number) =>
        Find(number) ?? throw new ArgumentException($"The GPC has no reference \"{number}\"; those that it has stand in gpc.json, such as III.1.2.", nameof(number));

    static (GpcReference[], FrozenDictionary<GpcSector, (string, LocalName)>) ReadData()
    {
        using var json = typeof(Gpc).Assembly.GetManifestResourceStream("YPort.Twin.Model.City.Inventory.gpc.json")!;
        var data = JsonSerializer.Deserialize<Data>(json, Strict)!;
        GpcReference[] all =
        [
            .. from sector in data.Sectors
               from subSector in sector.SubSectors
               from row in subSector.Rows
               select new GpcReference(row.Number, sector.Sector, subSector.Number, row.Scope, row.Level, subSector.Name, data.Sources[row.Source]),
        ];
        return (all, data.Sectors.ToFrozenDictionary(sector => sector.Sector, sector => (sector.Number, sector.Name)));
    }

    sealed record Data(IReadOnlyDictionary<string, LocalName> Sources, IReadOnlyList<SectorData> Sectors);
    sealed record SectorData(string Number, GpcSector Sector, LocalName Name, IReadOnlyList<SubSectorData> SubSectors);
    sealed record SubSectorData(string Number, LocalName Name, IReadOnlyList<RowData> Rows);
    sealed record RowData(string Number, int Scope, GpcLevel Level, string Source);
}
