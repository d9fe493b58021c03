using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Register;

/// <summary>One dated fact about a twin, kept in its shard's journal so that a refold knows what held when.</summary>
[GenerateSerializer, Immutable, Alias("register-entry")]
[JsonDerivedType(typeof(Described), "described"), JsonDerivedType(typeof(MeterReplaced), "meter-replaced")]
public abstract record RegisterEntry;

/// <summary>From <paramref name="From"/> on the twin is as described, until a later entry.</summary>
[GenerateSerializer, Immutable, Alias("described")]
public sealed record Described([property: Id(0)] Instant From, [property: Id(1)] TwinDescription Description) : RegisterEntry;

/// <summary>At that moment the register's meter went from its last value to another's first; energy is counted on both sides.</summary>
[GenerateSerializer, Immutable, Alias("meter-replaced")]
public sealed record MeterReplaced(
    [property: Id(0)] string Channel, [property: Id(1)] Instant At, [property: Id(2)] long LastSteps, [property: Id(3)] long FirstSteps) : RegisterEntry;

/// <summary>All that the register holds of one twin, in journal order.</summary>
/// <param name="Entries">At least one; the first is a <see cref="Described"/>.</param>
[GenerateSerializer, Immutable, Alias("twin-register")]
public sealed record TwinRegister([property: Id(0)] TwinId Id, [property: Id(1)] ImmutableArray<RegisterEntry> Entries)
{
    /// <summary>What a first registration holds from: older recordings may follow.</summary>
    public static Instant Beginning { get; } = new(0);

    /// <summary>Counts the entries; the register's ETag.</summary>
    [JsonIgnore]
    public int Version => Entries.Length;

    /// <summary>The description entered last, whatever its date.</summary>
    [JsonIgnore]
    public TwinDescription Current => Entries.OfType<Described>().Last().Description;

    /// <summary>The description that held at that moment: the latest dated at or before it, of equal dates the one entered last.</summary>
    public TwinDescription At(Instant at)
    {
        Described? held = null, first = null;
        foreach (var entry in Entries)
            if (entry is Described described)
            {
                first ??= described;
                if (described.From <= at && (held is null || described.From >= held.From)) held = described;
            }
        return (held ?? first)!.Description;
    }

    public TwinRegister With(RegisterEntry entry) => this with { Entries = Entries.Add(entry) };
}
