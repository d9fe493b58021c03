using System.Collections.Immutable;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City;

/// <summary>One pass over a city file, collecting every fault and not only the first. What it gives is nonsense where there are faults.</summary>
sealed class CityFileReading(IDistricts districts)
{
    const decimal MostWatts = 1_000_000_000;
    static readonly Unit Watt = Unit.Parse("W");

    readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public List<CityFault> Faults { get; } = [];

    public CityFile City(LinedJson root)
    {
        var file = Members(root, "", "name", "note", "set", "twins");
        var set = Choice(file, "set", "real", "rehearsal") == "rehearsal" ? CitySet.Rehearsal : CitySet.Real;
        var (name, note) = (Text(file, "name"), Text(file, "note"));
        List<SeedTwin> twins = [];
        if (file.Required("twins") is { } list)
        {
            if (list.Elements is null) Fault(list, "twins", "This is no list.", "Write the twins as [ {...}, {...} ].");
            foreach (var (element, index) in (list.Elements ?? []).Select((element, index) => (element, index)))
                twins.Add(Twin(element, $"twins[{index}]", set));
        }
        foreach (var twin in twins)
            if (twin.Description.MeteredBy is { } meter && (meter == twin.Id.ToString() || !_seen.ContainsKey(meter)))
                Faults.Add(new(_seen.GetValueOrDefault(twin.Id.ToString()), "meteredBy", $"\"{meter}\"", "No other twin of this file has that id.", "Name one that has, or leave it out."));
        return new(name ?? "", note ?? "", set, twins);
    }

    SeedTwin Twin(LinedJson element, string path, CitySet set)
    {
        var twin = Members(element, path, "id", "kind", "name", "area", "place", "pv", "connection", "meteredBy", "pretend");
        var id = Id(twin);
        var kind = Choice(twin, "kind", [.. Kinds.All]);
        TwinDescription description = new(kind ?? "", set, Name(twin), Area(twin), Place(twin),
            RatedMilliwatts(twin, "pv", kind), RatedMilliwatts(twin, "connection", kind), MeteredBy: twin.Optional("meteredBy") is null ? null : Text(twin, "meteredBy"));
        return new(id, description, Pretence(twin, description));
    }

    TwinId Id(Reader twin)
    {
        if (twin.Required("id") is not { } value) return default;
        if (!TwinId.TryParse(value.Scalar as string, out var id)) Fault(value, twin.At("id"), "This cannot name a twin.", TwinId.Form);
        else if (!_seen.TryAdd(id.ToString(), value.Line))
            Fault(value, twin.At("id"), $"Line {_seen[id.ToString()]} has a twin of that id.", "Give each twin an id of its own.");
        return id;
    }

    LocalName Name(Reader twin)
    {
        if (twin.Required("name") is not { } value) return new("");
        var name = Members(value, twin.At("name"), "en", "th", "ja");
        return new(Text(name, "en") ?? "", name.Optional("th") is null ? null : Text(name, "th"), name.Optional("ja") is null ? null : Text(name, "ja"));
    }

    string Area(Reader twin)
    {
        if (twin.Required("area") is not { } value) return "";
        var area = value.Scalar is decimal code ? value.Shown : value.Scalar as string ?? "";
        if (districts.Coded(area) is null && !(area.StartsWith("outside:", StringComparison.Ordinal) && area.Length > "outside:".Length))
            Fault(value, twin.At("area"), "There is no such district.", "Write a code from 1001 to 1050, or \"outside:place\"; the codes stand in /v1/districts.");
        return area;
    }

    Place? Place(Reader twin)
    {
        if (twin.Optional("place") is not { } value) return null;
        var place = Members(value, twin.At("place"), "lat", "lon");
        return new(Number(place, "lat", -90, 90, "degrees; perhaps lat and lon are swapped"), Number(place, "lon", -180, 180, "degrees"));
    }

    long? RatedMilliwatts(Reader twin, string member, string? kind)
    {
        if (twin.Optional(member) is not { } value) return null;
        if (kind == Kinds.Thing) Fault(value, twin.At(member), "Only a building has this.", "Leave it out, or make the twin a building.");
        var power = Members(value, twin.At(member), "ratedPower");
        return (long)decimal.Round(Watts(power, "ratedPower") * 1000);
    }

    Pretence? Pretence(Reader twin, TwinDescription description)
    {
        if (twin.Optional("pretend") is not { } value) return null;
        if (description.Set == CitySet.Real) Fault(value, twin.At("pretend"), "A real twin is never pretended.", "Leave it out, or make a file of set rehearsal.");
        if (description.Kind == Kinds.Thing) Fault(value, twin.At("pretend"), "Only a building has this.", "Leave it out: a weather station is played as it is.");
        var pretend = Members(value, twin.At("pretend"), "use", "peakLoad", "panels");
        var use = Choice(pretend, "use", [.. Enum.GetNames<BuildingUse>().Select(name => name.ToLowerInvariant())]);
        var load = (double)Watts(pretend, "peakLoad");
        Panels? panels = null;
        if (pretend.Optional("panels") is { } plane)
        {
            var of = Members(plane, pretend.At("panels"), "peak", "tilt", "facing");
            panels = new((double)Watts(of, "peak"), Number(of, "tilt", 0, 90, "degrees from flat"), Number(of, "facing", 0, 360, "degrees from north over east"));
            if (description.PvRatedMilliwatts is null) Fault(plane, pretend.At("panels"), "Panels need an inverter.", "Say pv.ratedPower too.");
        }
        else if (description.PvRatedMilliwatts is not null)
            Fault(value, pretend.At("panels"), "The building has pv, but nothing says what its panels are.", "Add panels with peak, tilt and facing.");
        return new(use is null ? default : Enum.Parse<BuildingUse>(use, ignoreCase: true), load, panels);
    }

    decimal Watts(Reader of, string member)
    {
        if (of.Required(member) is not { } value) return 1;
        var amount = Members(value, of.At(member), "value", "unit");
        var number = amount.Required("value");
        if (amount.Required("unit") is not { } written) return 1;
        if (written.Scalar is not string text || !Unit.TryParse(text, out var unit) || !unit.ConvertsTo(Watt))
        {
            Fault(written, amount.At("unit"), "This is not a unit of power.", "Write W, kW or MW.");
            return 1;
        }
        if (number is null) return 1;
        if (number.Scalar is decimal plain && plain > 0 && plain <= MostWatts && unit.Convert(plain, Watt) is >= 0.001m and <= MostWatts and var watts) return watts;
        Fault(number, amount.At("value"), "Power must be above 0 and at most 1 GW.", "Write the plate's value as a number; leave it out when unknown.");
        return 1;
    }

    double Number(Reader of, string member, decimal least, decimal most, string what)
    {
        if (of.Required(member) is not { } value) return 0;
        if (value.Scalar is decimal number && number >= least && number <= most) return (double)number;
        Fault(value, of.At(member), "This cannot be.", $"Write a number from {least} to {most}: {what}.");
        return 0;
    }

    string? Text(Reader of, string member)
    {
        if (of.Required(member) is not { } value) return null;
        if (value.Scalar is string text && !string.IsNullOrWhiteSpace(text) && text.Length <= 1000 && !text.Any(char.IsControl)) return text;
        Fault(value, of.At(member), "This is no text that people could read.", "Write 1 to 1000 characters in one line, in quotes.");
        return null;
    }

    string? Choice(Reader of, string member, params string[] words)
    {
        if (of.Required(member) is not { } value) return null;
        if (value.Scalar is string word && words.Contains(word)) return word;
        Fault(value, of.At(member), "There is no such " + member + ".", $"One of: {string.Join(", ", words)}.");
        return null;
    }

    Reader Members(LinedJson value, string path, params string[] known)
    {
        Dictionary<string, LinedJson> members = new(StringComparer.Ordinal);
        Reader of = new(this, value, path, members);
        if (value.Members is null) Fault(value, path, "This is no object.", $"Write {{ }} with: {string.Join(", ", known)}.");
        foreach (var (name, member) in value.Members ?? [])
            if (!known.Contains(name)) Fault(member, of.At(name), "There is no such member.", $"Known here: {string.Join(", ", known)}.");
            else if (!members.TryAdd(name, member)) Fault(member, of.At(name), "This was said before.", $"Keep one; the other stands in line {members[name].Line}.");
        return of;
    }

    void Fault(LinedJson at, string path, string reason, string cure) => Faults.Add(new(at.Line, path, at.Shown, reason, cure));

    /// <summary>One object of the file, by member.</summary>
    sealed class Reader(CityFileReading reading, LinedJson of, string path, Dictionary<string, LinedJson> members)
    {
        public string At(string member) => path == "" ? member : $"{path}.{member}";

        public LinedJson? Optional(string member) => members.GetValueOrDefault(member);

        public LinedJson? Required(string member)
        {
            if (members.TryGetValue(member, out var value)) return value;
            if (of.Members is not null) reading.Faults.Add(new(of.Line, At(member), "", "This is missing.", "Add it; the form stands beside the shipped city file."));
            return null;
        }
    }
}
