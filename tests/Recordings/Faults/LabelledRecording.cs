using System.Globalization;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Tests.Recordings.Independent;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Faults;

/// <summary>A recording of power, as a part of the rating, in which people marked what is wrong.</summary>
sealed class LabelledRecording(string path, string label)
{
    public string Path => path;

    public List<Observation> Series()
    {
        var file = File();
        return [.. file.Cells("timestamp").Zip(file.Cells("value_normalized"), (at, value) => new Observation(new(PlainCsv.WithOffset(at)), Number(value)))];
    }

    /// <summary>Places of the marked.</summary>
    public IReadOnlySet<int> Labels() => File().Cells(label).Select((cell, i) => (cell, i)).Where(one => bool.Parse(one.cell)).Select(one => one.i).ToHashSet();

    public static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    PlainCsv File() => new(SharedData.Recording(path));
}
