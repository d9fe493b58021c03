using System.Globalization;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City;

/// <summary>What may stand in a file's members, and every fault found: the words of a form, whatever kind of twin it is about.</summary>
sealed class LinedForm
{
    const decimal MostWatts = 1_000_000_000;
    static readonly Unit Watt = Unit.Parse("W");

    public List<CityFault> Faults { get; } = [];

    /// <summary>An amount with its unit, above 0 and at most <paramref name="most"/>, in <paramref name="canonical"/>; 1 where there are faults.</summary>
    public decimal Amount(FormReader of, string member, Unit canonical, decimal most, string what, string units)
    {
        if (of.Required(member) is not { } value) return 1;
        var amount = Members(value, of.At(member), "value", "unit");
        var number = amount.Required("value");
        if (amount.Required("unit") is not { } written) return 1;
        if (written.Scalar is not string text || !Unit.TryParse(text, out var unit) || !unit.ConvertsTo(canonical))
        {
            Fault(written, amount.At("unit"), $"This is not a unit of {what.ToLowerInvariant()}.", $"Write {units}.");
            return 1;
        }
        if (number is null) return 1;
        if (number.Scalar is decimal plain && plain > 0 && plain <= most && unit.Convert(plain, canonical) is >= 0.001m and var converted && converted <= most) return converted;
        Fault(number, amount.At("value"), $"{what} must be above 0 and at most {Shown(most, canonical)}.", "Write the plate's value as a number; leave it out when unknown.");
        return 1;
    }

    public decimal Watts(FormReader of, string member) => Amount(of, member, Watt, MostWatts, "Power", "W, kW or MW");

    static string Shown(decimal most, Unit canonical) => most == MostWatts && canonical == Watt ? "1 GW" : string.Create(CultureInfo.InvariantCulture, $"{most:0.###} {canonical}");

    public double Number(FormReader of, string member, decimal least, decimal most, string what)
    {
        if (of.Required(member) is not { } value) return 0;
        if (value.Scalar is decimal number && number >= least && number <= most) return (double)number;
        Fault(value, of.At(member), "This cannot be.", $"Write a number from {least} to {most}: {what}.");
        return 0;
    }

    public Place Place(FormReader of) =>
        new(Number(of, "lat", -90, 90, "degrees; perhaps lat and lon are swapped"), Number(of, "lon", -180, 180, "degrees"));

    public string? Text(FormReader of, string member)
    {
        if (of.Required(member) is not { } value) return null;
        if (value.Scalar is string text && !string.IsNullOrWhiteSpace(text) && text.Length <= 1000 && !text.Any(char.IsControl)) return text;
        Fault(value, of.At(member), "This is no text that people could read.", "Write 1 to 1000 characters in one line, in quotes.");
        return null;
    }

    /// <summary>A name in the city's languages.</summary>
    public LocalName Name(LinedJson value, string path)
    {
        var name = Members(value, path, "en", "th", "ja");
        return new(Text(name, "en") ?? "", name.Optional("th") is null ? null : Text(name, "th"), name.Optional("ja") is null ? null : Text(name, "ja"));
    }

    public string? Choice(FormReader of, string member, params string[] words)
    {
        if (of.Required(member) is not { } value) return null;
        if (value.Scalar is string word && words.Contains(word)) return word;
        Fault(value, of.At(member), "There is no such " + member + ".", $"One of: {string.Join(", ", words)}.");
        return null;
    }

    public FormReader Members(LinedJson value, string path, params string[] known)
    {
        Dictionary<string, LinedJson> members = new(StringComparer.Ordinal);
        FormReader of = new(this, value, path, members);
        if (value.Members is null) Fault(value, path, "This is no object.", $"Write {{ }} with: {string.Join(", ", known)}.");
        foreach (var (name, member) in value.Members ?? [])
            if (!known.Contains(name)) Fault(member, of.At(name), "There is no such member.", $"Known here: {string.Join(", ", known)}.");
            else if (!members.TryAdd(name, member)) Fault(member, of.At(name), "This was said before.", $"Keep one; the other stands in line {members[name].Line}.");
        return of;
    }

    public void Fault(LinedJson at, string path, string reason, string cure) => Faults.Add(new(at.Line, path, at.Shown, reason, cure));
}

/// <summary>One object of the file, by member.</summary>
sealed class FormReader(LinedForm form, LinedJson of, string path, Dictionary<string, LinedJson> members)
{
    public string At(string member) => path == "" ? member : $"{path}.{member}";

    public LinedJson? Optional(string member) => members.GetValueOrDefault(member);

    public LinedJson? Required(string member)
    {
        if (members.TryGetValue(member, out var value)) return value;
        if (of.Members is not null) form.Faults.Add(new(of.Line, At(member), "", "This is missing.", "Add it; the form stands beside the shipped city file."));
        return null;
    }
}
