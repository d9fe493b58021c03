using System.Collections.Frozen;
using System.Text.Json;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City;

/// <summary>One of Bangkok's fifty districts (khet).</summary>
/// <param name="Code">"1001" to "1050".</param>
/// <param name="AreaKm2">As published, square kilometres; see this folder's README for how far to trust it.</param>
/// <param name="Population">Registered residents in 2018; null when unknown.</param>
/// <param name="Centre">Centroid, to put a label on a map.</param>
public sealed record District(string Code, LocalName Name, double AreaKm2, int? Population, Place Centre);

/// <summary>The districts that a twin may be registered in.</summary>
public interface IDistricts
{
    /// <summary>In order of code.</summary>
    IReadOnlyList<District> All { get; }

    /// <summary>Null when there is none of that code.</summary>
    District? Coded(string code);
}

/// <summary>A fixed list of districts.</summary>
public sealed class Districts(IEnumerable<District> districts) : IDistricts
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    static readonly Lazy<Districts> TheFifty = new(ReadBangkok);

    readonly FrozenDictionary<string, District> _byCode = districts.ToFrozenDictionary(district => district.Code, StringComparer.Ordinal);

    /// <summary>Bangkok's fifty; sources in this folder's README.</summary>
    public static Districts Bangkok => TheFifty.Value;

    public IReadOnlyList<District> All => field ??= [.. _byCode.Values.OrderBy(district => district.Code, StringComparer.Ordinal)];

    public District? Coded(string code) => _byCode.GetValueOrDefault(code);

    static Districts ReadBangkok()
    {
        using var json = typeof(Districts).Assembly.GetManifestResourceStream("YPort.Twin.Model.City.districts.json")!;
        return new(JsonSerializer.Deserialize<District[]>(json, Strict)!);
    }
}
