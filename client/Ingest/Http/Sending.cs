using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

/// <summary>What a request says of what it sends, beside its body.</summary>
/// <param name="IsDryRun">Only judged, not taken.</param>
/// <param name="TellsAll">What became of every item is asked for, not of the refused alone.</param>
readonly record struct Sending(string Feed, CitySet Set, bool IsDryRun, bool TellsAll);
