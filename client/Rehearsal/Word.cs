using System.Globalization;
using System.Text;
using System.Text.Json;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>What a made-up sender says: a reading or an event, and where it is damaged on the way, what the edge makes of it.</summary>
/// <param name="Damage">Why the edge refuses it; null for all that is well.</param>
/// <param name="Raw">As it came, where it is damaged.</param>
readonly record struct Word(Reading Reading, TwinEvent? Event = null, Refusal? Damage = null, byte[]? Raw = null)
{
    public TwinId Twin => Event?.Twin ?? Reading.Twin;

    public string What => Event?.Type ?? Reading.Channel.Name;

    public IntakeItem Item(int index) => new(index, Reading, Damage, Raw ?? (Event is { } said ? Written(said) : Written(Reading)), Event);

    // As a sender over HTTP would have written it: what is set aside can be read and replayed.
    static byte[] Written(in Reading reading) => Encoding.UTF8.GetBytes(reading.Channel.Nature == ChannelNature.Position
        ? string.Create(CultureInfo.InvariantCulture, $$"""{"twin":"{{reading.Twin}}","channel":"{{reading.Channel}}","at":"{{reading.At}}","value":{{Position(reading)}}}""")
        : string.Create(CultureInfo.InvariantCulture, $$"""{"twin":"{{reading.Twin}}","channel":"{{reading.Channel}}","at":"{{reading.At}}","value":{{reading.Channel.InUnit(reading.Steps)}},"unit":"{{reading.Channel.Unit}}"}"""));

    static string Position(in Reading reading) => GeoPoint.Unpack(reading.Steps) is var point
        ? string.Create(CultureInfo.InvariantCulture, $$"""{"lat":{{point.LatE7 / GeoPoint.PerDegree}},"lon":{{point.LonE7 / GeoPoint.PerDegree}}}""") : "";

    static byte[] Written(TwinEvent said) => Encoding.UTF8.GetBytes(
        $$"""{"twin":"{{said.Twin}}","type":"{{said.Type}}","id":{{JsonSerializer.Serialize(said.Id)}},"at":"{{said.At}}","fields":{{said.Fields}}}""");
}
