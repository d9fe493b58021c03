using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>A registered project as its papers have it, with the series that its factor is of and the twin behind each meter.</summary>
/// <param name="Set">An illustrative project belongs to the rehearsal.</param>
public sealed record JcmRegistration(
    CitySet Set, string Reference, string Title, string Methodology, string MethodologyVersion, string DesignVersion, string FactorSeries, decimal ExAnteTonnesPerYear,
    DateOnly CreditingFrom, DateOnly CreditingTo, IReadOnlyList<string> Participants, IReadOnlyList<JcmRegisteredMeter> Meters, IReadOnlyList<JcmIssuance> Issued)
{
    /// <summary>The project with the factor of its series.</summary>
    public JcmProject With(Factor factor) => new(Reference, Title, Methodology, MethodologyVersion, DesignVersion, factor, ExAnteTonnesPerYear, CreditingFrom, CreditingTo, Participants,
        [.. Meters.Select(meter => new JcmMeter(meter.Serial, meter.Class, meter.From, meter.To, meter.Calibrations))], Issued);
}

/// <param name="Twin">Whose pv-energy it counts.</param>
public sealed record JcmRegisteredMeter(string Twin, string Serial, string Class, DateOnly From, DateOnly? To, IReadOnlyList<JcmCalibration> Calibrations);

/// <summary>The projects that the city shows, from projects.json. Every other roof displaces grid emissions and earns no credits.</summary>
public static class JcmRegister
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<CitySet>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    static readonly Lazy<IReadOnlyList<JcmRegistration>> TheShipped = new(Read);

    public static IReadOnlyList<JcmRegistration> All => TheShipped.Value;

    static JcmRegistration[] Read()
    {
        using var json = typeof(JcmRegister).Assembly.GetManifestResourceStream("YPort.Twin.Model.Buildings.Jcm.projects.json")!;
        return JsonSerializer.Deserialize<JcmRegistration[]>(json, Strict)!;
    }
}
