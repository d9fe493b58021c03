using YPort.Twin.Cli.Maps;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Replaying;

public sealed class A_mapping : IDisposable
{
    const string Good = """
        {
          "what": "w", "source": "s", "licence": "l",
          "time": { "column": "t", "format": "uuuu-MM-dd HH:mm", "zone": "Europe/London" },
          "twins": { "roof": { "kind": "building", "set": "real" } },
          "columns": [
            { "column": "p", "twin": "roof", "channel": "pv-power", "unit": "kW" }
          ],
          "ignored": { "x": "not needed" }
        }
        """;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_read_when_all_is_said() => Assert.Equal("pv-power", Load(Good).Readings[0].Channel);

    [Theory]
    [InlineData("\"licence\": \"l\",", "\"licence\": \"l\", \"zones\": 1,", "line 2, $.zones: ", "zones")]
    [InlineData("\"licence\": \"l\",", "", "line 9, $: ", "licence")]
    [InlineData("\"licence\": \"l\"", "\"licence\": \" \"", "line 2, $.licence: ", "is empty")]
    [InlineData("pv-power", "pv-pwer", "line 6, $.columns[0].channel: ", "There is no channel \"pv-pwer\". Write one of: air-pressure")]
    [InlineData("\"unit\": \"kW\"", "\"unit\": \"kW.h\"", "line 6, $.columns[0].unit: ", "\"kW.h\" does not convert to W")]
    [InlineData("\"unit\": \"kW\"", "\"unit\": \"kilo\"", "line 6, $.columns[0].unit: ", "\"kilo\" does not convert to W")]
    [InlineData("\"kind\": \"building\"", "\"kind\": \"thing\"", "line 6, $.columns[0].channel: ", "A thing has no channel \"pv-power\"")]
    [InlineData("\"kind\": \"building\"", "\"kind\": \"house\"", "line 4, $.twins.roof.kind: ", "Write one of: building, shuttle, ")]
    [InlineData("\"set\": \"real\"", "\"set\": \"rehearsal\"", "line 4, $.twins.roof.set: ", "\"set\": \"real\"")]
    [InlineData("\"twin\": \"roof\"", "\"twin\": \"cellar\"", "line 6, $.columns[0].twin: ", "\"cellar\" is not under \"twins\"")]
    [InlineData("\"roof\": {", "\"Roof\": {", "line 4, $.twins.Roof: ", "cannot name a twin")]
    [InlineData("\"twin\": \"roof\"", "\"quality\": \"guessed\", \"twin\": \"roof\"", "line 6, $.columns[0].quality: ", "Correct it")]
    [InlineData("\"roof\": {", "\"roof\": { \"name\": { \"en\": \"Roof {x}\" }, ", "line 4, $.twins.roof: ", "The document says {x}, the id does not")]
    [InlineData("\"column\": \"p\", ", "", "line 6, $.columns[0]: ", "Give one \"column\"")]
    [InlineData("\"column\": \"p\"", "\"columns\": [\"p\", \"q\"]", "line 6, $.columns[0].columns: ", "\"pv-power\" is one number")]
    [InlineData(", \"unit\": \"kW\"", "", "line 6, $.columns[0]: ", "have no unit. Add \"unit\", in UCUM, such as \"W\"")]
    [InlineData("\"column\": \"t\"", "\"columns\": []", "line 3, $.time: ", "Give the time's \"column\"")]
    [InlineData("uuuu-MM-dd HH:mm", "uuuu-MM-dd", "line 3, $.time: ", "does not say the time of day. Add \"timeOfDay\"")]
    [InlineData("\"zone\"", "\"timeOfDay\": \"12:00\", \"zone\"", "line 3, $.time.timeOfDay: ", "says the time of day. Remove")]
    [InlineData("HH:mm\"", "\", \"timeOfDay\": \"noon\"", "line 3, $.time.timeOfDay: ", "\"noon\" is no time of day")]
    [InlineData("\"zone\"", "\"notBefore\": \"2020\", \"zone\"", "line 3, $.time.notBefore: ", "\"2020\" is not ISO 8601")]
    [InlineData("Europe/London", "Europe/Londen", "line 3, $.time.zone: ", "is no zone")]
    [InlineData(", \"zone\": \"Europe/London\"", "", "line 3, $.time: ", "no zone")]
    [InlineData("uuuu-MM-dd HH:mm", "iso", "line 3, $.time.zone: ", "carry their own offset")]
    [InlineData("uuuu-MM-dd HH:mm", "uuuu-MM-dd qq", "line 3, $.time.format: ", "not a NodaTime pattern")]
    [InlineData("\"unit\": \"kW\"", "\"unit\": \"kW\", \"spanMinutes\": 30", "line 6, $.columns[0]: ", "a value of a moment")]
    [InlineData("pv-power\", \"unit\": \"kW\"", "load-interval-energy\", \"unit\": \"kW.h\"", "line 6, $.columns[0]: ", "needs its length")]
    [InlineData("\"x\": \"not needed\"", "\"x\": \"\"", "line 8, $.ignored.x: ", "Say why")]
    [InlineData("\"x\": \"not needed\"", "\"p\": \"not needed\"", "line 6, $.columns[0].column: ", "also under \"ignored\"")]
    [InlineData("\"column\": \"p\"", "\"column\": \"t\"", "line 6, $.columns[0].column: ", "is the time's column")]
    [InlineData("\"ignored\"", "\"delimiter\": \";;\", \"ignored\"", "line 8, $.delimiter: ", "not one character")]
    public void Says_line_path_and_cure_of_what_is_wrong(string right, string wrong, string place, string says)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        var message = Assert.Throws<MappingException>(() => Load(Good.Replace(right, wrong, StringComparison.Ordinal))).Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_all_problems_at_once()
    {
        var wrong = Good.Replace("pv-power", "pv", StringComparison.Ordinal).Replace("Europe/London", "x", StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<MappingException>(() => Load(wrong)).Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("t,p\n", "the mapping names the column \"x\", which the file does not have")]
    [InlineData("t,p,x,y\n", "column \"y\" is neither mapped nor ignored")]
    [InlineData("t,p,x,x\n", "2 columns are named \"x\"")]
    public void Must_name_every_column_of_its_file(string header, string says)
    {
        var file = _folder.Write("file.csv", header);
        Assert.Contains(says, Assert.Throws<ReplayException>(() => new Recording(file, Load(Good))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blantyre-dump")]
    [InlineData("capmetro-buses")]
    [InlineData("edinburgh-bins")]
    [InlineData("london-meter")]
    [InlineData("nrel-midc-ghi")]
    [InlineData("nrel-rmis-weather")]
    [InlineData("nrel-rsf2")]
    [InlineData("nrel-serf-east")]
    [InlineData("nrel-serf-west")]
    [InlineData("rsk-twizy")]
    public void That_comes_with_the_program_is_found_by_name(string name)
    {
        Assert.Contains(name, MappingFile.Shipped);
        Assert.Equal(name, MappingFile.Load(name).Name);
    }

    [Fact]
    public void That_is_not_there_is_answered_with_those_that_are() =>
        Assert.Contains("london-meter", Assert.Throws<MappingException>(() => MappingFile.Load("lndon")).Message, StringComparison.Ordinal);

    Mapping Load(string json) => MappingFile.Load(_folder.Write("map.json", json)).Mapping;
}
