using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Tests.Recordings.Independent;

namespace YPort.Twin.Tests.Recordings.Faults;

/// <summary>Faults found in recordings of real inverters, against what people labelled there.</summary>
public sealed class Faults_in_recordings(ITestOutputHelper output)
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1);

    // Power as a part of the rating, by both files' own name of the column.
    static readonly LabelledRecording Stale = new("pv/pvdaq_inv2173_stale_labelled.csv", "stale_data_mask"), Outliers = new("pv/pvdaq_inv7539_outliers_labelled.csv", "outlier");

    [Fact]
    public void Of_a_stuck_sensor_are_found_as_people_labelled_them()
    {
        var series = Stale.Series();
        var score = Score.Against(Stale.Labels(), series.Count, Indices(StuckSensor.Find(series, Hour)));
        output.WriteLine($"Stuck sensor, {Stale.Path}: {score}");

        Assert.Equal(245, score.Hits + score.Missed);
        Assert.True(score.Precision >= 0.99, $"{score}");
        Assert.True(score.Recall >= 0.99, $"{score}");
    }

    [Fact]
    public void Of_outlying_values_are_found_as_people_labelled_them()
    {
        var series = Outliers.Series();
        var score = Score.Against(Outliers.Labels(), series.Count, OutlyingValues.Find(series, 1, Quarter));
        output.WriteLine($"Outliers, {Outliers.Path}: {score}");

        Assert.Equal(6, score.Hits + score.Missed);
        Assert.True(score.Precision >= 0.99, $"{score}");
        Assert.True(score.Recall >= 0.99, $"{score}");
    }

    // The recording of stale values has nothing labelled as outlying and the other way round: what a rule finds there is a false alarm.
    [Fact]
    public void Are_not_cried_where_nobody_labelled_any()
    {
        var (stuck, outlying) = (Indices(StuckSensor.Find(Outliers.Series(), Hour, ceiling: 1)), OutlyingValues.Find(Stale.Series(), 1, Quarter));
        output.WriteLine($"False alarms: {stuck.Count()} of {Outliers.Series().Count} stuck, {outlying.Count} of {Stale.Series().Count} outlying.");

        Assert.Empty(stuck);
        Assert.Empty(outlying);
    }

    // On 14 April 2017 this inverter gave the same eight digits for an hour, at its rating: 0.999788917.
    [Fact]
    public void Tell_an_inverter_at_its_rating_from_a_stuck_sensor()
    {
        var series = Outliers.Series();
        var same = Assert.Single(StuckSensor.Find(series, Hour));

        Assert.Contains(Clipping.Find(series, 1), span => span.Holds(same.First) && span.Holds(same.First + same.Count - 1));
        Assert.Empty(StuckSensor.Find(series, Hour, ceiling: 1));
    }

    // The inverter's own power and the sun on its plane; it gave nothing on 6 January 2022, and nobody wrote down why.
    [Fact]
    public void Of_an_inverter_that_was_off_in_sunshine_are_found_on_that_day_alone()
    {
        var moments = Rsf2();
        var off = OffInSunshine.Find(moments, ratedWatts: 100_000);
        output.WriteLine($"Off in sunshine: {string.Join("; ", off.Select(span => $"{moments[span.First].At} for {span.Count} quarter hours"))}");

        var day = Assert.Single(off);
        Assert.Equal((Local("1/6/2022 14:30"), 14), (moments[day.First].At.Microseconds, day.Count));
    }

    // The same day with a meter that says nothing: missing data, and no fault of the roof.
    [Fact]
    public void Are_not_found_where_the_meter_is_silent()
    {
        RoofMoment[] silent = [.. Rsf2().Select(moment => moment.At.Microseconds >= Local("1/6/2022 0:00") ? moment with { Watts = null } : moment)];

        Assert.Empty(OffInSunshine.Find(silent, 100_000));
        Assert.Equal(14, silent.Count(moment => OffInSunshine.Of(moment, 100_000) == RoofCondition.Unheard));
    }

    static readonly Func<string, long> Local = PlainCsv.Golden("M/d/yyyy H:mm");

    static List<RoofMoment> Rsf2()
    {
        PlainCsv file = new(RecordedFile.Of("nrel-rsf2"));
        return [.. file.Cells("").Zip(file.Cells("inv2_ac_power_w__1047"), file.Cells("poa_irradiance__1055"))
            .Select(row => new RoofMoment(new(Local(row.First)), LabelledRecording.Number(row.Second), LabelledRecording.Number(row.Third)))];
    }

    static IEnumerable<int> Indices(IEnumerable<FaultSpan> spans) => spans.SelectMany(span => Enumerable.Range(span.First, span.Count));
}
