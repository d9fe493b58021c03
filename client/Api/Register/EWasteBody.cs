using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Register;

/// <summary>What is known of an e-waste point or recycler.</summary>
/// <param name="Role">point or recycler.</param>
/// <param name="SendsTo">The authorised chain: twins to whom it may give what holds data; at most 100. Whoever is not named is not authorised.</param>
/// <param name="SanitiseWithinDays">How long an item that holds data may stay without an adequate certificate, 1 to 3650; no limit when left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EWasteBody(string Role, ImmutableArray<string>? SendsTo = null, int? SanitiseWithinDays = null)
{
    const int MostReceivers = 100, MostDays = 3650;

    static readonly (string Word, EWasteRole Role)[] Roles = [("point", EWasteRole.Point), ("recycler", EWasteRole.Recycler)];

    public static EWasteBody? Of(EWasteFacts? facts) => facts is null ? null : new(Word(facts.Role), [.. facts.SendsTo], facts.SanitiseWithinDays);

    internal static string Word(EWasteRole role) => Roles.Single(one => one.Role == role).Word;

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static EWasteFacts? Read(string kind, EWasteBody? body, Ask ask)
    {
        if (body is null) return null;
        if (kind != Kinds.EWastePoint) ask.Fault("eWaste", kind, "Only an e-waste point or recycler has this.", "Leave it out, or register the twin as an e-waste-point.");
        var receivers = body.SendsTo is { IsDefault: false } named ? named : [];
        foreach (var receiver in receivers) ask.Twin("eWaste.sendsTo", receiver);
        if (receivers.Length > MostReceivers) ask.Fault("eWaste.sendsTo", receivers.Length, "These are too many receivers.", $"Send at most {MostReceivers}.");
        if (body.SanitiseWithinDays is < 1 or > MostDays) ask.Fault("eWaste.sanitiseWithinDays", body.SanitiseWithinDays, "This is no limit.", $"Send 1 to {MostDays} days, or leave it out where there is no limit.");
        return new(ask.OneOf("eWaste.role", body.Role, Roles), [.. receivers.Distinct().Order(StringComparer.Ordinal)], body.SanitiseWithinDays);
    }
}
