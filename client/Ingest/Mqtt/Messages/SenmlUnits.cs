using System.Collections.Frozen;

namespace YPort.Twin.Ingest.Mqtt.Messages;

/// <summary>
/// SenML's unit symbols in UCUM, where the two differ; the others (kW, Wh, Cel, m/s, hPa, m3) are the same in both.
/// Source: RFC 8428 section 12.1, RFC 8798 section 3.
/// </summary>
static class SenmlUnits
{
    static readonly FrozenDictionary<string, string> Ucum = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/"] = "1",
        ["count"] = "1",
        ["%RH"] = "%",
        ["%EL"] = "%",
        ["EL"] = "1",
        ["/100"] = "%",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string InUcum(string symbol) => Ucum.GetValueOrDefault(symbol, symbol);
}
