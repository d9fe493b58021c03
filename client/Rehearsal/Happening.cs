using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>Makes events as a careful sender would: what the type's own rules refuse is a mistake of the rehearsal and says so.</summary>
static class Happening
{
    static readonly JsonSerializerOptions WithoutNulls = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="fields">An object with the type's fields; null members are left out.</param>
    public static TwinEvent Of<T>(TwinId twin, EventType type, string id, Instant at, T fields) =>
        CanonicalFields.Read(type, JsonSerializer.SerializeToElement(fields, WithoutNulls), out var canonical, out var subject) is { } problem
            ? throw new InvalidOperationException($"The rehearsal made a {type} that is none: {problem.Reason} {problem.Cure}")
            : new(twin, type.Name, id, at, canonical, subject);
}
