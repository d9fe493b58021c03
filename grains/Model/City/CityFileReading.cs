using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City;

/// <summary>One pass over a city file, collecting every fault and not only the first. What it gives is nonsense where there are faults.</summary>
sealed class CityFileReading(IDistricts districts)
{
    readonly LinedForm _form = new();
    readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    // What twins say of others, looked up when all are known.
    readonly List<(LinedJson Said, string Path, string Twin)> _others = [];

    public List<CityFault> Faults => _form.Faults;

    public CityFile City(LinedJson root)
    {
        var file = _form.Members(root, "", "name", "note", "set", "twins");
        var set = _form.Choice(file, "set", "real", "rehearsal") == "rehearsal" ? CitySet.Rehearsal : CitySet.Real;
        var (name, note) = (_form.Text(file, "name"), _form.Text(file, "note"));
        List<SeedTwin> twins = [];
        if (file.Required("twins") is { } list)
        {
            if (list.Elements is null) _form.Fault(list, "twins", "This is no list.", "Write the twins as [ {...}, {...} ].");
            foreach (var (element, index) in (list.Elements ?? []).Select((element, index) => (element, index)))
                twins.Add(Twin(element, $"twins[{index}]", set));
        }
        foreach (var (said, path, twin) in _others)
            if (said.Scalar is not string other || other == twin || !_seen.ContainsKey(other))
                _form.Fault(said, path, "No other twin of this file has that id.", "Name one that has, or leave it out.");
        return new(name ?? "", note ?? "", set, twins);
    }

    SeedTwin Twin(LinedJson element, string path, CitySet set)
    {
        var twin = _form.Members(element, path, "id", "kind", "name", "area", "place", "pv", "connection", "building", "shuttle", "waste", "eWaste", "meteredBy", "pretend");
        var id = Id(twin);
        var kind = _form.Choice(twin, "kind", [.. Kinds.All]);
        CityFileFacts facts = new(_form, twin, kind, (said, at) => _others.Add((said, at, id.ToString())));
        // A shuttle that names itself has a charger with a meter of its own.
        if (twin.Optional("meteredBy") is { } meter && !(kind == Kinds.Shuttle && meter.Scalar as string == id.ToString())) _others.Add((meter, "meteredBy", id.ToString()));
        TwinDescription description = new(kind ?? "", set, Name(twin), Area(twin), Place(twin),
            facts.RatedMilliwatts("pv"), facts.RatedMilliwatts("connection"), MeteredBy: twin.Optional("meteredBy")?.Scalar as string,
            Shuttle: facts.Shuttle(), Waste: facts.Waste(), EWaste: facts.EWaste());
        var pretence = Pretence(twin, description, id);
        return new(id, description with { Building = facts.Building(pretence as BuildingPretence) }, pretence);
    }

    TwinId Id(FormReader twin)
    {
        if (twin.Required("id") is not { } value) return default;
        if (!TwinId.TryParse(value.Scalar as string, out var id)) _form.Fault(value, twin.At("id"), "This cannot name a twin.", TwinId.Form);
        else if (!_seen.TryAdd(id.ToString(), value.Line))
            _form.Fault(value, twin.At("id"), $"Line {_seen[id.ToString()]} has a twin of that id.", "Give each twin an id of its own.");
        return id;
    }

    LocalName Name(FormReader twin)
    {
        if (twin.Required("name") is not { } value) return new("");
        return _form.Name(value, twin.At("name"));
    }

    string Area(FormReader twin)
    {
        if (twin.Required("area") is not { } value) return "";
        var area = value.Scalar is decimal code ? value.Shown : value.Scalar as string ?? "";
        if (districts.Coded(area) is null && !(area.StartsWith("outside:", StringComparison.Ordinal) && area.Length > "outside:".Length))
            _form.Fault(value, twin.At("area"), "There is no such district.", "Write a code from 1001 to 1050, or \"outside:place\"; the codes stand in /v1/districts.");
        return area;
    }

    Place? Place(FormReader twin) => twin.Optional("place") is { } value ? _form.Place(_form.Members(value, twin.At("place"), "lat", "lon")) : null;

    Pretence? Pretence(FormReader twin, TwinDescription description, TwinId id)
    {
        if (twin.Optional("pretend") is not { } value) return null;
        if (description.Set == CitySet.Real) _form.Fault(value, twin.At("pretend"), "A real twin is never pretended.", "Leave it out, or make a file of set rehearsal.");
        CityFilePretence pretence = new(_form, value, twin.At("pretend"), (said, at) => _others.Add((said, at, id.ToString())));
        switch (description.Kind)
        {
            case Kinds.Building:
                return pretence.Building(description);
            case Kinds.Shuttle:
                return pretence.Shuttle(description);
            case Kinds.WasteSite:
                return pretence.Waste();
            case Kinds.EWastePoint:
                return pretence.EWaste(description);
            default:
                _form.Fault(value, twin.At("pretend"), "A thing is not told how to play.", "Leave it out: a weather station is played as it is.");
                return null;
        }
    }
}
