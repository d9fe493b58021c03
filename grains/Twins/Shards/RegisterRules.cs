using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Shards;

/// <summary>What may be entered in the register.</summary>
static class RegisterRules
{
    /// <summary>The answer if the entry changes nothing or may not be; null if it is to be entered.</summary>
    public static RegisterAnswer? Judge(TwinId id, TwinRegister? known, RegisterEntry entry, int? expectedVersion)
    {
        if (expectedVersion is { } expected && expected != (known?.Version ?? 0)) return new(RegisterOutcome.Stale, known, null);
        return (known, entry) switch
        {
            (null, Described) => null,
            (null, _) => Refuse(known, "unknown-twin", $"The register has no twin \"{id}\".", $"Register it with PUT /v1/twins/{id} first."),
            ({ } twin, Described now) when now.Description.Kind != twin.Current.Kind =>
                Refuse(known, "kind-is-for-life", $"\"{id}\" is a {twin.Current.Kind}; it cannot become a {now.Description.Kind}.", "Register the other thing under an id of its own."),
            ({ } twin, Described now) when now.Description.Set != twin.Current.Set =>
                Refuse(known, "set-is-for-life", $"\"{id}\" belongs to the other set; real and rehearsal never share a twin.", "Register it under an id of its own."),
            // The same from an earlier day says something about the days between.
            ({ } twin, Described now) when Same(twin.Current, now.Description) && Same(twin.At(now.From), now.Description) => new(RegisterOutcome.Unchanged, twin, null),
            ({ } twin, MeterReplaced) when twin.Entries.Contains(entry) => new(RegisterOutcome.Unchanged, twin, null),
            (_, MeterReplaced exchange) when Channels.Named(exchange.Channel) is not { Nature: ChannelNature.Register } =>
                Refuse(known, "not-a-register", $"\"{exchange.Channel}\" is no register channel.", "Only meters that count up are exchanged; see /v1/channels."),
            _ => null,
        };
    }

    // Records compare their dictionaries by reference.
    static bool Same(TwinDescription one, TwinDescription other) =>
        one with { RegisterModulusSteps = null } == other with { RegisterModulusSteps = null }
        && (one.RegisterModulusSteps ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual((other.RegisterModulusSteps ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal));

    static RegisterAnswer Refuse(TwinRegister? known, string code, string reason, string cure) => new(RegisterOutcome.Refused, known, new(code, reason, cure));
}
