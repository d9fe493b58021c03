using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Register;

/// <summary>What an e-waste point or recycler has by its own books, and what it did today by category, material and method.</summary>
/// <param name="Role">point or recycler; null when nobody said.</param>
/// <param name="OpenLots">Lots with mass or items there, with a flaw, or with an item that wants a certificate.</param>
/// <param name="HeldKg">Mass of the open lots, as far as it is known.</param>
/// <param name="LotsOfUnknownMass">Open lots besides.</param>
/// <param name="UnsanitisedItems">Items there that hold data and have no adequate certificate.</param>
/// <param name="UnsanitisedSince">Since when the oldest of them has been there.</param>
/// <param name="Flagged">Lots whose masses contradict each other; <paramref name="FlaggedLots"/> names the oldest hundred. GET /v1/lots/{lot} shows one.</param>
/// <param name="Today">Since midnight in Bangkok, by measure and dimension.</param>
public sealed record EWasteAnswer(
    string? Role, ImmutableArray<string> SendsTo, int? SanitiseWithinDays, int OpenLots, decimal HeldKg, int LotsOfUnknownMass, int UnsanitisedItems, Instant? UnsanitisedSince,
    int Flagged, ImmutableArray<string> FlaggedLots, ImmutableArray<PartAnswer> Today)
{
    public static EWasteAnswer Of(EWastePointState state) => new(
        state.Facts is { } facts ? EWasteBody.Word(facts.Role) : null, [.. state.Facts?.SendsTo ?? []], state.Facts?.SanitiseWithinDays,
        state.Held.OpenLots, Shown.Plain(state.Held.HeldGrams / 1000m), state.Held.LotsOfUnknownMass, state.Held.UnsanitisedItems, state.Held.UnsanitisedSince,
        state.Held.Flagged, state.Held.FlaggedLots, PartAnswer.Of(state.TodayBy));
}
